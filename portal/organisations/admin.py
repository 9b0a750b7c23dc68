"""Looking, not deciding."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from portal import audit, clock
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
    """Who gives himself or others a role leaves a trace that he cannot take away."""

    list_display = ["user", "unit", "role"]
    list_filter = ["role"]
    list_select_related = ["user", "unit"]
    raw_id_fields = ["user"]
    autocomplete_fields = ["unit"]

    def save_model(self, request: HttpRequest, obj: Membership, form: Any, change: bool) -> None:
        if change:
            _note(request, "role_dropped", Membership.objects.get(pk=obj.pk))
        super().save_model(request, obj, form, change)
        _note(request, "role_given", obj)

    def delete_model(self, request: HttpRequest, obj: Membership) -> None:
        _note(request, "role_dropped", obj)
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Membership]) -> None:
        for membership in queryset:
            _note(request, "role_dropped", membership)
        super().delete_queryset(request, queryset)


def _note(request: HttpRequest, verb: str, membership: Membership) -> None:
    audit.record(
        actor_id=request.user.pk,
        verb=f"organisations.{verb}",
        target=f"organisations.unit:{membership.unit_id}",
        at=clock.now(),
        detail={"user": membership.user_id, "role": membership.role},
    )


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
