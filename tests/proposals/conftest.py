"""A proposal at every stage, made by the same actions as in life."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache

from portal import clock
from proposals.actions import answering, drafts, intake, submission
from proposals.models import Proposal, Receiver

TEXT: dict[str, Any] = {
    "title": "어린이공원 가로등을 밝은 등으로 바꿔 주세요",
    "topic": "parks",
    "problem": "저녁 7시가 지나면 공원 안쪽이 어두워 아이들이 넘어집니다.",
    "improvement": "낡은 등 12개를 밝은 엘이디 등으로 바꾸고 안쪽에 두 개를 더 세워 주세요.",
    "effect": "저녁에도 안전하게 놀 수 있고 전기 요금도 줄어듭니다.",
}


@pytest.fixture(autouse=True)
def fresh_choices() -> None:
    """Choices of areas and units are kept in the cache; another test's units must not be offered here."""
    cache.clear()


@pytest.fixture
def receiver(unit: Any) -> Receiver:
    """The parks division takes in proposals about parks."""
    return Receiver.objects.create(unit=unit, topic="parks")


@pytest.fixture
def draft(alice: Any, jongno: Any, receiver: Any) -> Proposal:
    return drafts.start_draft(author=alice, content={**TEXT, "area": jongno}, at=clock.now())


@pytest.fixture
def submitted(draft: Proposal, alice: Any) -> Proposal:
    return submission.submit_proposal(author=alice, proposal=draft, at=clock.now())


@pytest.fixture
def received(submitted: Proposal, carla: Any, unit: Any) -> Proposal:
    return intake.receive_proposal(
        officer=carla, proposal=submitted, unit=unit, note="접수했습니다.", reason="소관", at=clock.now()
    )


@pytest.fixture
def published(received: Proposal, carla: Any) -> Proposal:
    return intake.publish_proposal(
        officer=carla, proposal=received, note="공개했습니다.", reason="문제 없음", at=clock.now()
    )


@pytest.fixture
def answer(carla: Any) -> Callable[..., Any]:
    """`answer(proposal, outcome="not_adopted", reason_code="in_force")`"""

    def give(proposal: Proposal, **changes: Any) -> Any:
        words: dict[str, Any] = {
            "outcome": "adopted",
            "summary": "내년 봄까지 등을 모두 바꾸겠습니다.",
            "body": "설계를 마치는 대로 공사를 시작합니다.",
            "reason": "예산 확보",
            "planned_on": None,
            "at": clock.now(),
        }
        words |= changes
        if words["outcome"] != "not_adopted" and words["planned_on"] is None:
            words["planned_on"] = later(120)
        return answering.answer_proposal(officer=carla, proposal=proposal, **words)

    return give


@pytest.fixture
def adopted(published: Proposal, answer: Any) -> Proposal:
    answer(published, cost=12_000_000)
    return published


@pytest.fixture
def refused(published: Proposal, answer: Any) -> Proposal:
    answer(published, outcome="not_adopted", reason_code="in_force")
    return published


def later(days: int) -> date:
    return clock.today() + timedelta(days=days)
