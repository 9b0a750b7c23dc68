"""Adopted proposals arrive by event and become projects of this room's own."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from budgets.models import Arrival, Idea, Plan
from budgets.tasks import take_in_arrivals
from portal import clock, outbox
from proposals.actions import answering, drafts, intake, submission
from tests.budgets.shaping import bring, deliver
from tests.proposals.conftest import TEXT

pytestmark = pytest.mark.django_db
TOLD = {"id": "abcdefabcdef", "title": "어린이공원 가로등을 밝은 등으로", "cost": 12_000_000}


def tell() -> None:
    outbox.emit("proposals.selected", TOLD, at=clock.now())
    deliver("proposals.selected")


def test_it_becomes_an_idea_with_a_costed_plan(collecting: Any, client: Any) -> None:
    tell()
    idea = Idea.objects.get()
    assert (idea.round, idea.source) == (collecting, "proposals.proposal:abcdefabcdef")
    plan = Plan.objects.get()
    assert (plan.cost, plan.state) == (12_000_000, "costed")
    page = client.get(idea.get_absolute_url()).content.decode()
    assert "채택된 국민제안" in page
    assert client.get(plan.get_absolute_url()).status_code == 200


def test_told_twice_it_is_still_one(collecting: Any) -> None:
    tell()
    tell()
    assert Idea.objects.count() == Plan.objects.count() == Arrival.objects.count() == 1


def test_it_waits_until_a_round_collects(draft: Any) -> None:
    tell()
    assert not Idea.objects.exists()
    bring(draft, "collecting")
    take_in_arrivals()
    take_in_arrivals()
    assert Idea.objects.get().round == draft


def test_an_officer_takes_it_over_and_costs_it_anew(
    collecting: Any, carla: Any, unit: Any, client_of: Any
) -> None:
    tell()
    plan = Plan.objects.get()
    browser, desk = client_of(carla), f"/staff/budgets/plans/{plan.public_id}/"
    browser.post(desk + "take/", {"unit": unit.public_id})
    browser.post(
        desk + "cost/", {"amount": "15000000", "reason": "자재값이 올라 다시 계산했습니다.", "seen": "1"}
    )
    plan.refresh_from_db()
    assert (plan.unit, plan.cost, plan.revisions.count()) == (unit, 15_000_000, 2)


def test_an_adopted_proposal_with_a_cost_is_announced(
    collecting: Any, alice: Any, carla: Any, unit: Any, jongno: Any
) -> None:
    """The proposals' own actions and this room's subscriber: end to end."""
    proposal = drafts.start_draft(author=alice, content={**TEXT, "area": jongno}, at=clock.now())
    submission.submit_proposal(author=alice, proposal=proposal, at=clock.now())
    desk: Any = {"officer": carla, "proposal": proposal, "reason": "소관", "at": clock.now()}
    intake.receive_proposal(unit=unit, note="접수했습니다.", **desk)
    intake.publish_proposal(note="공개했습니다.", **desk)
    answering.answer_proposal(
        outcome="adopted",
        summary="내년에 바꾸겠습니다.",
        body="예산을 마련해 공사합니다.",
        planned_on=clock.today() + timedelta(days=100),
        cost=12_000_000,
        **desk,
    )
    deliver("proposals.selected")
    idea = Idea.objects.get()
    assert idea.source == f"proposals.proposal:{proposal.public_id}"
    assert idea.title == proposal.title
