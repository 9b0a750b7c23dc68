"""Opening hours worked out: weekly rules, exceptions and holidays → one OpeningDay row per stretch.

Search and calendar read only the rows; whoever changes a rule or an exception calls `materialise`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import Q

from portal.organisations.calendars import Calendar
from reservations.models import OpeningDay, OpeningException, OpeningRule, Resource
from reservations.times import DAY, at_minute

HORIZON_DAYS = 120
"""How far ahead rows are kept; no Resource.window_days may reach further."""


class Stretch(NamedTuple):
    """Open without a break; [opens_at, closes_at)."""

    opens_at: datetime
    closes_at: datetime


def days(first: date, last: date) -> Iterator[date]:
    """Every day from first to last, both included."""
    while first <= last:
        yield first
        first += DAY


STRETCHES = """
SELECT opens_at, closes_at FROM reservations_openingday
WHERE resource_id = %s::bigint AND day BETWEEN %s::date AND %s::date ORDER BY opens_at
"""


def stretches_of(resource_id: int, first: date, last: date) -> list[Stretch]:
    """When the resource is open on these days, in order."""
    with (
        connection.cursor() as cursor
    ):  # each booking asks this, and the ORM would think longer than the answer
        cursor.execute(STRETCHES, [resource_id, first, last])
        return [Stretch(*row) for row in cursor.fetchall()]


@transaction.atomic
def materialise(resources: Iterable[Resource], first: date, last: date) -> int:
    """Write the rows of these days anew; safe to repeat. `resources` need their `place`. Answers the rows
    written."""
    wanted = list(resources)
    ids = [resource.pk for resource in wanted]
    rows = list(_rows(wanted, first, last))
    OpeningDay.objects.filter(resource_id__in=ids, day__range=(first, last)).delete()
    OpeningDay.objects.bulk_create(rows, batch_size=2000)
    return len(rows)


def _rows(resources: list[Resource], first: date, last: date) -> Iterator[OpeningDay]:
    calendar = Calendar.load()
    rules, exceptions = _rules(resources), _exceptions(resources, first, last)
    for resource in resources:
        for day in days(first, last):
            special = exceptions.get((resource.pk, day))
            is_holiday = resource.place.closed_on_holidays and calendar.holiday_name(day) is not None
            for opens, closes in hours(day, rules[resource.pk], special, is_holiday):
                yield OpeningDay(
                    day=day,
                    resource=resource,
                    opens_at=at_minute(day, opens),
                    closes_at=at_minute(day, closes),
                )


def hours(
    day: date, rules: Sequence[OpeningRule], special: Sequence[OpeningException] | None, is_holiday: bool
) -> list[tuple[int, int]]:
    """Stretches of one day in minutes. An exception beats a holiday, a holiday beats the week."""
    if special is not None:
        return sorted((each.opens or 0, each.closes) for each in special if each.closes is not None)
    if is_holiday:
        return []
    return sorted((rule.opens, rule.closes) for rule in rules if _holds(rule, day))


def _holds(rule: OpeningRule, day: date) -> bool:
    begun = rule.valid_from is None or rule.valid_from <= day
    return begun and rule.weekday == day.weekday() and (rule.valid_until is None or day <= rule.valid_until)


def _rules(resources: list[Resource]) -> dict[int, list[OpeningRule]]:
    found: dict[int, list[OpeningRule]] = defaultdict(list)
    for rule in OpeningRule.objects.filter(resource__in=resources):
        found[rule.resource_id].append(rule)
    return found


def _exceptions(
    resources: list[Resource], first: date, last: date
) -> dict[tuple[int, date], list[OpeningException]]:
    """The place's exceptions for each resource; the resource's own take their place."""
    rows = OpeningException.objects.filter(
        Q(resource__in=resources) | Q(place__in={resource.place_id for resource in resources}),
        day__range=(first, last),
    )
    of_place: dict[tuple[int, date], list[OpeningException]] = defaultdict(list)
    found: dict[tuple[int, date], list[OpeningException]] = defaultdict(list)
    for row in rows:
        if row.resource_id is not None:
            found[row.resource_id, row.day].append(row)
        elif row.place_id is not None:
            of_place[row.place_id, row.day].append(row)
    for resource in resources:
        for (place_id, day), special in of_place.items():
            if place_id == resource.place_id:
                found.setdefault((resource.pk, day), special)
    return found
