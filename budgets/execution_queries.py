"""What pages read about the execution of projects."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from budgets.models import Execution, Milestone, Project, ProjectFollow, Round, Spending
from portal import clock
from portal.frontend import charts
from portal.mine import Queue
from portal.organisations.rules import Role, has_role, staff_units

DESK = (Role.OFFICER, Role.APPROVER)


@dataclass(frozen=True)
class Standing:
    """Where a project stands, for lists and its own page. Money in won. `withdrawn`: steps that were taken
    out of the plan; nobody waits for them."""

    execution: Execution
    project: Project
    milestones: list[Milestone]
    withdrawn: list[Milestone]
    spent: int
    tone: str
    state: str
    next: Milestone | None
    late: bool
    is_stopped: bool = False

    @property
    def done(self) -> int:
        return sum(1 for one in self.milestones if one.done_on)

    @property
    def share(self) -> float:
        """Percent of the appropriated money that is spent."""
        return charts.share(self.spent, self.execution.amount)

    @property
    def left(self) -> int:
        return self.execution.amount - self.spent


def _executions() -> Any:
    standing = Spending.objects.standing()
    return Execution.objects.select_related(
        "unit__agency", "project__envelope__round", "project__envelope__area", "stop"
    ).prefetch_related(
        Prefetch(
            "milestones",
            Milestone.objects.select_related("withdrawal").prefetch_related("slips", "corrections"),
        ),
        Prefetch("spending", standing, to_attr="standing"),
    )


def of_round(round_: Round, at: datetime) -> list[Standing]:
    """Every project that is being carried out, in the order of the ballot."""
    found = _executions().filter(project__envelope__round=round_)
    return [standing_of(one, at) for one in found.order_by("project__envelope_id", "project__number")]


def of_project(project: Project, at: datetime) -> Standing:
    return standing_of(get_object_or_404(_executions(), project=project), at)


def standing_of(execution: Execution, at: datetime) -> Standing:
    planned = list(execution.milestones.all())
    withdrawn = [one for one in planned if hasattr(one, "withdrawal")]
    milestones = [one for one in planned if one not in withdrawn]
    stopped = getattr(execution, "stop", None) is not None
    waiting = [one for one in milestones if one.done_on is None and not stopped]
    late = bool(waiting) and waiting[0].planned_on < clock.local(at).date()
    spent = sum(entry.amount for entry in execution.standing)  # type: ignore[attr-defined]
    tone, state = _state(execution, milestones, waiting, spent, late)
    first = waiting[0] if waiting else None
    return Standing(
        execution, execution.project, milestones, withdrawn, spent, tone, state, first, late, stopped
    )


def _state(
    execution: Execution, milestones: list[Milestone], waiting: list[Milestone], spent: int, late: bool
) -> tuple[str, str]:
    if execution.settled_at:
        return "good", _("정산 마침")
    if getattr(execution, "stop", None) is not None:
        return "closed", _("그만둠")
    if late:
        return "warn", _("늦어짐")
    if milestones and not waiting:
        return "info", _("정산하는 중")
    if spent or len(waiting) < len(milestones):
        return "progress", _("집행 중")
    return "neutral", _("준비 중")


def public_execution_project(round_id: str, project_id: str) -> Project:
    """A funded project whose execution everybody may see, or 404."""
    found = Project.objects.select_related("envelope__round", "envelope__area").filter(
        public_id=project_id,
        envelope__round__public_id=round_id,
        envelope__round__state__in=Round.State.decided(),
        execution__isnull=False,
    )
    project = found.first()
    if project is None:
        raise Http404
    return project


def entries_of(execution: Execution) -> list[Spending]:
    """The account, corrections beside what they correct; `corrected` says that an entry no longer counts."""
    entries = list(execution.spending.select_related("corrects"))
    replaced = {entry.corrects_id for entry in entries}
    for entry in entries:
        entry.corrected = entry.pk in replaced  # type: ignore[attr-defined]
    return entries


def follows(person: Any, project: Project) -> bool:
    return bool(
        person.is_authenticated and ProjectFollow.objects.filter(project=project, person=person).exists()
    )


def on_desk(user: Any, at: datetime) -> list[Standing]:
    """Projects of the officer's departments; those with the nearest step first."""
    found = _executions().filter(unit__in=staff_units(user, *DESK))
    rows = [standing_of(one, at) for one in found[:200]]
    return sorted(rows, key=lambda row: row.next.planned_on if row.next else date.max)


def for_officer(project_id: str, user: Any) -> Execution:
    """One project's execution for who works in its department; a stranger gets 404."""
    execution = _executions().filter(project__public_id=project_id).first()
    if execution is None or not has_role(user, *DESK, unit=execution.unit):
        raise Http404
    return execution  # type: ignore[no-any-return]


def funded_projects(round_: Round) -> list[tuple[Project, Execution | None]]:
    """The winners of a published round, each with its execution if a department has it."""
    found: list[tuple[Project, Execution | None]] = []
    if round_.state not in Round.State.decided():
        return found
    for envelope in round_.envelopes.select_related("tally").prefetch_related(
        "projects__execution__unit__agency"
    ):
        winners = {row["project"] for row in (envelope.tally.result or {"winners": []})["winners"]}
        for project in envelope.projects.all():
            if project.ballot_id in winners:
                project.envelope = envelope
                found.append((project, getattr(project, "execution", None)))
    return found


def queues(user: Any) -> list[Queue]:
    """What an officer's departments carry out and have not settled."""
    units = staff_units(user, *DESK)
    mine = Execution.objects.filter(unit__in=units, settled_at=None).count() if units else 0
    return [Queue(_("맡은 사업"), reverse("budgets_staff:execution_desk"), mine)] if mine else []
