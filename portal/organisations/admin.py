"""Looking, not deciding."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from portal.organisations.models import Agency, Area, Deadline, Holiday, Membership, Unit


class LookOnly(admin.ModelAdmin[Any]):
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Area)
class AreaAdmin(admin.ModelAdmin[Area]):
    list_display = ["name", "name_en", "code", "level", "parent"]
    list_filter = ["level"]
    list_select_related = ["parent"]
    search_fields = ["name", "name_en", "code"]


@admin.register(Agency)
class AgencyAdmin(admin.ModelAdmin[Agency]):
    list_display = ["name", "kind", "area"]
    list_select_related = ["area"]
    search_fields = ["name", "name_en"]
    autocomplete_fields = ["area"]


@admin.register(Unit)
class UnitAdmin(admin.ModelAdmin[Unit]):
    list_display = ["name", "agency", "phone"]
    list_select_related = ["agency"]
    search_fields = ["name", "name_en", "agency__name"]
    autocomplete_fields = ["agency", "parent"]


@admin.register(Membership)
class MembershipAdmin(admin.ModelAdmin[Membership]):
    list_display = ["user", "unit", "role"]
    list_filter = ["role"]
    list_select_related = ["user", "unit"]
    raw_id_fields = ["user"]
    autocomplete_fields = ["unit"]


@admin.register(Holiday)
class HolidayAdmin(LookOnly):
    """Deadlines depend on it: /staff/organisations/ writes it, with an entry in the audit trail."""

    list_display = ["date", "name", "is_working_day"]
    date_hierarchy = "date"


@admin.register(Deadline)
class DeadlineAdmin(LookOnly):
    list_display = ["subject", "rule", "started_at", "due_at", "is_paused", "extension", "met_at"]
    list_filter = ["is_paused"]
    search_fields = ["subject"]
