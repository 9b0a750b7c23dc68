"""One resource: its free and taken time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from reservations import slots
from reservations.models import Booking, Claim, Part, Resource
from reservations.opening import Stretch, days, stretches_of
from reservations.slots import Slot, Taken, Terms
from reservations.times import DAY, MINUTE, at_minute, pieces


def room(public_id: str) -> Resource:
    """A published resource with its place. Raises Resource.DoesNotExist."""
    return Resource.objects.published().for_pages().get(public_id=public_id)


def terms(resource: Resource) -> Terms:
    units = Part.objects.filter(whole=resource).values_list("leaf_id", "leaf__quantity")
    return slots.terms_of(resource, dict(units))


def taken(resource: Resource, leaves: list[int], start: datetime, end: datetime) -> list[Taken]:
    """Blocking claims on the leaves that touch [start, end), widened by the resource's buffers."""
    wide = DateTimeTZRange(start - resource.before, end + resource.after)
    claims = Claim.objects.filter(status__in=Claim.Status.blocking(), resource__in=leaves, span__overlap=wide)
    return [
        Taken(leaf, unit, span.lower, span.upper)
        for leaf, unit, span in claims.values_list("resource_id", "unit_no", "span")
    ]


@dataclass(frozen=True)
class Day:
    """One day of the week calendar."""

    date: date
    slots: list[Slot]

    @property
    def is_closed(self) -> bool:
        return not self.slots

    @property
    def free(self) -> list[Slot]:
        return [slot for slot in self.slots if slot.tone == "free"]


def week(resource: Resource, first: date, at: datetime, viewer: Any = None) -> list[Day]:
    """Seven days from `first`; slots of the viewer's own bookings have the tone "mine"."""
    last = first + 6 * DAY
    start, end = at_minute(first, 0), at_minute(last + DAY, 0)
    terms_now = terms(resource)
    claims = taken(resource, list(terms_now.units), start, end)
    own = _own(resource, viewer, start, end)
    found: dict[date, list[Slot]] = {day: [] for day in days(first, last)}
    for stretch in stretches_of(resource.pk, first, last):
        day = next(pieces(stretch.opens_at, stretch.closes_at)).day
        found[day] += [_marked(slot, own) for slot in slots.slots(stretch, claims, terms_now, at)]
    return [Day(day, of_day) for day, of_day in found.items()]


def _own(resource: Resource, viewer: Any, start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
    if viewer is None or not viewer.is_authenticated:
        return []
    bookings = Booking.objects.of(viewer).filter(
        resource=resource, state__in=Booking.State.blocking(), starts_at__lt=end, ends_at__gt=start
    )
    return list(bookings.values_list("starts_at", "ends_at"))


def _marked(slot: Slot, own: list[tuple[datetime, datetime]]) -> Slot:
    is_own = any(start < slot.end and slot.start < end for start, end in own)
    return slot._replace(tone="mine") if is_own else slot


def other_times(
    resource: Resource, starts_at: datetime, ends_at: datetime, at: datetime, most: int = 3
) -> list[datetime]:
    """The free starts nearest to the one that was wanted, for the same length, from a day before to a week
    after."""
    first, last = _around(starts_at, at)
    terms_now = terms(resource)
    claims = taken(resource, list(terms_now.units), at_minute(first, 0), at_minute(last + DAY, 0))
    stretches: list[Stretch] = stretches_of(resource.pk, first, last)
    length = (ends_at - starts_at) // MINUTE * MINUTE
    free = slots.starts(stretches, length, claims, terms_now, at)
    return sorted(sorted(free, key=lambda start: abs(start - starts_at))[:most])


def _around(starts_at: datetime, at: datetime) -> tuple[date, date]:
    wanted = next(pieces(starts_at, starts_at + MINUTE)).day
    today = next(pieces(at, at + MINUTE)).day
    return max(today, wanted - DAY), max(today, wanted) + 7 * DAY
