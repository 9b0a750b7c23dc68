"""Numbers, money, dates and deadlines in the words of a page. Pure: what is given decides what is said."""

from datetime import date, datetime, timedelta
from typing import Literal

from django.conf import settings
from django.utils import formats
from django.utils.translation import get_language, gettext, npgettext, pgettext

from portal import clock

Tone = Literal["neutral", "info", "progress", "good", "warn", "bad", "closed", "accent"]
TONES: frozenset[str] = frozenset(("neutral", "info", "progress", "good", "warn", "bad", "closed", "accent"))
SOON = timedelta(days=3)
FAR = 180  # days from which on a date needs its year
MAN, EOK, JO = 10_000, 100_000_000, 1_000_000_000_000
BILLION = 1_000_000_000


def count(number: object) -> str:
    """1234567 -> '1,234,567'. What is not a number is given back as it is."""
    if isinstance(number, int):
        return f"{number:,}"
    try:
        return formats.number_format(number, use_l10n=True, force_grouping=True)  # type: ignore[arg-type]
    except (TypeError, ValueError, ArithmeticError):
        return str(number)


def won(amount: int | None) -> str:
    """Whole won with its unit."""
    return "" if amount is None else gettext("%(amount)s원") % {"amount": f"{int(amount):,}"}


def won_short(amount: int | None) -> str:
    """Won as people say it: 12,000,000 -> '1,200만 원', 350,000,000 -> '3억 5,000만 원',
    1,200,000,000,000 -> '1조 2,000억 원', '₩1.2 trillion'. Never rounds."""
    if amount is None:
        return ""
    amount = int(amount)
    if not is_korean():
        return _trillions(amount) if amount >= JO and amount % BILLION == 0 else won(amount)
    if amount < MAN or amount % MAN:
        return won(amount)
    parts = [(amount // JO, "조"), (amount % JO // EOK, "억"), (amount % EOK // MAN, "만")]
    return " ".join(f"{number:,}{unit}" for number, unit in parts if number) + " 원"


def _trillions(amount: int) -> str:
    whole, billions = divmod(amount // BILLION, 1000)
    number = f"{whole:,}.{billions:03}".rstrip("0").rstrip(".")
    return f"₩{number} trillion"


def is_korean() -> bool:
    return (get_language() or "ko").startswith("ko")


def weekday(on: date) -> str:
    """One letter in Korean (월; Django's own short name is 월요일), three in English (Mon)."""
    return formats.date_format(on, "D").removesuffix("요일")


def day(at: date | datetime, *, year: bool = True) -> str:
    """2026. 11. 23. on the city's wall; 23 Nov 2026 for whoever would take 12. 5. for the twelfth of May."""
    on = clock.local(at).date() if isinstance(at, datetime) else at
    if not is_korean():
        return formats.date_format(on, "j M Y" if year else "j M")
    short = f"{on.month}. {on.day}."
    return f"{on.year}. {short}" if year else short


def day_from(on: date | datetime, at: datetime) -> str:
    """The day as seen from `at`: with its year when it is another."""
    return day(on, year=_year(on) != _year(at))


def hour(at: datetime) -> str:
    """14:05 on the city's clock."""
    return clock.local(at).strftime("%H:%M")


def moment(at: datetime) -> str:
    return f"{day(at)} {hour(at)}" if is_korean() else f"{day(at)}, {hour(at)}"


def day_in_week(at: date | datetime, *, year: bool = False) -> str:
    """11. 23.(월), Mon 23 Nov: for days on which somebody must act."""
    on = clock.local(at).date() if isinstance(at, datetime) else at
    if not is_korean():
        return f"{weekday(on)} {day(on, year=year)}"
    return f"{day(on, year=year)}({weekday(on)})"


def days_left(due: date | datetime, at: datetime) -> int:
    """Whole days on the city's calendar from `at` to `due`; negative when past."""
    on = clock.local(due).date() if isinstance(due, datetime) else due
    return (on - clock.local(at).date()).days


def is_past(due: date | datetime, at: datetime) -> bool:
    """A date lasts to the end of its day."""
    return due < at if isinstance(due, datetime) else days_left(due, at) < 0


def deadline(due: date | datetime, at: datetime) -> tuple[Tone, str, str]:
    """(tone, 'D-3' or '3 days left', '11. 26.(목)까지')."""
    left = days_left(due, at)
    until = gettext("%(day)s까지") % {"day": day_in_week(due, year=abs(left) > FAR)}
    if is_past(due, at):
        return "closed", pgettext("deadline", "마감"), until
    if left == 0:
        return "warn", gettext("오늘 마감"), until
    tone: Tone = "warn" if left <= SOON.days else "info"
    if is_korean():
        return tone, f"D-{left}", until
    return tone, npgettext("deadline", "D-%(days)d", "D-%(days)d", left) % {"days": left}, until


def coming(on: datetime, at: datetime) -> str:
    """How far a day is on which something takes place: 'D-3', 'in 3 days'."""
    left = days_left(on, at)
    if left == 0:
        return gettext("오늘")
    if is_korean():
        return f"D-{left}"
    return npgettext("coming", "D-%(days)d", "D-%(days)d", left) % {"days": left}


def period(start: date | datetime, end: date | datetime, at: datetime | None = None) -> tuple[str, str]:
    """Two texts for the ends of a period; the second is short when both are on one day. The year is named
    when it is another than that of `at` or far from it, and at both ends when they lie in two years:
    6. 29.–6. 14. reads as if it ran backwards."""
    years = _year(start) != _year(end)
    far = years or (at is not None and (_year(start) != _year(at) or abs(days_left(start, at)) > FAR))
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        return day_in_week(start, year=far), day_in_week(end, year=years)
    first = f"{day_in_week(start, year=far)} {hour(start)}"
    if clock.local(start).date() == clock.local(end).date():
        return first, hour(end)
    return first, f"{day_in_week(end, year=years)} {hour(end)}"


def days(start: date | datetime, end: date | datetime, at: datetime) -> str:
    """A period in few letters: 11. 23.–12. 5., 2027. 1. 26.–2. 9. when that is not the year of `at`."""
    if _year(start) == _year(end):
        return f"{day_from(start, at)}–{day(end, year=False)}"
    return f"{day(start)}–{day(end)}"


def _year(at: date | datetime) -> int:
    return (clock.local(at) if isinstance(at, datetime) else at).year


def site_name() -> str:
    return str(settings.SITE_NAME if is_korean() else settings.SITE_NAME_EN)
