"""Time. The only module that asks Django what time it is; everything else is told (`at=`)."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """This instant, aware, in UTC."""
    return timezone.now()


def local(at: datetime) -> datetime:
    """The same instant on the city's clock (settings.TIME_ZONE)."""
    return timezone.localtime(at, timezone.get_default_timezone())


def today() -> date:
    """The date on the city's wall."""
    return local(now()).date()
