"""What the clock, the schedule's pages and its notices read."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection

from budgets import schedule
from budgets.models import Project, Round, RoundChange, RoundStep
from budgets.models import RoundState as State
from portal.accounts.models import User
from portal.organisations.models import Membership, Role

WAITING = [*State.preparing(), State.PUBLISHED, State.EXECUTING]


def due_rounds(at: datetime) -> Iterator[tuple[int, bool]]:
    """(round, whether its announcement is due) for rounds in which a phase should have begun by `at`."""
    steps = RoundStep.objects.filter(
        starts_at__lte=at, round__is_running=True, round__state__in=WAITING
    ).select_related("round")
    due: dict[int, list[State]] = {}
    for step in steps:
        if schedule.is_ahead(step.state, step.round.state):
            due.setdefault(step.round_id, []).append(State(step.state))
    for round_id, states in due.items():
        yield round_id, State.ANNOUNCED in states


def parts_of(round_: Round) -> tuple[list[Any], list[Project]]:
    """A round's envelopes, each knowing its round, with their projects; and all projects."""
    found = round_.envelopes.select_related("area", "tally").prefetch_related("projects").order_by("pk")
    envelopes = list(found)
    for envelope in envelopes:
        envelope.round = round_
    return envelopes, [project for envelope in envelopes for project in envelope.projects.all()]


def administrators() -> Iterable[int]:
    held = Membership.objects.filter(role=Role.ADMINISTRATOR, user__is_active=True)
    return held.order_by("user_id").values_list("user_id", flat=True).distinct()


def eligible(envelope: Any) -> int:
    """How many people could vote about this money today: an upper bound of its turnout."""
    people = User.objects.verified()
    if envelope.area is not None:
        people = people.filter(area__path__startswith=envelope.area.path)
    return people.count()


def changes_of(round_: Round) -> list[RoundChange]:
    return list(round_.changes.all())


class Change(NamedTuple):
    """As much of a RoundChange as the timeline shows."""

    kind: str
    state: str
    before: datetime | None
    after: datetime | None
    reason: str
    at: datetime

    def get_kind_display(self) -> str:
        return str(RoundChange.Kind(self.kind).label)


class Course(NamedTuple):
    """How a round was planned and how it went; `changes` in their order."""

    dates: dict[State, datetime]
    happened: dict[State, datetime]
    changes: list[Change]


COURSE = """
SELECT 'planned', '', state, NULL::timestamptz, NULL::timestamptz, '', starts_at, id
FROM budgets_roundstep WHERE round_id = %(round)s
UNION ALL SELECT 'happened', '', state, NULL, NULL, '', at, id
FROM budgets_roundevent WHERE round_id = %(round)s
UNION ALL SELECT 'changed', kind, state, before, after, reason, at, id
FROM budgets_roundchange WHERE round_id = %(round)s
ORDER BY 7, 8
"""


def course_of(round_: Round) -> Course:
    """One query."""
    planned, happened, changes = dict[State, datetime](), dict[State, datetime](), list[Change]()
    with connection.cursor() as cursor:
        cursor.execute(COURSE, {"round": round_.pk})
        for what, *values, _id in cursor.fetchall():
            change = Change(*values)
            if what == "changed":
                changes.append(change)
            else:
                (planned if what == "planned" else happened)[State(change.state)] = change.at
    return Course(schedule.whole(round_, planned), happened, changes)
