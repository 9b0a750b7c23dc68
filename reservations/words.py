"""Times and lengths as people say them, in the language of the page."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal import clock
from portal.frontend.words import day_in_week, is_korean, weekday

__all__ = ["day", "length", "moment", "span", "weekday"]


def length(minutes: int) -> str:
    """90 → "1시간 30분", 2880 → "2일"."""
    days, rest = divmod(minutes, 24 * 60)
    hours, left = divmod(rest, 60)
    parts = [
        ngettext("%(n)d일", "%(n)d일", days) % {"n": days} if days else "",
        ngettext("%(n)d시간", "%(n)d시간", hours) % {"n": hours} if hours else "",
        ngettext("%(n)d분", "%(n)d분", left) % {"n": left} if left else "",
    ]
    return " ".join(part for part in parts if part) or _("0분")


def moment(at: datetime) -> str:
    """ "11월 24일(화) 14:00" in the city's zone."""
    local = clock.local(at)
    return f"{day(local)} {local:%H:%M}"


def day(at: date) -> str:
    """ "11월 24일(화)", "Tue 24 Nov", which no line breaks in two; `at` in the city's zone or a date."""
    said = f"{at.month}월 {at.day}일({weekday(at)})" if is_korean() else day_in_week(at)
    return said.replace(" ", "\N{NO-BREAK SPACE}")


def span(start: datetime, end: datetime) -> str:
    """ "11월 24일(화) 14:00–16:00"; the second day is named only when it differs."""
    first, last = clock.local(start), clock.local(end)
    if first.date() == last.date():
        return f"{moment(start)}–{last:%H:%M}"
    if minutes_into(last) == 0 and (last.date() - first.date()).days == 1:
        return f"{moment(start)}–24:00"
    return f"{moment(start)} – {moment(end)}"


def minutes_into(local: datetime) -> int:
    return local.hour * 60 + local.minute
