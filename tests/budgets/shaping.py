"""A round on its way from ideas to a ballot, made through the same actions that the portal uses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from budgets.actions import ideas, plans, screening
from budgets.lifecycle import NEXT, transition
from budgets.models import Idea, Plan, RoundState
from portal import clock, outbox
from portal.outbox.models import Event

TEXT: dict[str, Any] = {
    "title": "초등학교 앞 횡단보도에 그늘막을 세워 주세요",
    "problem": "여름 한낮에 아이들이 뙤약볕에서 신호를 기다립니다.",
    "remedy": "횡단보도 네 곳에 접이식 그늘막을 세워 주세요.",
    "place": "청운초등학교 정문 앞",
    "field": "safety",
}
ORDER = RoundState.shaping()


def bring(round_: Any, phase: str) -> Any:
    """Move a round on to one of its shaping phases, step by step."""
    round_.refresh_from_db()
    for step in ORDER:
        if round_.state == phase:
            break
        if step in NEXT[RoundState(round_.state)] and step != round_.state:
            transition(round_, step, actor_id=None, at=clock.now())
    assert round_.state == phase
    return round_


@pytest.fixture
def collecting(draft: Any) -> Any:
    """Collecting ideas; its vote is months away."""
    now = clock.now()
    type(draft).objects.filter(pk=draft.pk).update(
        opens_at=now + timedelta(days=90), closes_at=now + timedelta(days=104)
    )
    return bring(draft, "collecting")


@pytest.fixture
def write(collecting: Any, jongno: Any) -> Callable[..., Idea]:
    """`write(alice, title="…")`: an idea, handed in."""

    def make(author: Any, **changes: Any) -> Idea:
        content = {**TEXT, "area": jongno, **changes}
        idea = ideas.start_idea(author=author, round_=collecting, content=content, at=clock.now())
        return ideas.submit_idea(author=author, idea=idea, at=clock.now())

    return make


@pytest.fixture
def idea(write: Any, alice: Any) -> Idea:
    found: Idea = write(alice)
    return found


def decide(officer: Any, idea: Idea, eligible: bool = True, **words: Any) -> Idea:
    """Take it, if nobody has, and decide."""
    unit = officer.memberships.select_related("unit__agency__area").first().unit
    if idea.unit is None:
        screening.take_idea(officer=officer, idea=idea, unit=unit, at=clock.now())
    words = {"reason": "주민 안전에 필요하고 한 해 안에 마칠 수 있습니다.", **words}
    screening.screen_idea(officer=officer, idea=idea, eligible=eligible, at=clock.now(), **words)
    return idea


@pytest.fixture
def plan(idea: Idea, carla: Any) -> Plan:
    """Eligible, and not costed yet."""
    found = decide(carla, idea).plan
    assert found is not None
    return found


def price(officer: Any, plan: Plan, amount: int = 48_000_000, seen: int = 0) -> Plan:
    reason = "그늘막 네 개와 기초 공사, 한 해 관리비입니다."
    plans.revise_cost(officer=officer, plan=plan, amount=amount, reason=reason, seen=seen, at=clock.now())
    return plan


@pytest.fixture
def costed(plan: Plan, carla: Any) -> Plan:
    return price(carla, plan)


def deliver(topic: str) -> None:
    """As the relay would, the last event of this topic."""
    event = Event.objects.filter(topic=topic).latest("pk")
    for handler in outbox.handlers(topic):
        handler(event)
