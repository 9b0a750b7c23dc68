"""After the publication: a citizen checks the result in her own browser, and sees where her share went."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from budgets import actions, analysing
from budgets.importing import import_election, source_of
from budgets.models import Analysis
from budgets.tally import Rule
from portal import clock
from tests.journeys import axe

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

HEAD = """META
key;value
description;마을 예산
country;South Korea
unit;마을
instance;2026
num_projects;5
num_votes;7
budget;100
vote_type;approval
rule;equalshares/add1
date_begin;2026
date_end;2026
currency;KRW
PROJECTS
project_id;cost;name
1;50;물놀이터
2;40;통학로
3;30;보관대
4;20;열람실
5;60;"쉼터; 나무 그늘"
VOTES
voter_id;vote
a;1,2
b;1,2
c;1,4
d;2,3
e;3,4
f;5
g;5,1
"""
RULES = {
    "shares": Rule(method="equal_shares"),
    "greedy": Rule(method="greedy"),
}


@pytest.fixture
def envelope() -> Callable[[str], Any]:
    """A published round of seven ballots, counted by the named rule."""

    def of(rule: str) -> Any:
        source = source_of("village.pb", HEAD.replace("마을 예산", f"마을 예산 {rule}").encode(), RULES[rule])
        return import_election(source, clock.now()).envelopes.get()

    return of


def address(envelope: Any, name: str) -> str:
    return reverse(f"budgets:{name}", args=[envelope.round.public_id, envelope.public_id])


def verify(page: Page, envelope: Any) -> Page:
    page.goto(address(envelope, "results_check"))
    page.get_by_role("button", name="확인 시작").click()
    page.locator("[data-verdict]").wait_for()
    return page


def verdict(page: Page) -> str | None:
    return page.locator("[data-verdict]").get_attribute("data-verdict")


PAGES = ("results", "results_compare", "results_what_if", "results_share", "results_check", "data")


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_of_a_result_can_be_read_by_everybody(
    visit: Callable[..., Page], envelope: Any, width: int
) -> None:
    counted, page = envelope("shares"), visit(width=width)
    actions.ask_for_analyses(envelope_id=counted.pk, at=clock.now())
    for analysis in Analysis.objects.all():
        while analysing.work(analysis.pk, clock.now):
            pass
    for name in PAGES:
        page.goto(address(counted, name))
        axe.check(page)
        assert axe.sideways(page) == 0, name


@pytest.mark.parametrize("rule", RULES)
def test_a_citizen_checks_a_true_result_in_her_browser(
    visit: Callable[..., Page], envelope: Any, rule: str
) -> None:
    page = verify(visit(), envelope(rule))
    steps = page.locator("[data-verify-steps] li")
    found = {step.get_attribute("data-step"): step.get_attribute("class") for step in steps.all()}
    assert found == dict.fromkeys(("file", "rule", "ballots", "votes", "replay"), "budget-ok")
    assert verdict(page) == "good", "nobody here signs an election from elsewhere, so no signature is missing"
    assert (
        "투표지가 그곳에서 나온 그대로인지는 여기서 알 수 없습니다"
        in page.locator("[data-verdict]").inner_text()
    )


def swap_winners(result: dict[str, Any]) -> None:
    winners = result["winners"]
    winners[0], winners[1] = winners[1], winners[0]


def drop_the_last_winner(result: dict[str, Any]) -> None:
    gone = result["winners"].pop()
    row = next(row for row in result["projects"] if row["project"] == gone["project"])
    row["funded"], result["cost"] = False, result["cost"] - row["cost"]


def cheapen_a_price(result: dict[str, Any]) -> None:
    result["winners"][0]["price"] = "1/1000"


def fatten_the_wallet(result: dict[str, Any]) -> None:
    result["endowment"] = "100"


def stop_too_early(result: dict[str, Any]) -> None:
    result["overshoot"], result["overshoot_endowment"] = None, None


def add_a_vote(result: dict[str, Any]) -> None:
    result["projects"][2]["votes"] += 1


@pytest.mark.parametrize(
    ("tamper", "step"),
    [
        (swap_winners, "replay_cheaper"),
        (drop_the_last_winner, "replay_affordable"),
        (cheapen_a_price, "replay_price"),
        (fatten_the_wallet, "replay_wallet"),
        (stop_too_early, "replay_wallet"),
        (add_a_vote, "votes"),
    ],
)
def test_a_changed_result_is_found_out(
    visit: Callable[..., Page], envelope: Any, tamper: Callable[[dict[str, Any]], None], step: str
) -> None:
    """Also where the liar changed the hash on the page: the transcript itself does not hold."""
    counted, page = envelope("shares"), visit()

    def forge(route: Route) -> None:
        data = json.loads(route.fetch().body())
        tamper(data)
        route.fulfill(json=data)

    page.context.route("**/result.json", forge)
    verify(page, counted)
    assert verdict(page) == "bad"
    assert "budget-bad" in (page.locator("[data-step=file]").get_attribute("class") or "")
    assert "budget-bad" in (page.locator(f"[data-step={step}]").get_attribute("class") or "")


@pytest.mark.parametrize(
    ("old", "new"), [("\n", "\nzz;5\n"), (",1", ""), (";60;", ";59;")], ids=["ballot", "choice", "cost"]
)
def test_changed_ballots_are_found_out(visit: Callable[..., Page], envelope: Any, old: str, new: str) -> None:
    counted, page = envelope("shares"), visit()

    def forge(route: Route) -> None:
        text = route.fetch().text()
        if old == "\n":
            text = text.rstrip("\n") + new
        elif old == ",1":
            text = "VOTES".join(
                (text.partition("VOTES")[0], text.partition("VOTES")[2].replace("1,2", "2", 1))
            )
        else:
            text = text.replace(old, new, 1)
        route.fulfill(body=text)

    page.context.route("**/ballots.pb", forge)
    verify(page, counted)
    assert verdict(page) == "bad"
    assert "budget-bad" in (page.locator("[data-step=ballots]").get_attribute("class") or "")


def test_a_rule_changed_after_the_vote_is_found_out(visit: Callable[..., Page], envelope: Any) -> None:
    counted, page = envelope("shares"), visit()

    def forge(route: Route) -> None:
        route.fulfill(json=route.fetch().json() | {"completion": "none"})

    page.context.route("**/rule.json", forge)
    verify(page, counted)
    assert verdict(page) == "bad"
    assert "budget-bad" in (page.locator("[data-step=rule]").get_attribute("class") or "")


def test_a_file_that_is_gone_is_not_taken_for_a_true_one(visit: Callable[..., Page], envelope: Any) -> None:
    counted, page = envelope("greedy"), visit()
    page.context.route("**/ballots.pb", lambda route: route.fulfill(body="not the ballots"))
    verify(page, counted)
    assert verdict(page) == "bad"
    expect(page.locator("[data-step=broken]")).to_contain_text("파일을 읽지 못했습니다")


def test_she_sees_where_her_share_went_and_nothing_is_sent(visit: Callable[..., Page], envelope: Any) -> None:
    counted, page = envelope("shares"), visit()
    page.goto(address(counted, "results_share"))
    page.wait_for_load_state("networkidle")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    page.get_by_role("checkbox", name="물놀이터").check()
    page.get_by_role("checkbox", name="통학로").check()
    rows = page.locator("[data-share-rows] li")
    expect(rows).to_have_count(2)
    wallet, paid, left = (
        page.locator(f"[data-share-{name}]").inner_text() for name in ("wallet", "paid", "left")
    )
    numbers = [round(100 * float(text.removesuffix("원"))) for text in (wallet, paid, left)]
    assert numbers[0] - numbers[1] - numbers[2] in (0, 1), "each rounded down to hundredths"
    assert numbers[1] > 0
    assert sent == []


def test_without_javascript_prices_and_an_example_are_there(
    visit: Callable[..., Page], envelope: Any
) -> None:
    page = visit(script=False)
    page.goto(address(envelope("shares"), "results_share"))
    expect(page.get_by_text("보기: 표를 가장 많이 얻은 세 사업을 고른 사람")).to_be_visible()
    expect(page.get_by_role("table")).to_be_visible()
    expect(page.get_by_role("checkbox", name="물놀이터")).to_have_count(0)
    page.goto(address(envelope("greedy"), "results_check"))
    expect(page.get_by_text("자바스크립트 없이도 아래 방법으로")).to_be_visible()
