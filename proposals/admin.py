"""Looking, not deciding. The table of receiving units is the one thing that an administrator sets here."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from proposals.models import CountAlarm, Proposal, Receiver


class ReadOnly(admin.ModelAdmin):
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Proposal)
class ProposalAdmin(ReadOnly):
    list_display = ["title", "state", "outcome", "unit", "support_count", "published_at"]
    list_filter = ["state", "outcome", "topic"]
    list_select_related = ["unit"]
    search_fields = ["public_id", "title"]
    show_full_result_count = False


@admin.register(CountAlarm)
class CountAlarmAdmin(ReadOnly):
    list_display = ["proposal", "counted", "shown", "at", "cleared_at"]
    list_select_related = ["proposal"]


@admin.register(Receiver)
class ReceiverAdmin(admin.ModelAdmin):
    list_display = ["unit", "topic"]
    list_filter = ["topic"]
