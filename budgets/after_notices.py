"""What watch members, reporters and departments are told after the vote, and who may fetch which photos."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from budgets.execution_queries import DESK
from budgets.models import Inspection, Project, WasteReport, Watcher
from portal import attachments, notifications
from portal.notifications import Kind
from portal.organisations.models import Membership
from portal.outbox.models import Event


def _officers(unit_id: int) -> Iterable[int]:
    held = Membership.objects.filter(unit=unit_id, role__in=DESK, user__is_active=True)
    return held.values_list("user_id", flat=True).distinct()


def _watcher(event: Event) -> Watcher:
    return Watcher.objects.select_related("watch__round").get(public_id=event.payload["watcher"])


def _watcher_context(event: Event) -> dict[str, Any]:
    watcher = _watcher(event)
    return {"title": watcher.watch.round.title, "named": watcher.state == Watcher.State.NAMED}


def _inspection(event: Event) -> Inspection:
    found = Inspection.objects.select_related(
        "execution__project__envelope__round", "execution__unit", "watcher", "deadline", "answer"
    )
    return found.get(public_id=event.payload["inspection"])


def _page(project: Project) -> str:
    return reverse("budgets:project_execution", args=[project.envelope.round.public_id, project.public_id])


def _inspection_page(event: Event) -> str:
    inspection = _inspection(event)
    return f"{_page(inspection.execution.project)}#inspection-{inspection.public_id}"


def _inspection_desk(event: Event) -> str:
    return reverse("budgets_staff:inspection", args=[event.payload["inspection"]])


def _inspection_context(event: Event) -> dict[str, Any]:
    """Nothing of the member: the department reads this letter."""
    inspection = _inspection(event)
    answer = getattr(inspection, "answer", None)
    return {
        "project": inspection.execution.project.title,
        "verdict": str(inspection.verdict),
        "due": inspection.deadline.last_moment,
        "mend_by": answer.mend_by if answer else None,
    }


def _inspector(event: Event) -> Iterable[int]:
    return [_inspection(event).watcher.person_id]


def _report(event: Event) -> WasteReport:
    found = WasteReport.objects.select_related("execution__project", "deadline", "unit__agency")
    return found.get(public_id=event.payload["report"])


def _report_context(event: Event) -> dict[str, Any]:
    """Never a word of the report itself: letters lie about on other people's screens."""
    report = _report(event)
    return {
        "project": report.execution.project.title,
        "unit": f"{report.unit.agency.display_name} {report.unit.display_name}",
        "due": report.deadline.last_moment,
        "kind": event.payload.get("kind", ""),
    }


KINDS = [
    Kind(
        "budgets.watcher_decided",
        lambda event: [_watcher(event).person_id],
        lambda event: reverse("budgets:watch", args=[_watcher(event).watch.round.public_id]),
        _watcher_context,
        label=_("국민감시단 신청 결과가 나왔을 때"),
    ),
    Kind(
        "budgets.inspected",
        lambda event: _officers(_inspection(event).execution.unit_id),
        _inspection_desk,
        _inspection_context,
        label=_("우리 부서 사업을 감시단이 점검했을 때"),
    ),
    Kind(
        "budgets.inspection_answered",
        _inspector,
        _inspection_page,
        _inspection_context,
        label=_("내 점검에 부서가 답하거나 고쳤을 때"),
    ),
    Kind("budgets.inspection_mended", _inspector, _inspection_page, _inspection_context),
    Kind(
        "budgets.waste_reported",
        lambda event: _officers(_report(event).unit_id),
        lambda event: reverse("budgets_staff:waste_report", args=[event.payload["report"]]),
        _report_context,
        label=_("우리 부서에 예산낭비신고가 들어왔을 때"),
    ),
    Kind(
        "budgets.waste_told",
        lambda event: [_report(event).reporter_id],
        lambda event: reverse("budgets:waste", args=[event.payload["report"]]),
        _report_context,
        always=True,
    ),
]
notifications.register(*KINDS)
attachments.register("budgets.Inspection", visible=lambda user, inspection: inspection.hidden_at is None)
