"""What is free then? One statement, with the exact number of all answers.

Without a time the number is counted apart, from an index alone, and the page is read in the order that
`place_in_order` keeps: twelve rooms cost twelve rooms, whether there are a hundred or ten thousand.

Shape (measured, docs/adr/0006-claims.md): who is busy is found first, through the index that begins with the
time, and taken away with NOT IN, which PostgreSQL hashes; NOT EXISTS fell into a nested loop at 200,000
claims.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db import connection

from portal.organisations.models import Area
from reservations.models import Resource
from reservations.models.resource import LONGEST_BUFFER
from reservations.times import DAY, MINUTE, minutes, pieces

PAGE = 12

BUSY = """
WITH hot AS MATERIALIZED (
    SELECT resource_id, unit_no, span FROM reservations_claim
    WHERE status IN ('held', 'taken') AND span && tstzrange(%(wide_from)s, %(wide_to)s)
)
SELECT p.whole_id
FROM hot c
JOIN reservations_part p ON p.leaf_id = c.resource_id
JOIN reservations_resource w ON w.id = p.whole_id
JOIN reservations_resource l ON l.id = c.resource_id
WHERE c.span && tstzrange(%(from)s - make_interval(mins => w.buffer_before),
                          %(to)s + make_interval(mins => w.buffer_after))
