"""A department takes an idea, decides whether it can become a project, or passes it on."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import translation

from budgets import idea_rules as rules
from budgets.idea_lifecycle import Happening, move, tell
from budgets.models import Field, Idea, IdeaState, Plan, Screening
from portal.actions import action
from portal.comments import threads
from portal.organisations.models import Unit
from portal.refusals import Refused, refuse

PLAN = "budgets.plan"


@action
def take_idea(*, officer: Any, idea: Idea, unit: Unit | None, at: datetime) -> None:
    """The unit answers for it from now on. Of two units that take it at once the first has it."""
    refuse(rules.taking_refusal(officer, unit, idea.area))
    refuse(None if idea.state in IdeaState.waiting() else rules.NOT_NOW)
    if not Idea.objects.filter(pk=idea.pk, unit=None).update(unit=unit):
        raise Refused(rules.TAKEN)
    idea.unit = unit
    tell(idea, Happening.TAKEN, actor=officer, unit=unit, at=at)


@action
def pass_idea_on(*, officer: Any, idea: Idea, unit: Unit | None, note: str, at: datetime) -> None:
    """Another unit is in charge; `note` says why, for everybody."""
    refuse(rules.officer_refusal(officer, idea.unit))
    refuse(None if idea.state in IdeaState.waiting() else rules.NOT_NOW)
    if unit is None:
        raise Refused(rules.NO_UNIT)
    if unit.pk == idea.unit_id:
        raise Refused(rules.SAME_UNIT)
    _say_something(note)
    if not Idea.objects.filter(pk=idea.pk, unit=idea.unit).update(unit=unit):
        raise Refused(rules.MOVED_ON)
    idea.unit = unit
    tell(idea, Happening.PASSED_ON, actor=officer, unit=unit, note=note.strip(), at=at)


@action
def ask_author(*, officer: Any, idea: Idea, note: str, at: datetime) -> None:
    """A question to the author, in public; she is told and answers below, in the comments."""
    refuse(rules.officer_refusal(officer, idea.plan.unit if idea.plan else idea.unit))
    refuse(None if idea.state in IdeaState.alive() and idea.author_id else rules.NOT_NOW)
    _say_something(note)
    tell(idea, Happening.ASKED, actor=officer, unit=idea.unit, note=note.strip(), at=at)


@action
def screen_idea(
    *, officer: Any, idea: Idea, eligible: bool | None, code: str = "", reason: str, at: datetime
) -> Screening:
    """적격 or 부적격 with one of the six codes, in plain words, for everybody to read."""
    first = idea.screenings.values_list("officer", flat=True).first()
    refuse(rules.screening_refusal(officer, idea, first, at))
    refuse(rules.decision_refusal(eligible, code, reason))
    assert idea.unit is not None  # screening_refusal has looked
    decision = Screening.objects.create(
        idea=idea,
        turn=2 if idea.state == IdeaState.RECHECK else 1,
        eligible=bool(eligible),
        code="" if eligible else code,
        reason=reason.strip(),
        unit=idea.unit,
        officer=officer,
        at=at,
    )
    to = IdeaState.ELIGIBLE if eligible else IdeaState.INELIGIBLE
    plan = open_plan(idea, at) if eligible else None
    move(idea, to, to, actor=officer, unit=idea.unit, note=decision.reason, at=at, decided_at=at, plan=plan)
    return decision


def open_plan(idea: Idea, at: datetime) -> Plan:
    """The department's own sheet, begun with the author's words; part of the caller's transaction."""
    with translation.override("ko"):  # what is kept is Korean, whatever language the officer reads
        category = str(Field(idea.field).label)
    return Plan.objects.create(
        round_id=idea.round_id,
        unit=idea.unit,
        area=idea.area,
        title=idea.title,
        description="\n\n".join(part for part in (idea.problem, idea.remedy) if part),
        place=idea.place,
        category=category,
        thread=threads.open_thread(PLAN, at=at),
        opened_at=at,
    )


def _say_something(note: str) -> None:
    if not note.strip():
        raise Refused(rules.NO_NOTE)
