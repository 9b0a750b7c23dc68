"""Deadlines of cases: start, pause, resume, extend, meet. Plain helpers for the rooms' actions, not
actions."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from portal.organisations import clocks
from portal.organisations.clocks import ClockRule, Pause
from portal.organisations.models import Deadline, DeadlinePause
from portal.refusals import Refusal, Refused

ALREADY_EXTENDED = Refusal("already_extended", _("처리 기간은 한 번만 늘릴 수 있습니다."))
TOO_LATE_TO_EXTEND = Refusal("too_late_to_extend", _("기한이 지난 뒤에는 처리 기간을 늘릴 수 없습니다."))


def start(*, subject: str, rule: ClockRule, at: datetime) -> Deadline:
    """A new clock for `subject` ("petitions.petition:<public id>")."""
    return Deadline.objects.create(
        subject=subject, rule=rule.code, started_at=at, due_at=clocks.late_from(at, rule)
    )


def pause(deadline: Deadline, *, kind: str, at: datetime) -> DeadlinePause:
    """Stop counting; a second open pause breaks the constraint deadline_has_one_open_pause."""
    deadline.is_paused = True
    deadline.save(update_fields=["is_paused"])
    return deadline.pauses.create(kind=kind, started_at=at)


def resume(deadline: Deadline, *, at: datetime) -> None:
    """Count again; the deadline moves by what did not count. Safe to call when nothing is paused."""
    deadline.pauses.filter(ended_at__isnull=True).update(ended_at=at)
    deadline.is_paused = False
    deadline.due_at = _due_at(deadline)
    deadline.save(update_fields=["is_paused", "due_at"])


def extend(deadline: Deadline, *, by: ClockRule, reason: str, at: datetime) -> None:
    """The one extension, inside the first period and with a reason (민원처리법 시행령 제21조, 청원법 제21조
    ②)."""
    if deadline.extension:
        raise Refused(ALREADY_EXTENDED)
    if at >= deadline.due_at:
        raise Refused(TOO_LATE_TO_EXTEND)
    deadline.extension, deadline.extension_reason, deadline.extended_at = by.code, reason, at
    deadline.due_at = _due_at(deadline)
    deadline.save(update_fields=["extension", "extension_reason", "extended_at", "due_at"])


def meet(deadline: Deadline, *, at: datetime) -> None:
    """The duty was done; the first time counts."""
    Deadline.objects.filter(pk=deadline.pk, met_at__isnull=True).update(met_at=at)
    deadline.refresh_from_db(fields=["met_at"])


def _due_at(deadline: Deadline) -> datetime:
    return clocks.late_from(
        deadline.started_at,
        ClockRule.parse(deadline.rule),
        [
            Pause(each.started_at, each.ended_at, each.kind == DeadlinePause.Kind.OUTAGE)
            for each in deadline.pauses.all()
        ],
        extension=ClockRule.parse(deadline.extension) if deadline.extension else None,
    )
