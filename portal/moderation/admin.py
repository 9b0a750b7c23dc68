"""Looking, not deciding: decisions are made at the moderators' desk, where they are reasoned and told."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from portal.moderation.models import Appeal, Case, Decision, Report


class ReadOnly(admin.ModelAdmin):
    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Case)
class CaseAdmin(ReadOnly):
    list_display = ("public_id", "kind", "ref", "gravest", "state", "opened_at", "due_at", "closed_at")
    list_filter = ("state", "gravest", "kind")


@admin.register(Decision)
class DecisionAdmin(ReadOnly):
    list_display = ("case", "measure", "rule", "decided_at")
    list_select_related = ("case",)


@admin.register(Appeal)
class AppealAdmin(ReadOnly):
    list_display = ("case", "state", "created_at", "decided_at")
    list_select_related = ("case",)


@admin.register(Report)
class ReportAdmin(ReadOnly):
    list_display = ("kind", "ref", "reason", "created_at")
    list_filter = ("reason",)