GROUP BY p.whole_id, c.resource_id, l.quantity
HAVING count(DISTINCT c.unit_no) >= l.quantity
"""
"""`hot` is materialised: left to itself the planner read the claims once per room (583 ms, now 30)."""

FREE = f"""
EXISTS (
    SELECT FROM reservations_openingday o
    WHERE o.resource_id = r.id AND o.day = %(day)s AND o.opens_at <= %(from)s AND o.closes_at >= %(piece_to)s
      AND (extract(epoch FROM %(from)s - o.opens_at) / 60)::int %% r.step = 0
)
AND r.id NOT IN ({BUSY})
AND %(length)s BETWEEN r.shortest AND r.longest AND %(length)s %% r.step = 0
AND %(from)s >= %(at)s + make_interval(mins => r.lead)
AND %(from)s < %(at)s + make_interval(days => r.window_days)
"""  # noqa: S608 - BUSY is the constant above

OPEN_NEXT_DAY = """r.id IN (
    SELECT resource_id FROM reservations_openingday
    WHERE day = %(next_day)s AND opens_at <= %(next_from)s AND closes_at >= %(to)s)"""

STATEMENT = """
SELECT r.id, {total} AS total
FROM reservations_resource r{place}
WHERE r.is_published AND {where}
ORDER BY {order}
LIMIT %(limit)s OFFSET %(offset)s
"""
BESIDE = "count(*) OVER ()"
APART = "(SELECT count(*) FROM reservations_resource r{place} WHERE r.is_published AND {where})"
PLACE = " JOIN reservations_place pl ON pl.id = r.place_id"


@dataclass(frozen=True)
class Wanted:
    """What is looked for. Without `starts_at` time does not matter; `day` alone asks who opens that day."""

    at: datetime
    day: date | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    people: int = 1
    area: Area | None = None
    kind: str = ""
    features: list[str] = field(default_factory=list)
    text: str = ""
    without: int | None = None

    @property
    def has_time(self) -> bool:
        return self.starts_at is not None and self.ends_at is not None and self.starts_at < self.ends_at


@dataclass(frozen=True)
class Found:
    """A page of resources, and how many there are in all."""

    items: list[Resource]
    total: int
    number: int
    size: int = PAGE

    @property
    def has_next(self) -> bool:
        return self.number * self.size < self.total

    @property
    def has_previous(self) -> bool:
        return self.number > 1


def search(wanted: Wanted, number: int = 1, size: int = PAGE) -> Found:
    """Two statements: the ids with their count, then the rows that the page shows."""
    with connection.cursor() as cursor:
        cursor.execute(*statement(wanted, number, size))
        rows = cursor.fetchall()
    if not rows and number > 1:
        return search(wanted, 1, size)
    ids = [row[0] for row in rows]
    by_id = Resource.objects.for_pages().in_bulk(ids)
    return Found([by_id[one] for one in ids], rows[0][1] if rows else 0, number, size)


def statement(wanted: Wanted, number: int = 1, size: int = PAGE) -> tuple[str, dict[str, Any]]:
    """The SQL and its parameters; apart from `search` so that its plan can be looked at."""
    where: list[str] = ["r.capacity >= %(people)s"]
    values: dict[str, Any] = {"people": wanted.people, "limit": size, "offset": (number - 1) * size}
    _filters(wanted, where, values)
    if wanted.has_time:
        _time(wanted, where, values)
    elif wanted.day:
        where.append("r.id IN (SELECT resource_id FROM reservations_openingday WHERE day = %(day)s)")
        values["day"] = wanted.day
    asked = " AND ".join(where)
    apart = APART.format(place=PLACE if "pl." in asked else "", where=asked)
    total = BESIDE if wanted.has_time else apart  # who is busy is looked up once
    return STATEMENT.format(total=total, place=PLACE, where=asked, order=order(wanted)), values


def order(wanted: Wanted) -> str:
    """The smallest room that will do comes first, so that eight people do not take the great hall."""
    by_place = "pl.area_path, pl.name, r.name, r.id"
    return f"r.capacity, {by_place}" if wanted.people > 1 else by_place


def _filters(wanted: Wanted, where: list[str], values: dict[str, Any]) -> None:
    if wanted.area is not None:
        where.append("pl.area_path LIKE %(area)s")
        values["area"] = wanted.area.path + "%"
    if wanted.kind:
        where.append("r.kind = %(kind)s")
        values["kind"] = wanted.kind
    if wanted.features:
        where.append("r.features @> %(features)s::varchar[]")
        values["features"] = wanted.features
    if wanted.text:
        where.append("(r.name || ' ' || r.summary || ' ' || pl.name || ' ' || r.name_en) ILIKE %(text)s")
        values["text"] = "%" + wanted.text.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_") + "%"
    if wanted.without is not None:
        where.append("r.id <> %(without)s")
        values["without"] = wanted.without


def _time(wanted: Wanted, where: list[str], values: dict[str, Any]) -> None:
    assert wanted.starts_at is not None
    assert wanted.ends_at is not None
    first, *rest = islice(pieces(wanted.starts_at, wanted.ends_at), 3)
    wide = LONGEST_BUFFER * MINUTE
    where.append(FREE)
    values |= {
        "at": wanted.at,
        "from": wanted.starts_at,
        "to": wanted.ends_at,
        "wide_from": wanted.starts_at - wide,
        "wide_to": wanted.ends_at + wide,
        "length": minutes(wanted.ends_at - wanted.starts_at),
        "day": first.day,
        "piece_to": first.end,
    }
    if len(rest) > 1:
        where.append("false")  # nothing is booked over more than one midnight
    elif rest:
        where.append(OPEN_NEXT_DAY)
        values |= {"next_day": rest[0].day, "next_from": rest[0].start}


def other_rooms(wanted: Wanted, most: int = 3) -> list[Resource]:
    """Rooms that are free at the same time: in the same district, else in the same province, else
    anywhere."""
    area = wanted.area
    while area is not None:
        found = search(replace(wanted, area=area), size=most).items
        if found:
            return found
        area = area.parent
    return search(replace(wanted, area=None), size=most).items


def other_days(wanted: Wanted, most: int = 3) -> list[tuple[datetime, datetime, int]]:
    """(start, end, rooms free) of the next days at the same hour on which something is free."""
    found: list[tuple[datetime, datetime, int]] = []
    if wanted.starts_at is None or wanted.ends_at is None:
        return found
    for ahead in range(1, 8):
        starts_at, ends_at = wanted.starts_at + ahead * DAY, wanted.ends_at + ahead * DAY
        total = search(replace(wanted, starts_at=starts_at, ends_at=ends_at), size=1).total
        if total:
            found.append((starts_at, ends_at, total))
        if len(found) == most:
            break
    return found
