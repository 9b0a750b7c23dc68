"""Ranking and sharing out points: by mouse, by keyboard alone, and in a browser without scripts."""

import re
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from budgets import actions
from budgets.models import Ballot, Envelope
from budgets.tally import Rule
from portal import clock
from tests.journeys.hands import Mouse, NoScript, either_way

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

MILLION = 1_000_000
PROJECTS = [("통학로", 50, "안전"), ("가로등", 40, "안전"), ("쉼터", 30, "복지"), ("텃밭", 20, "문화")]
KINDS = {
    "ranked": {"name": "순위로", "min_choices": 2, "max_choices": 3},
    "points": {"name": "점수로", "min_choices": 2, "points_total": 10},
    "approval": {"name": "분야별로", "max_choices": 3, "category_limits": {"안전": 1}},
    "knapsack": {"name": "담아서"},
    "choose_one": {"name": "하나만"},
}
SAVED = "투표를 저장했습니다"


@pytest.fixture
def papers(admin: Any) -> dict[str, Envelope]:
    """One round in voting with an envelope of every kind, by kind."""
    now = clock.now()
    dates = {"opens_at": now, "closes_at": now + timedelta(days=7)}
    round_ = actions.create_round(
        actor=admin, title="2027년 참여예산", summary="함께 고릅니다.", at=now, **dates
    )
    for kind, fields in KINDS.items():
        own = {"amount": 100 * MILLION, "ballot_kind": kind} | fields
        made = actions.add_envelope(
            actor=admin, round_id=round_.pk, fields=own, rule=Rule(min_votes=1), at=now
        )
        for title, cost, category in PROJECTS:
            project = {
                "title": title,
                "cost": cost * MILLION,
                "category": category,
                "summary": f"{title} 하나 더",
            }
            actions.add_project(actor=admin, envelope_id=made.pk, fields=project, at=now)
    actions.announce_round(actor=admin, round_id=round_.pk, at=now)
    return {one.ballot_kind: one for one in round_.envelopes.select_related("round")}


def state(page: Page) -> Any:
    return page.locator("[data-ballot-state]")


def test_a_ranking_is_made_with_keys_alone(visit: Any, minsu: Any, papers: Any) -> None:
    page = visit(minsu, path=papers["ranked"].get_absolute_url())
    hands = Mouse(page)

    def key(name: str) -> None:
        page.get_by_role("button", name=name, exact=True).focus()
        page.keyboard.press("Enter")

    expect(state(page)).to_have_text("아직 투표하지 않았습니다.")
    for title in ("쉼터", "통학로", "텃밭"):
        key(f"순위에 넣기 – {title}")
    expect(page.get_by_role("button", name="순위에 넣기 – 가로등")).to_be_disabled()
    expect(page.locator("[data-ballot-count]")).to_have_text("3개 중 3개에 순위를 매김")
    key("위로 – 텃밭")
    expect(page.locator(":focus")).to_have_text("위로 – 텃밭")  # so that she goes on without searching
    page.keyboard.press("Enter")
    key("빼기 – 통학로")
    expect(page.locator(".ballot-rank-title")).to_have_text(["텃밭", "쉼터"])
    expect(page.locator("[data-ballot-spoken]")).to_have_text(
        "3개 중 2개에 순위를 매김. 아직 저장하지 않았습니다. 아래 단추를 눌러야 셉니다."
    )
    hands.look()
    hands.press("이대로 투표하기")
    hands.sees(SAVED)
    hands.look()
    assert Ballot.objects.get().choices == [4, 3]
    page.goto(papers["ranked"].get_absolute_url())
    expect(page.locator(".ballot-rank-title")).to_have_text(["텃밭", "쉼터"])
    expect(state(page)).to_have_text("저장되어 있습니다. 표시된 그대로 셉니다.")


