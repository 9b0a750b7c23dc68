"""Which days a public office works: the calendar library, corrected by our own table of holidays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

import holidays
from django.utils.translation import gettext as _

SATURDAY, SUNDAY = 5, 6
DAY = timedelta(days=1)


@lru_cache(maxsize=64)
def statutory(year: int) -> Mapping[date, str]:
    """관공서의 공휴일에 관한 규정 as the library `holidays` knows it, substitute days included."""
    return dict(holidays.country_holidays("KR", years=year, language="ko"))


@dataclass(frozen=True)
class Calendar:
    """Days off. `overrides`: date → (name, works), read once from the table Holiday; they win over the
    library."""

    overrides: Mapping[date, tuple[str, bool]] = field(default_factory=dict)

    @classmethod
    def load(cls) -> Calendar:
        """One query; load it once for a call that asks about many days."""
        from portal.organisations.models import Holiday

        rows = Holiday.objects.values_list("date", "name", "is_working_day")
        return cls({day: (name, works) for day, name, works in rows})

    def holiday_name(self, day: date) -> str | None:
        """The public holiday's name, or None. A plain Sunday is 공휴일 in law, but has no name worth
        showing."""
        if day in self.overrides:
            name, works = self.overrides[day]
            return None if works else name
        return statutory(day.year).get(day)

    def is_day_off(self, day: date) -> bool:
        """Saturday, Sunday or holiday: a last day does not stay here (민법 제161조)."""
        if day in self.overrides:
            return not self.overrides[day][1]
        return day.weekday() >= SATURDAY or day in statutory(day.year)

    def why_off(self, day: date) -> str:
        """A word for the calendar's cell: the holiday's name, 토요일, 일요일, or nothing."""
        if not self.is_day_off(day):
            return ""
        weekend = _("토요일") if day.weekday() == SATURDAY else _("일요일")
        return self.holiday_name(day) or weekend

    def next_working(self, day: date) -> date:
        """This day when the office works, else the first one after it that does."""
        while self.is_day_off(day):
            day += DAY
        return day
