"""Looking, not deciding: nothing here writes, except the numbers that new petitions follow."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from petitions.models import Petition, PetitionEvent, PetitionType, Recount


class ReadOnly(admin.ModelAdmin[Any]):
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Petition)
class PetitionAdmin(ReadOnly):
    list_display = ("title", "state", "response", "signature_count", "published_at", "hidden_at")
    list_filter = ("state", "response")
    search_fields = ("public_id",)
    show_full_result_count = False


@admin.register(PetitionEvent)
class PetitionEventAdmin(ReadOnly):
    list_display = ("petition", "kind", "state", "actor", "at")
    list_select_related = ("petition", "actor")
    show_full_result_count = False


@admin.register(Recount)
class RecountAdmin(ReadOnly):
    list_display = ("petition", "valid", "ledger", "folded", "shown", "at", "cleared_at")
    list_select_related = ("petition",)


@admin.register(PetitionType)
class PetitionTypeAdmin(admin.ModelAdmin[Any]):
    list_display = ("name", "track", "is_current", "first_supporters", "bureau_threshold", "head_threshold")
