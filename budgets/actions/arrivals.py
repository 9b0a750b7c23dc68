"""Adopted proposals come by event; each becomes an idea with a plan in a round that takes it in."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from budgets.actions.plans import add_cost
from budgets.actions.screening import open_plan
from budgets.idea_lifecycle import Happening, tell
from budgets.models import Arrival, Idea, IdeaState, Plan, PlanState, Round, RoundState
from portal.actions import action
from portal.comments import threads

# Later the panel has begun to choose, and a newcomer would be costed by nobody.
TAKING_IN = (RoundState.COLLECTING, RoundState.SCREENING, RoundState.COSTING)


@action
def note_arrival(*, source: str, title: str, cost: int, at: datetime) -> None:
    """Keep what came, once. Told twice, it is still one."""
    arrival = Arrival(source=source, title=title[:400], cost=cost, at=at)
    Arrival.objects.bulk_create([arrival], ignore_conflicts=True)


@action
def take_in(*, arrival_id: int, at: datetime) -> Idea | None:
    """Make the idea and its plan in the round that votes next; None while no round takes anything in, or
    when it was done already."""
    arrival = Arrival.objects.select_for_update().filter(pk=arrival_id, idea=None).first()
    round_ = Round.objects.filter(state__in=TAKING_IN).order_by("opens_at", "pk").first()
    if arrival is None or round_ is None:
        return None
    idea = _idea(arrival, round_, at)
    arrival.idea = idea
    arrival.save(update_fields=["idea"])
    tell(idea, Happening.ARRIVED, actor=None, at=at, note=arrival.title)
    return idea


def _idea(arrival: Arrival, round_: Round, at: datetime) -> Idea:
    """Adopted means examined: it needs no second screening, and its cost is the first of its history."""
    idea = Idea(
        round=round_,
        source=arrival.source,
        title=arrival.title[:80],
        saved_at=at,
        submitted_at=at,
        decided_at=at,
        state=IdeaState.ELIGIBLE,
        thread=threads.open_thread("budgets.idea", at=at),
    )
    idea.plan = plan = open_plan(idea, at)
    idea.save(force_insert=True)
    reason = _("국민제안을 채택할 때 알린 비용입니다.")
    add_cost(plan, arrival.cost, reason, officer=None, number=1, at=at)
    Plan.objects.filter(pk=plan.pk).update(cost=arrival.cost, state=PlanState.COSTED)
    return idea
