"""One resource: its free and taken time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from reservations import reading, slots
from reservations.models import Resource
from reservations.opening import Stretch, days
from reservations.slots import Slot, Taken, Terms
from reservations.times import DAY, MINUTE, at_minute, pieces


def room(public_id: str, *, bare: bool = False) -> Resource:
    """A published resource, with its place unless `bare`. Raises Resource.DoesNotExist."""
    if bare:
        return reading.published(public_id)
    return Resource.objects.published().for_pages().get(public_id=public_id)


SIBLINGS = """
SELECT id, public_id, name, name_en FROM reservations_resource
WHERE is_published AND place_id = %s::bigint AND id <> %s::bigint ORDER BY name LIMIT %s::bigint
"""
HOURS = """
SELECT weekday, opens, closes FROM reservations_openingrule
WHERE resource_id = %s::bigint ORDER BY weekday, opens
"""


def siblings(resource: Resource, most: int) -> list[Resource]:
    """The other resources of the same place, as much of them as a link shows."""
    return list(Resource.objects.raw(SIBLINGS, [resource.place_id, resource.pk, most]))


def hours(resource_id: int) -> list[tuple[int, int, int]]:
    """(weekday, opens, closes) of the weekly rules in order; times in minutes of the day."""
    with connection.cursor() as cursor:
        cursor.execute(HOURS, [resource_id])
        return cursor.fetchall()


KNOWN = """
SELECT 'leaf' AS what, p.leaf_id, l.quantity, NULL::timestamptz AS starts, NULL::timestamptz AS ends
FROM reservations_part p JOIN reservations_resource l ON l.id = p.leaf_id
WHERE p.whole_id = %(room)s::bigint
UNION ALL
SELECT 'taken', c.resource_id, c.unit_no, lower(c.span), upper(c.span)
FROM reservations_part p
JOIN reservations_claim c
  ON int8range(c.resource_id, c.resource_id, '[]') && int8range(p.leaf_id, p.leaf_id, '[]')
WHERE p.whole_id = %(room)s::bigint AND c.status IN ('held', 'taken')
  AND c.span && tstzrange(%(wide_from)s::timestamptz, %(wide_to)s::timestamptz)
UNION ALL
SELECT 'own', 0, 0, starts_at, ends_at FROM reservations_booking
WHERE resource_id = %(room)s::bigint AND booker_id = %(viewer)s::bigint
  AND state IN ('requested', 'confirmed')
  AND starts_at < %(to)s::timestamptz AND ends_at > %(from)s::timestamptz
UNION ALL
SELECT 'open', 0, 0, opens_at, closes_at FROM reservations_openingday
WHERE resource_id = %(room)s::bigint AND day BETWEEN %(first)s::date AND %(last)s::date
ORDER BY starts
"""
"""The resource as a range of one number, as the exclusion constraint's index knows it: asked with "=",
PostgreSQL read every claim there is."""


@dataclass(frozen=True)
class Known:
    """Some days of one resource: when it is open, what is taken, and what the viewer herself booked."""

    terms: Terms
    taken: list[Taken]
    own: list[tuple[datetime, datetime]]
    stretches: list[Stretch]


def known(resource: Resource, first: date, last: date, viewer_id: int | None = None) -> Known:
    """In one statement, so that all of it was true at the same moment."""
    start, end = at_minute(first, 0), at_minute(last + DAY, 0)
    values = {
        "room": resource.pk, "viewer": viewer_id, "first": first, "last": last, "from": start, "to": end,
        "wide_from": start - resource.before, "wide_to": end + resource.after,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, values)
        rows = cursor.fetchall()
    return Known(
        slots.terms_of(resource, {leaf: units for what, leaf, units, *_ in rows if what == "leaf"}),
        [Taken(*claim) for what, *claim in rows if what == "taken"],
        [(starts, ends) for what, _leaf, _unit, starts, ends in rows if what == "own"],
        [Stretch(starts, ends) for what, _leaf, _unit, starts, ends in rows if what == "open"],
    )


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
    now = known(resource, first, last, viewer.pk if viewer is not None else None)
    found: dict[date, list[Slot]] = {day: [] for day in days(first, last)}
    for stretch in now.stretches:
        day = next(pieces(stretch.opens_at, stretch.closes_at)).day
        found[day] += [_marked(slot, now.own) for slot in slots.slots(stretch, now.taken, now.terms, at)]
    return [Day(day, of_day) for day, of_day in found.items()]


def _marked(slot: Slot, own: list[tuple[datetime, datetime]]) -> Slot:
    is_own = any(start < slot.end and slot.start < end for start, end in own)
    return slot._replace(tone="mine") if is_own else slot


def other_times(
    resource: Resource, starts_at: datetime, ends_at: datetime, at: datetime, most: int = 3
) -> list[datetime]:
    """The free starts nearest to the one that was wanted, for the same length, from a day before to a week
    after."""
    first, last = _around(starts_at, at)
    now = known(resource, first, last)
    length = (ends_at - starts_at) // MINUTE * MINUTE
    free = slots.starts(now.stretches, length, now.taken, now.terms, at)
    return sorted(sorted(free, key=lambda start: abs(start - starts_at))[:most])


def _around(starts_at: datetime, at: datetime) -> tuple[date, date]:
    wanted = next(pieces(starts_at, starts_at + MINUTE)).day
    today = next(pieces(at, at + MINUTE)).day
    return max(today, wanted - DAY), max(today, wanted) + 7 * DAY
