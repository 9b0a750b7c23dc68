"""What pages read about the watch. Nothing here tells the public, or a department, who inspected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from budgets import execution_queries
from budgets.models import Inspection, InspectionAnswer, Round, Verdict, Watch, Watcher
from portal import clock
from portal.mine import Mine, Queue
from portal.organisations import clocks
from portal.organisations.rules import staff_units

TONES = {Verdict.GOOD: "good", Verdict.MENDING: "warn", Verdict.SERIOUS: "bad"}
MOST = 200


@dataclass(frozen=True, slots=True)
class Seen:
    """One inspection as pages show it. `due`: the last moment for the answer that is still missing."""

    inspection: Inspection
    answer: InspectionAnswer | None
    tone: str
    due: datetime | None
    is_late: bool
    mending_is_late: bool

    @property
    def mends(self) -> bool:
        """Something is promised and not yet done."""
        return self.answer is not None and bool(self.answer.mend_by) and self.answer.mended_on is None


def seen(inspection: Inspection, at: datetime) -> Seen:
    answer = getattr(inspection, "answer", None)
    deadline = inspection.deadline
    late = (deadline.met_at or at) >= deadline.due_at
    today = clock.local(at).date()
    return Seen(
        inspection,
        answer,
        TONES[Verdict(inspection.verdict)],
        None if answer else deadline.last_moment,
        late,
        answer is not None and answer.is_overdue(today),
    )


def _rows() -> QuerySet[Inspection]:
    return Inspection.objects.select_related(
        "deadline", "answer__unit__agency", "execution__project__envelope__round", "execution__unit__agency"
    )


def of_execution(execution_id: int, at: datetime) -> list[Seen]:
    """A project's inspections, the newest visit first."""
    found = _rows().filter(execution=execution_id).prefetch_related("files")
    return [seen(one, at) for one in found[:MOST]]


def of_round(round_: Round, at: datetime) -> list[Seen]:
    found = _rows().filter(execution__project__envelope__round=round_)
    return [seen(one, at) for one in found[:MOST]]


def public_watch(round_id: str) -> Watch:
    """The watch of a decided round, or 404 while there is none."""
    found = Watch.objects.select_related("round").filter(
        round__public_id=round_id, round__state__in=Round.State.decided()
    )
    watch = found.first()
    if watch is None:
        raise Http404
    return watch


def watch_of(round_: Round) -> Watch | None:
    return Watch.objects.filter(round=round_).first()


def members(watch: Watch) -> int:
    return watch.watchers.filter(state=Watcher.State.NAMED).count()


def watchers_of(watch: Watch) -> QuerySet[Watcher]:
    """For the administrator: who asks and who serves, with how many inspections each sent."""
    living = watch.watchers.filter(state__in=Watcher.State.living())
    return living.select_related("person").annotate(sent=Count("inspections")).order_by("state", "pk")


def on_desk(user: Any) -> QuerySet[Inspection]:
    """Inspections of the officer's projects that wait for an answer or for what was promised."""
    units = staff_units(user, *execution_queries.DESK)
    waits = Q(answer=None) | Q(answer__mend_by__isnull=False, answer__mended_on=None)
    return _rows().filter(waits, execution__unit__in=units).order_by("deadline__due_at")


def desk(user: Any, at: datetime) -> list[Seen]:
    return [seen(one, at) for one in on_desk(user)[:MOST]]


def for_officer(inspection_id: str, user: Any) -> Inspection:
    """An inspection of a project of one of her departments, or 404."""
    units = staff_units(user, *execution_queries.DESK)
    found = _rows().filter(public_id=inspection_id, execution__unit__in=units).prefetch_related("files")
    inspection = found.first()
    if inspection is None:
        raise Http404
    return inspection


def queues(user: Any) -> list[Queue]:
    dues = list(on_desk(user).filter(answer=None).values_list("deadline__due_at", flat=True)[:MOST])
    url = reverse("budgets_staff:inspections")
    return [Queue(_("답할 감시단 점검"), url, len(dues), clocks.last_moment(dues[0]))] if dues else []


def mine(user: Any) -> list[Mine]:
    """Watches in which I serve or asked to, and what I inspected."""
    serving = Watcher.objects.select_related("watch__round").filter(
        person=user, state__in=Watcher.State.living(), watch__round__state__in=Round.State.decided()
    )
    sent = _rows().filter(watcher__person=user)[:50]
    return [_mine_watcher(one) for one in serving] + [_mine_inspection(one) for one in sent]


def _mine_watcher(watcher: Watcher) -> Mine:
    round_ = watcher.watch.round
    url = reverse("budgets:watch", args=[round_.public_id])
    label = str(Watcher.State(watcher.state).label)
    return Mine(title=round_.title, url=url, state_label=label, at=watcher.at, kind=_("국민감시단"))


def _mine_inspection(inspection: Inspection) -> Mine:
    project = inspection.execution.project
    address = reverse("budgets:project_execution", args=[project.envelope.round.public_id, project.public_id])
    answered = getattr(inspection, "answer", None) is not None
    return Mine(
        title=project.title,
        url=f"{address}#inspection-{inspection.public_id}",
        state_label=_("답변함") if answered else _("답변 기다림"),
        at=inspection.at,
        deadline=None if answered else inspection.deadline.last_moment,
        kind=_("감시단 점검"),
    )


def visited_lately(rows: Iterable[Seen]) -> date | None:
    """The newest visit."""
    return max((row.inspection.visited_on for row in rows), default=None)
