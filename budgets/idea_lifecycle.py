"""The only writer of an idea's state, and of the rows from which its public timeline is drawn."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from budgets.idea_rules import MOVED_ON
from budgets.models import Idea, IdeaEvent, Plan, PlanState
from budgets.models.idea import STEPS
from portal import audit, outbox
from portal.refusals import Refused

Happening = IdeaEvent.Kind


def move(
    idea: Idea,
    to: str,
    happening: str,
    *,
    actor: Any,
    at: datetime,
    unit: Any = None,
    note: str = "",
    **columns: Any,
) -> None:
    """Compare-and-set: of two officers who decide at once one gets MOVED_ON, and nothing of hers is kept."""
    if to not in STEPS.get(idea.state, frozenset()):
        raise Refused(MOVED_ON)
    moved = Idea.objects.filter(pk=idea.pk, state=idea.state).update(state=to, **columns)
    if not moved:
        raise Refused(MOVED_ON)
    for name, value in {"state": to, **columns}.items():
        setattr(idea, name, value)
    tell(idea, happening, actor=actor, at=at, unit=unit, note=note)


def tell(
    idea: Idea, happening: str, *, actor: Any, at: datetime, unit: Any = None, note: str = ""
) -> IdeaEvent:
    """Something happened: the timeline, the audit trail, the outbox, the search."""
    event = IdeaEvent.objects.create(idea=idea, kind=happening, actor=actor, unit=unit, note=note, at=at)
    verb = f"budgets.idea_{happening}"
    audit.record(actor_id=actor.pk if actor else None, verb=verb, target=idea.target, at=at)
    outbox.emit(verb, {"id": idea.public_id, "event": event.pk}, at=at)
    outbox.emit("search.changed", {"kind": "budgets.idea", "id": idea.public_id}, at=at)
    return event


def tell_all(
    ideas: Iterable[Idea], happening: str, *, actor: Any, at: datetime, unit: Any = None, note: str = ""
) -> None:
    """The same for every idea of a plan: whoever had one hears of it."""
    for idea in ideas:
        tell(idea, happening, actor=actor, at=at, unit=unit, note=note)


def settle(plan: Plan, to: str, **columns: Any) -> None:
    """Move a plan on, compare-and-set as above."""
    open_still = Plan.objects.filter(pk=plan.pk, state=plan.state, state__in=PlanState.open())
    if not open_still.update(state=to, **columns):
        raise Refused(MOVED_ON)
    for name, value in {"state": to, **columns}.items():
        setattr(plan, name, value)
