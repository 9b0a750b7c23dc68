"""Bookings, fetched together with the right to see them: a stranger gets nothing."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from portal.organisations.rules import staff_units
from reservations.actions.deciding import DECIDERS
from reservations.models import Booking


def of_person(user: Any, public_id: str) -> Booking:
    """This person's own booking. Raises Booking.DoesNotExist for anybody else's."""
    return Booking.objects.of(user).for_pages().get(public_id=public_id)


def of_officer(user: Any, public_id: str) -> Booking:
    """A booking at a place of the officer's unit. Raises Booking.DoesNotExist otherwise."""
    found = Booking.objects.of_units(staff_units(user, *DECIDERS)).for_pages().select_related("booker")
    return found.get(public_id=public_id)


def mine_ahead(user: Any, at: datetime) -> QuerySet[Booking]:
    return Booking.objects.of(user).active(at).for_pages().order_by("starts_at")


def mine_past(user: Any, at: datetime) -> QuerySet[Booking]:
    """Over or called off, the latest first."""
    ahead = Booking.objects.of(user).active(at).values("id")
    return Booking.objects.of(user).exclude(id__in=ahead).for_pages().order_by("-starts_at")


def waiting(user: Any) -> QuerySet[Booking]:
    """Requests that this officer may decide, the one due first on top."""
    found = Booking.objects.waiting().of_units(staff_units(user, *DECIDERS))
    return found.for_pages().select_related("booker").order_by("deadline__due_at", "id")


def coming(user: Any, start: datetime, end: datetime) -> QuerySet[Booking]:
    """Confirmed uses of the officer's places in [start, end)."""
    found = Booking.objects.of_units(staff_units(user, *DECIDERS)).filter(state=Booking.State.CONFIRMED)
    return (
        found.filter(starts_at__gte=start, starts_at__lt=end)
        .for_pages()
        .select_related("booker")
        .order_by("starts_at")
    )
