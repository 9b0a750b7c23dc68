"""Legal clocks: when is it late? Pure functions over a Calendar.

CALENDAR(days)       민법 제157·160·161조 (행정기본법 제6조): the first day does not count, every day after
it does,
                     and a last day on a Saturday or holiday moves to the next working day.
WORKING(days)        민원처리법 제19조 ②: the first day counts, Saturdays and holidays never do.
WORKING_HOURS(hours) 민원처리법 제19조 ①: office hours 09–12 and 13–18, eight in a day; what arrives out of
hours
                     starts at the next opening.

Pauses do not count (보완 제22조, 이송, 의견조회): half-open [start, end), so for clocks of days the day on
which
something was asked of the citizen stops counting and the day on which it came counts again. An outage gives
whole days back, one for each 24 hours begun (국회청원심사규칙 제2조의2).
An extension is added to the first period, and the sum is then counted from the start as one: shorter for the
office and so kinder to the citizen than counting it from a last day that had moved off a holiday.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from portal import clock
from portal.organisations.calendars import DAY, Calendar

OFFICE_HOURS = ((time(9), time(12)), (time(13), time(18)))


class Unit(StrEnum):
    CALENDAR = "calendar"
    WORKING = "working"
    HOURS = "hours"


@dataclass(frozen=True, slots=True)
class ClockRule:
    """`amount` days, or office hours for HOURS. `code` is how a Deadline keeps it: "working:7"."""

    unit: Unit
    amount: int

    def __post_init__(self) -> None:
        if self.amount < 1:
            raise ValueError("A legal clock runs for at least one day or hour.")

    @property
    def code(self) -> str:
        return f"{self.unit}:{self.amount}"

    @classmethod
    def parse(cls, code: str) -> ClockRule:
        unit, amount = code.split(":")
        return cls(Unit(unit), int(amount))

    def plus(self, other: ClockRule | None) -> ClockRule:
        """This rule with its one extension, which must be counted in the same unit."""
        if other is None:
            return self
        if other.unit != self.unit:
            raise ValueError(f"{self.code} cannot be extended by {other.code}")
        return ClockRule(self.unit, self.amount + other.amount)


def CALENDAR(days: int) -> ClockRule:
    return ClockRule(Unit.CALENDAR, days)


def WORKING(days: int) -> ClockRule:
    return ClockRule(Unit.WORKING, days)


def WORKING_HOURS(hours: int) -> ClockRule:
    return ClockRule(Unit.HOURS, hours)


class Pause(NamedTuple):
    """[start, end), aware; `end` None while it lasts (then it takes nothing off yet)."""

    start: datetime
    end: datetime | None
    is_outage: bool = False


def due_after(
    start: datetime,
    rule: ClockRule,
    pauses: Sequence[Pause] = (),
    *,
    extension: ClockRule | None = None,
    calendar: Calendar | None = None,
) -> date | datetime:
    """The last day that is still in time (a date in the city's zone); for WORKING_HOURS the last minute.

    `start` is aware. Without `calendar` the holiday table is read, once.
    """
    days_off = calendar or Calendar.load()
    whole = rule.plus(extension)
    if whole.unit == Unit.HOURS:
        return _hours(clock.local(start), whole.amount, pauses, days_off)
    first = clock.local(start).date()
    paused = _paused_days(pauses)
    if whole.unit == Unit.WORKING:
        return _working(first, whole.amount, paused, days_off)
    return _calendar(first, whole.amount, paused, days_off)


def late_from(
    start: datetime,
    rule: ClockRule,
    pauses: Sequence[Pause] = (),
    *,
    extension: ClockRule | None = None,
    calendar: Calendar | None = None,
) -> datetime:
    """The first instant that is too late: midnight after the last day, or the last minute itself."""
    due = due_after(start, rule, pauses, extension=extension, calendar=calendar)
    if isinstance(due, datetime):
        return due
    return datetime.combine(due + DAY, time(), clock.local(start).tzinfo)


def last_moment(late_from: datetime) -> datetime:
    """An instant that is still in time, so that a page which names its day names the last one: midnight
    belongs to the day before it."""
    return late_from - timedelta(seconds=1)


def last_day(late_from: datetime) -> date:
    return clock.local(last_moment(late_from)).date()


def _calendar(first: date, days: int, paused: set[date], calendar: Calendar) -> date:
    day = first
    while days:
        day += DAY
        days -= day not in paused
    while day in paused or calendar.is_day_off(day):
        day += DAY
    return day


def _working(first: date, days: int, paused: set[date], calendar: Calendar) -> date:
    day = first - DAY
    while days:
        day += DAY
        days -= day not in paused and not calendar.is_day_off(day)
    return day


def _hours(start: datetime, hours: int, pauses: Sequence[Pause], calendar: Calendar) -> datetime:
    left = timedelta(hours=hours)
    for opens, closes in _open_stretches(start, pauses, calendar):
        if closes - opens >= left:
            return opens + left
        left -= closes - opens
    raise AssertionError("office hours never end")


def _open_stretches(
    start: datetime, pauses: Sequence[Pause], calendar: Calendar
) -> Iterator[tuple[datetime, datetime]]:
    """Office hours from `start` on, with the pauses cut out."""
    day = start.date()
    while True:
        if not calendar.is_day_off(day):
            for opens, closes in OFFICE_HOURS:
                begin = max(datetime.combine(day, opens, start.tzinfo), start)
                yield from _without(begin, datetime.combine(day, closes, start.tzinfo), pauses)
        day += DAY


def _without(
    opens: datetime, closes: datetime, pauses: Sequence[Pause]
) -> Iterator[tuple[datetime, datetime]]:
    for pause in sorted(pauses, key=lambda each: each.start):
        if pause.end is None or pause.end <= opens or pause.start >= closes:
            continue
        if pause.start > opens:
            yield opens, pause.start
        opens = max(opens, pause.end)
    if opens < closes:
        yield opens, closes


def _paused_days(pauses: Sequence[Pause]) -> set[date]:
    return {day for pause in pauses for day in _days_of(pause)}


def _days_of(pause: Pause) -> Iterator[date]:
    if pause.end is None:
        return
    first = clock.local(pause.start).date()
    if pause.is_outage:
        count = math.ceil((pause.end - pause.start) / DAY)
    else:
        count = (clock.local(pause.end).date() - first).days
    yield from (first + offset * DAY for offset in range(count))
