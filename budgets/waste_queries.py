"""Waste reports as their reporter, the department in charge and the public may see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from budgets import execution_queries
from budgets.models import Execution, WasteEvent, WasteReport, WasteState
from portal.frontend import words
from portal.mine import Mine, Queue
from portal.organisations import clocks
from portal.organisations.rules import staff_units

TONES = {
    WasteState.RECEIVED: "info",
    WasteState.REVIEWING: "progress",
    WasteState.ANSWERED: "good",
    WasteState.TRANSFERRED: "closed",
}
OUTCOME_TONES = {"accepted": "good", "partly": "info", "rejected": "neutral", "": "neutral"}
EVENT_TONES = {
    WasteEvent.Kind.ANSWERED: "good",
    WasteEvent.Kind.CORRECTED: "warn",
    WasteEvent.Kind.EXTENDED: "warn",
}
MOST = 200


@dataclass(frozen=True, slots=True)
class Row:
    """One report. `due`: the last moment for the answer still owed; `is_late`: it is, or was, late."""

    report: WasteReport
    tone: str
    due: datetime | None
    is_late: bool


def row(report: WasteReport, at: datetime) -> Row:
    due = report.deadline.last_moment if report.is_open else None
    return Row(report, TONES[WasteState(report.state)], due, report.is_late(at))


def _rows() -> QuerySet[WasteReport]:
    return WasteReport.objects.select_related(
        "deadline", "unit__agency", "execution__project__envelope__round"
    )


def on_desk(user: Any) -> QuerySet[WasteReport]:
    """Open reports that the officer's departments hold, the one due first on top."""
    units = staff_units(user, *execution_queries.DESK)
    return _rows().filter(unit__in=units, state__in=WasteState.open()).order_by("deadline__due_at")


def desk(user: Any, at: datetime) -> list[Row]:
    return [row(one, at) for one in on_desk(user)[:MOST]]


def finished(user: Any, at: datetime) -> list[Row]:
    units = staff_units(user, *execution_queries.DESK)
    found = _rows().filter(unit__in=units).exclude(state__in=WasteState.open())
    return [row(one, at) for one in found[:50]]


def for_officer(report_id: str, user: Any) -> WasteReport:
    """A report that one of her departments holds, or 404: nobody else may even know of it."""
    units = staff_units(user, *execution_queries.DESK)
    found = _rows().select_related("reporter").filter(public_id=report_id, unit__in=units)
    return _one(found)


def for_reporter(report_id: str, person: Any) -> WasteReport:
    """Her own report, or 404."""
    return _one(_rows().filter(public_id=report_id, reporter=person.pk or 0))


def _one(found: QuerySet[WasteReport]) -> WasteReport:
    report = found.prefetch_related("files", "events", "corrections").first()
    if report is None:
        raise Http404
    return report


def timeline(report: WasteReport) -> list[dict[str, Any]]:
    """As components/timeline.html wants it; the officer stays unnamed, as on every page of citizens."""
    return [
        {
            "title": event.get_kind_display(),
            "at": event.at,
            "text": _told(report, event),
            "tone": EVENT_TONES.get(WasteEvent.Kind(event.kind), "neutral"),
        }
        for event in report.events.all()
    ]


def _told(report: WasteReport, event: WasteEvent) -> str:
    """More time is worth nothing to who waits unless she reads until when; it is given once."""
    if event.kind != WasteEvent.Kind.EXTENDED:
        return event.note
    until = words.day(clocks.last_moment(report.deadline.due_at))
    return "\n".join([_("새 답변 기한: %(day)s") % {"day": until}, event.note])


def shown_of(execution: Execution, at: datetime) -> list[Row]:
    """Answered reports that the public reads: the officer's line and the answer, nothing of the reporter."""
    found = _rows().filter(execution=execution, is_shown=True).prefetch_related("corrections")
    return [row(one, at) for one in found.order_by("-answered_at")[:50]]


def may_see_files(user: Any, report: WasteReport) -> bool:
    """Whose report it is fetches her files as their owner; besides her, the department in charge."""
    return bool(user.is_authenticated and report.unit_id in staff_units(user, *execution_queries.DESK))


def queues(user: Any, at: datetime) -> list[Queue]:
    """Open reports; those that are late in a pile of their own, so that nobody can overlook them."""
    dues = list(on_desk(user).values_list("deadline__due_at", flat=True)[:MOST])
    late = [due for due in dues if due <= at]
    url = reverse("budgets_staff:waste")
    piles = [(_("기한이 지난 예산낭비신고"), late), (_("답할 예산낭비신고"), dues[len(late) :])]
    return [Queue(label, url, len(pile), clocks.last_moment(pile[0])) for label, pile in piles if pile]


def mine(user: Any, at: datetime) -> list[Mine]:
    return [_mine(row(one, at)) for one in _rows().filter(reporter=user)[:50]]


def _mine(one: Row) -> Mine:
    report = one.report
    label = _("답변이 늦어지고 있음") if one.due and one.is_late else report.get_state_display()
    return Mine(
        title=report.execution.project.title,
        url=reverse("budgets:waste", args=[report.public_id]),
        state_label=str(label),
        at=report.at,
        deadline=one.due,
        kind=_("예산낭비신고"),
    )
