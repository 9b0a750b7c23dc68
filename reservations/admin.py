"""Looking, not deciding. A booking is moved by its actions only."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.forms import BaseModelForm
from django.http import HttpRequest

from portal import clock
from reservations import opening, parts
from reservations.models import Booking, OpeningException, OpeningRule, Place, Resource
from reservations.times import DAY


class RuleInline(admin.TabularInline[OpeningRule, Resource]):
    model = OpeningRule
    extra = 0


class ExceptionInline(admin.TabularInline[OpeningException, Resource]):
    model = OpeningException
    exclude = ["place"]
    extra = 0


class PlaceExceptionInline(admin.TabularInline[OpeningException, Place]):
    model = OpeningException
    exclude = ["resource"]
    extra = 0


def write_out(resources: Any) -> None:
    """After a change of hours or parts the rows that search reads are made anew."""
    found = list(resources.select_related("place"))
    today = clock.today()
    parts.rebuild(found)
    opening.materialise(found, today, today + opening.HORIZON_DAYS * DAY)


@admin.register(Place)
class PlaceAdmin(admin.ModelAdmin[Place]):
    list_display = ["name", "area", "unit", "phone"]
    list_select_related = ["area", "unit"]
    search_fields = ["name", "name_en"]
    autocomplete_fields = ["area", "unit"]
    inlines = [PlaceExceptionInline]

    def save_related(
        self, request: HttpRequest, form: BaseModelForm[Any], formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        write_out(form.instance.resources.all())


@admin.register(Resource)
class ResourceAdmin(admin.ModelAdmin[Resource]):
    list_display = ["name", "place", "kind", "capacity", "needs_approval", "is_published"]
    list_filter = ["kind", "needs_approval", "is_published"]
    list_select_related = ["place"]
    search_fields = ["name", "place__name"]
    autocomplete_fields = ["place", "parent"]
    inlines = [RuleInline, ExceptionInline]

    def save_related(
        self, request: HttpRequest, form: BaseModelForm[Any], formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        room = form.instance
        write_out(Resource.objects.filter(pk__in={room.pk, room.parent_id or room.pk}))


@admin.register(Booking)
class BookingAdmin(admin.ModelAdmin[Booking]):
    list_display = ["public_id", "resource", "starts_at", "ends_at", "state"]
    list_filter = ["state"]
    list_select_related = ["resource"]
    search_fields = ["public_id"]
    date_hierarchy = "starts_at"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
