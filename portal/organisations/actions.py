"""Writing the calendar. Every legal deadline leans on it, so each change is in the audit trail."""

from datetime import date, datetime
from typing import Any

from portal import audit
from portal.actions import action
from portal.organisations.models import Holiday


@action
def set_holiday(*, actor: Any, day: date, name: str, is_working_day: bool, at: datetime) -> Holiday:
    """Say that a day is off (임시공휴일), or that it is worked although the library says otherwise."""
    holiday, _new = Holiday.objects.update_or_create(
        date=day, defaults={"name": name.strip(), "is_working_day": is_working_day}
    )
    detail = {"name": holiday.name, "is_working_day": is_working_day}
    audit.record(
        actor_id=actor.pk, verb="organisations.set_holiday", target=_target(day), at=at, detail=detail
    )
    return holiday


@action
def drop_holiday(*, actor: Any, day: date, at: datetime) -> None:
    """Let the calendar library speak again for this day."""
    removed, _rows = Holiday.objects.filter(date=day).delete()
    if removed:
        audit.record(actor_id=actor.pk, verb="organisations.drop_holiday", target=_target(day), at=at)


def _target(day: date) -> str:
    return f"organisations.holiday:{day.isoformat()}"
