"""Days and minutes of the city's clock, and instants. No database here."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone

from portal import clock

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
FIRST, LAST = date(2000, 1, 1), date(2199, 12, 31)
"""No other days are asked about: at the ends of the calendar adding a day overflows."""
DAYS = [MinValueValidator(FIRST), MaxValueValidator(LAST)]
INSTANTS = [
    MinValueValidator(datetime.combine(FIRST, time(), UTC)),
    MaxValueValidator(datetime.combine(LAST, time(), UTC)),
]


class Piece(NamedTuple):
    """The part of a stretch that lies on one day of the city; [start, end)."""

    day: date
    start: datetime
    end: datetime


def at_minute(day: date, minute: int) -> datetime:
    """The instant `minute` minutes into the day; 1440 is the next midnight."""
    midnight = datetime.combine(day, time(), timezone.get_default_timezone())
    return midnight + minute * MINUTE


def minute_of(at: datetime) -> int:
    """Minutes since midnight on the city's clock."""
    local = clock.local(at)
    return local.hour * 60 + local.minute


def pieces(start: datetime, end: datetime) -> Iterator[Piece]:
    """Cut [start, end) at the city's midnights."""
    while start < end:
        day = clock.local(start).date()
        cut = min(end, at_minute(day + DAY, 0))
        yield Piece(day, start, cut)
        start = cut


def minutes(length: timedelta) -> int:
    return int(length.total_seconds() // 60)


def clock_label(minute: int) -> str:
    """540 → "09:00", 1440 → "24:00"."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def monday_of(day: date) -> date:
    return day - day.weekday() * DAY
