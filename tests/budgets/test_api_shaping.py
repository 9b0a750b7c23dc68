"""A round on its way, in JSON: schedule, ideas, plans, panel; and what a citizen may do there."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from budgets import actions
from budgets.actions import panel as panels
from budgets.models import Idea, Panel
from portal import clock
from tests.budgets.shaping import TEXT, bring, decide

pytestmark = pytest.mark.django_db
JSON = "application/json"


def url(name: str, round_: Any, *more: str) -> str:
    return reverse(f"budgets_api:{name}", args=[round_.public_id, *more])


def test_the_schedule_says_when_each_phase_begins_and_who_stepped_in(
    client: Any, admin: Any, collecting: Any
) -> None:
    collecting.is_running = True
    collecting.save(update_fields=["is_running"])
    actions.hold_round(actor=admin, round_id=collecting.pk, reason="태풍으로 멈춥니다.", at=clock.now())
    shown = client.get(url("schedule", collecting)).json()
    assert shown["phase"] == "collecting"
    assert shown["held"] is True
    assert [change["reason"] for change in shown["changes"]] == ["태풍으로 멈춥니다."]
    marks = {phase["state"]: phase["mark"] for phase in shown["phases"]}
    assert marks == {"collecting": "current", "voting": "todo", "closed": "todo"}
    assert "actor" not in str(shown)


def test_an_idea_is_written_and_handed_in(client_of: Any, client: Any, alice: Any, collecting: Any) -> None:
    browser, content = client_of(alice), {**TEXT, "area": "11110", "rough_cost": 3_000_000}
    kept = browser.post(url("ideas", collecting), content, content_type=JSON)
    assert kept.status_code == 201
    assert kept.json()["state"] == "draft"
    draft = kept.json()["id"]
    assert client.get(url("idea", collecting, draft)).status_code == 404, "a draft is its author's"
    sent = browser.post(url("ideas", collecting), {**content, "submit": True}, content_type=JSON)
    assert sent.json()["state"] == "submitted"
    listed = client.get(url("ideas", collecting)).json()
    assert [row["id"] for row in listed["results"]] == [sent.json()["id"]]
    assert listed["total"] == 1
    assert client.get(url("ideas", collecting), {"field": "parks"}).json()["total"] == 0
    one = client.get(url("idea", collecting, sent.json()["id"])).json()
    assert one["remedy"] == TEXT["remedy"]
    assert one["area"] == "11110"
    assert [event["kind"] for event in one["timeline"]] == ["submitted"]


def test_what_cannot_be_handed_in_leaves_nothing_behind(
    client_of: Any, client: Any, alice: Any, dan: Any, collecting: Any
) -> None:
    def post(person: Any, **changes: Any) -> Any:
        content = {**TEXT, "submit": True, **changes}
        return client_of(person).post(url("ideas", collecting), content, content_type=JSON)

    assert client.post(url("ideas", collecting), TEXT, content_type=JSON).status_code == 403
    assert post(alice, remedy="짧음").json()["type"] == "urn:gwangjang:remedy_short"
    assert post(dan).json()["type"] == "urn:gwangjang:level", "an address of mail alone hands nothing in"
    assert post(alice, title="\x00").status_code == 400
    bring(collecting, "screening")
    assert post(alice).json()["type"] == "urn:gwangjang:not_collecting"
    assert not Idea.objects.exists()


def test_a_decision_is_read_with_its_reason(client: Any, idea: Any, carla: Any) -> None:
    decide(carla, idea, eligible=False, code="private")
    one = client.get(url("idea", idea.round, idea.public_id)).json()
    assert [(row["eligible"], row["code"]) for row in one["decisions"]] == [(False, "private")]
    assert "officer" not in str(one)


def test_support_is_given_once_and_taken_back(client_of: Any, minsu: Any, alice: Any, idea: Any) -> None:
    browser, address = client_of(minsu), url("idea_support", idea.round, idea.public_id)
    for _twice in range(2):
        given = browser.put(address)
        assert given.json() == {"supported": True, "support_count": 1}
    assert browser.delete(address).json() == {"supported": False, "support_count": 0}
    assert client_of(alice).put(address).json()["type"] == "urn:gwangjang:own"


def test_a_plan_shows_every_figure_with_its_reason(
    client: Any, client_of: Any, minsu: Any, costed: Any, carla: Any
) -> None:
    from tests.budgets.shaping import price

    price(carla, costed, amount=52_000_000, seen=1)
    round_ = costed.round
    assert [row["cost"] for row in client.get(url("plans", round_)).json()] == [52_000_000]
    one = client.get(url("plan", round_, costed.public_id)).json()
    assert [row["amount"] for row in one["costings"]] == [48_000_000, 52_000_000]
    assert one["ideas"] == [costed.ideas.get().public_id]
    liked = url("plan_like", round_, costed.public_id)
    assert client_of(minsu).put(liked).json()["type"] == "urn:gwangjang:not_consulting"
    bring(round_, "consulting")
    for _twice in range(2):
        assert client_of(minsu).put(liked).json() == {"liked": True, "likes": 1}
    assert client_of(minsu).delete(liked).json() == {"liked": False, "likes": 0}


@pytest.fixture
def panel(collecting: Any, admin: Any, alice: Any) -> Panel:
    """Alice has applied and was drawn; one criterion; a first meeting with its agenda."""
    at = clock.now()
    serves = (at + timedelta(days=3)).date()
    fields = {"size": 1, "opens_at": at - timedelta(days=2), "closes_at": at + timedelta(days=1)}
    fields |= {"term_from": serves, "term_to": serves, "scores_until": at + timedelta(days=30)}
    made = panels.announce_panel(
        actor=admin, round_=collecting, fields=fields | {"duties": "함께 봅니다."}, at=at
    )
    panels.apply_for_panel(person=alice, panel=made, agree=True, at=at)
    sitting = {"title": "첫 회의", "starts_at": at, "place": "대강당", "agenda": "인사"}
    panels.save_meeting(actor=admin, panel=made, meeting=None, fields=sitting, at=at)
    return made


def test_the_panel_keeps_its_seed_until_the_draw(client: Any, panel: Panel, admin: Any, alice: Any) -> None:
    round_ = panel.round
    before = client.get(url("panel", round_))
    assert before.json()["recruits"] is True
    assert before.json()["members"] == []
    assert panel.seed not in before.content.decode()
    assert client.get(url("panel_draw", round_)).status_code == 404
    Panel.objects.update(closes_at=clock.now())
    panels.draw_panel(actor=admin, panel=panel, at=clock.now())
    after = client.get(url("panel", round_)).json()
    assert [one["name"] for one in after["members"]] == [alice.display_name]
    assert [one["agenda"] for one in after["meetings"]] == ["인사"]
    drawn = client.get(url("panel_draw", round_)).json()
    assert drawn["seed"] == panel.seed
    assert alice.display_name not in str(drawn)


def test_scores_are_nobodys_until_all_are_in(
    client: Any, client_of: Any, admin: Any, alice: Any, panel: Panel, write: Any, gyeol: Any, carla: Any
) -> None:
    from tests.budgets.shaping import price

    found = write(gyeol)
    plan = price(carla, decide(carla, found).plan)
    Panel.objects.update(closes_at=clock.now())
    panels.draw_panel(actor=admin, panel=panel, at=clock.now())
    line = {"kind": "citizen", "name": "필요한가요", "weight": 1}
    criterion = panels.add_criterion(actor=admin, panel=panel, fields=line, at=clock.now())
    address = url("plan", plan.round, plan.public_id)
    assert client.get(address).json()["scores"] == []
    bring(plan.round, "shortlisting")
    plan.refresh_from_db()
    seat = panel.seats.get()
    panels.score_plan(seat=seat, plan=plan, points={criterion.pk: 4}, at=clock.now())
    scores = client.get(address).json()["scores"]
    assert [(row["kind"], row["mean"], row["judges"]) for row in scores] == [("citizen", "4", 1)]


def test_they_are_read_in_few_queries(
    client: Any,
    write: Any,
    alice: Any,
    minsu: Any,
    costed: Any,
    panel: Panel,
    django_assert_max_num_queries: Any,
) -> None:
    round_ = costed.round
    for number in range(3):
        write(minsu, title=f"다른 의견 {number}번입니다")
    for name, more, most in (
        ("schedule", (), 5),
        ("ideas", (), 4),
        ("idea", (costed.ideas.get().public_id,), 6),
        ("plans", (), 3),
        ("plan", (costed.public_id,), 10),
        ("panel", (), 4),
    ):
        with django_assert_max_num_queries(most):
            assert client.get(url(name, round_, *more)).status_code == 200


@pytest.mark.parametrize("name", ["schedule", "ideas", "plans", "panel"])
def test_a_draft_is_nobodys(client: Any, draft: Any, name: str) -> None:
    assert client.get(url(name, draft)).status_code == 404