def test_who_ranks_with_keys_is_never_thrown_out_of_the_ballot_and_hears_what_happened(
    visit: Any, minsu: Any, papers: Any
) -> None:
    page = visit(minsu, path=papers["ranked"].get_absolute_url())
    focus, spoken = page.locator(":focus"), page.locator(".ballot-ranking [role=status]")

    def key(name: str) -> None:
        page.get_by_role("button", name=name, exact=True).focus()
        page.keyboard.press("Enter")

    order = page.locator("label").filter(has_text=re.compile("통학로|가로등|쉼터|텃밭")).all_inner_texts()
    key(f"순위에 넣기 – {order[0]}")
    expect(focus).to_have_text(f"순위에 넣기 – {order[1]}")
    expect(spoken).to_have_text(f"{order[0]}: 1순위에 넣었습니다.")
    page.keyboard.press("Enter")
    key(f"순위에 넣기 – {order[3]}")
    expect(focus).to_have_text(f"빼기 – {order[3]}")  # no place is left
    key(f"위로 – {order[3]}")
    expect(spoken).to_have_text(f"{order[3]}: 2순위로 옮겼습니다.")
    key(f"빼기 – {order[0]}")
    expect(focus).to_have_text(f"빼기 – {order[3]}")
    expect(spoken).to_have_text(f"{order[0]}: 순위에서 뺐습니다.")
    page.keyboard.press("Enter")
    expect(focus).to_have_text(f"빼기 – {order[1]}")
    page.keyboard.press("Enter")
    expect(focus).to_have_text(f"순위에 넣기 – {order[1]}")


def test_without_scripts_ranks_are_chosen_from_lists(visit: Any, minsu: Any, papers: Any) -> None:
    page = visit(minsu, path=papers["ranked"].get_absolute_url(), script=False, width=360)
    hands = NoScript(page)
    page.get_by_label("쉼터").select_option("1")
    page.get_by_label("텃밭").select_option("3")
    hands.press("이대로 투표하기")
    hands.sees("2순위가 비어 있습니다")
    page.get_by_label("텃밭").select_option("1")
    hands.press("이대로 투표하기")
    hands.sees("1순위를 두 사업에 주셨습니다")
    expect(page.get_by_label("텃밭")).to_have_value("1")
    hands.look()
    page.get_by_label("텃밭").select_option("2")
    hands.press("이대로 투표하기")
    hands.sees(SAVED)
    assert Ballot.objects.get().choices == [3, 4]


@either_way
def test_points_are_shared_out_and_the_meter_says_what_is_left(
    visit: Any, minsu: Any, papers: Any, hands: Any, wishes: Any
) -> None:
    resident = hands(visit(minsu, path=papers["points"].get_absolute_url(), **wishes))
    resident.write("통학로 – 점수", "7")
    resident.write("텃밭 – 점수", "4")
    resident.press("이대로 투표하기")
    resident.sees("모두 10점입니다. 1점을 줄여 주세요")
    resident.look()
    resident.write("텃밭 – 점수", "3")
    resident.press("이대로 투표하기")
    resident.sees(SAVED)
    resident.look()
    assert (Ballot.objects.get().choices, Ballot.objects.get().points) == ([1, 4], [7, 3])


def test_the_meter_follows_every_kind_and_says_what_is_not_saved(visit: Any, minsu: Any, papers: Any) -> None:
    page = visit(minsu, path=papers["points"].get_absolute_url())
    count, spoken = page.locator("[data-ballot-count]"), page.locator("[data-ballot-spoken]")
    page.get_by_label("통학로 – 점수").fill("12")
    expect(count).to_have_text("10점 중 12점 나눔 · 2점을 줄여 주세요 · 1개 더 골라 주세요")
    page.get_by_label("통학로 – 점수").fill("6")
    expect(count).to_have_text("10점 중 6점 나눔 · 4점 남음 · 1개 더 골라 주세요")
    page.goto(papers["approval"].get_absolute_url())
    page.get_by_label("통학로", exact=True).check()
    page.get_by_label("가로등", exact=True).check()
    expect(count).to_have_text("3개 중 2개 고름 · ‘안전’ 분야를 1개 덜어 주세요")
    page.get_by_label("가로등", exact=True).uncheck()
    page.get_by_role("button", name="이대로 투표하기").click()
    page.goto(papers["approval"].get_absolute_url())
    page.get_by_label("쉼터", exact=True).check()
    expect(state(page)).to_have_text("아직 저장하지 않았습니다. 지금은 전에 저장한 표를 셉니다.")
    page.get_by_label("쉼터", exact=True).uncheck()
    expect(state(page)).to_have_text("저장되어 있습니다. 표시된 그대로 셉니다.")
    page.goto(papers["knapsack"].get_absolute_url())
    page.get_by_label("통학로", exact=True).check()
    expect(spoken).to_have_text(
        "50,000,000원, 50,000,000원 남음. 아직 저장하지 않았습니다. 아래 단추를 눌러야 셉니다."
    )
