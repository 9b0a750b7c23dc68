"""Looking, not deciding: every verb of this room has its own page."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from budgets.models import Envelope, Project, Round


class ReadOnly(admin.ModelAdmin[Any]):
    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Round)
class RoundAdmin(ReadOnly):
    list_display = ["title", "state", "opens_at", "closes_at"]
    exclude = ["lot_seed"]


@admin.register(Envelope)
class EnvelopeAdmin(ReadOnly):
    list_display = ["name", "round", "amount", "ballot_kind"]


@admin.register(Project)
class ProjectAdmin(ReadOnly):
    list_display = ["title", "envelope", "cost"]
    search_fields = ["title"]
