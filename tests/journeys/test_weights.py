"""A vote, a committee and a survey decide together: entered by two, counted, told, checked by a citizen."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from budgets import actions, counting
from budgets.appraisal_scores import exact
from budgets.models import Envelope, Round
from budgets.rule_texts import read_panels
from budgets.tally import Rule
from portal import clock
from tests.journeys import axe
from tests.journeys.hands import Mouse

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
RULE = Rule(method="panels", min_votes=1, panels=read_panels("주민투표: 60\n위원회: 30\n설문: 10"))
WISHES = [("물놀이터", 50), ("통학로", 40), ("보관대", 30), ("열람실", 20)]
COMMITTEE = ["55.5", "90", "60", "70"]
SURVEY = "번호,사업,점수\n1,물놀이터,210\n2,통학로,180\n3,보관대,90\n4,열람실,120\n"
WEIGHTS = re.compile("무엇을 몇 퍼센트씩 더할까요")
WIDTHS = (360, 768, 1280)


@pytest.fixture
def envelope(admin: Any, settings: Any, tmp_path: Path) -> Any:
    """Voting is open."""
    settings.BALLOT_KEYS_DIR, settings.MEDIA_ROOT = tmp_path / "keys", tmp_path / "media"
    at = clock.now()
    round_ = actions.create_round(
        actor=admin,
        title="마을공동체 예산",
        summary="함께 고릅니다.",
        opens_at=at - timedelta(hours=1),
        closes_at=at + timedelta(days=7),
        at=at,
    )
    fields = {"name": "마을", "amount": 100_000_000, "min_choices": 1, "max_choices": 3}
    made = actions.add_envelope(actor=admin, round_id=round_.pk, fields=fields, rule=RULE, at=at)
    for title, cost in WISHES:
        wish = {"title": title, "cost": cost * 1_000_000, "summary": f"{title}을(를) 만듭니다."}
        actions.add_project(actor=admin, envelope_id=made.pk, fields=wish, at=at)
    actions.announce_round(actor=admin, round_id=round_.pk, at=at)
    return Envelope.objects.select_related("round").get(pk=made.pk)


def desk(name: str, envelope: Any, *more: Any) -> str:
    return reverse(f"budgets_staff:{name}", args=[envelope.round.public_id, envelope.public_id, *more])


def page_of(envelope: Any, name: str) -> str:
    return reverse(f"budgets:{name}", args=[envelope.round.public_id, envelope.public_id])


class Plain(Mouse):
    """Without JavaScript; axe cannot look there."""

    def look(self) -> None:
        assert axe.sideways(self.page) == 0, f"{self.page.url} is wider than its window"


def describe(hands: Mouse, envelope: Any, place: int, source: str, sample: str = "") -> None:
    hands.go(desk("appraisal_details", envelope, place))
    if sample:
        hands.pick("설문에서 고른 사람 수")
        hands.write("몇 명에게 물었나요? (선택)", sample)
    hands.write("누가 했나요?", source)
    hands.write("언제", f"{clock.local(clock.now()):%Y-%m-%d}")
    paper = {"name": "회의록.pdf", "mimeType": "application/pdf", "buffer": PDF}
    hands.page.get_by_label("점수가 적힌 서류").set_input_files([paper])  # type: ignore[list-item]
    hands.look()
    hands.press("저장하기")


def key(hands: Mouse, envelope: Any, scores: list[str]) -> None:
    hands.go(desk("appraisal_keying", envelope, 1))
    for number, ((title, _cost), score) in enumerate(zip(WISHES, scores, strict=True), start=1):
        hands.write(f"{number}. {title}", score)
    hands.look()
    hands.press("저장하기")


def send(hands: Mouse, envelope: Any) -> None:
    hands.go(desk("appraisal_keying", envelope, 2))
    file = {"name": "설문.csv", "mimeType": "text/csv", "buffer": SURVEY.encode()}
    hands.page.get_by_label("또는 CSV 파일로 올리기 (선택)").set_input_files([file])  # type: ignore[list-item]
    hands.press("저장하기")


def score_everything(first: Mouse, second: Mouse, envelope: Any) -> None:
    describe(first, envelope, 1, "주민자치위원회 제4차 회의")
    key(first, envelope, COMMITTEE)
    first.sees("다른 분이 서류를 보고 한 번 더 입력합니다.")
    key(second, envelope, ["55.5", "90", "60", "7"])
    second.sees("두 입력이 다릅니다.")
    second.sees("4. 열람실")
    second.look()
    key(second, envelope, COMMITTEE)
    second.sees("두 입력이 같습니다.")
    describe(second, envelope, 2, "전화 설문", sample="500")
    for hands in (second, first):
        send(hands, envelope)
    for hands, place in ((first, 1), (second, 2)):
        hands.go(desk("appraisal", envelope, place))
        hands.look()
        hands.press("서류와 같습니다. 확정하기")
        hands.sees("확정했습니다.")


def count_and_tell(envelope: Any, voters: list[Any], admin: Any, admin2: Any) -> None:
    round_, at = envelope.round, clock.now()
    names = list(envelope.projects.values_list("public_id", flat=True))
    for voter, picks in zip(voters, ([0, 1], [0, 3]), strict=True):
        actions.cast_ballot(voter=voter, envelope=envelope, choices=[names[one] for one in picks], at=at)
    Round.objects.filter(pk=round_.pk).update(opens_at=at - timedelta(days=2), closes_at=at)
    actions.close_round(round_id=round_.pk, at=at)
    actions.seal_round(round_id=round_.pk, at=at)
    counting.count_envelope(envelope.pk, at, clock.now)
    actions.check_result(actor=admin, round_id=round_.pk, at=at)
    actions.publish_result(actor=admin2, round_id=round_.pk, at=at)


@pytest.fixture
def told(envelope: Any, alice: Any, minsu: Any, admin: Any, admin2: Any) -> Any:
    """Scored without a browser, voted, counted and published."""
    at = clock.now()
    survey = {"kind": "survey", "source": "전화 설문", "sample": 500}
    for name, scores, other in (("위원회", COMMITTEE, {}), ("설문", ["210", "180", "90", "120"], survey)):
        said = {
            "kind": "committee",
            "source": "제4차 회의",
            "held_on": clock.local(at).date(),
            "sample": None,
        }
        paper = SimpleUploadedFile("회의록.pdf", PDF, content_type="application/pdf")
        one = actions.describe_appraisal(
            actor=admin, envelope_id=envelope.pk, name=name, details=said | other, files=[paper], at=at
        )
        given = {str(number): exact(score) or "" for number, score in enumerate(scores, start=1)}
        for person in (admin, admin2):
            actions.key_appraisal(actor=person, appraisal_id=one.pk, scores=given, at=at)
        actions.confirm_appraisal(actor=admin, appraisal_id=one.pk, at=at)
    count_and_tell(envelope, [alice, minsu], admin, admin2)
    return envelope


def test_two_administrators_enter_and_a_citizen_checks_all_in_her_browser(
    visit: Callable[..., Page], envelope: Any, alice: Any, minsu: Any, admin: Any, admin2: Any
) -> None:
    score_everything(Mouse(visit(admin, width=360)), Plain(visit(admin2, script=False)), envelope)
    count_and_tell(envelope, [alice, minsu], admin, admin2)
    told, page = envelope, visit()
    page.goto(page_of(told, "results_check"))
    page.get_by_role("button", name="확인 시작").click()
    page.locator("[data-verdict]").wait_for()
    steps = page.locator("[data-verify-steps] li")
    found = {step.get_attribute("data-step"): step.get_attribute("class") for step in steps.all()}
    signature = found.pop("signature")
    names = ("file", "rule", "seed", "ballots", "votes", "panels", "replay")
    assert found == dict.fromkeys(names, "budget-ok")
    assert page.locator("[data-verdict]").get_attribute("data-verdict") == (
        "good" if signature == "budget-ok" else "partly"
    )
    axe.check(page)
    for width in WIDTHS:
        look = visit(width=width, path=page_of(told, "results"))
        expect(look.get_by_role("heading", name="점수는 어디에서 왔나요?")).to_be_visible()
        axe.check(look)
        assert axe.sideways(look) == 0, width
    plain = visit(script=False, path=page_of(told, "results"))
    expect(plain.get_by_role("table", name="사업마다 받은 점수와 몫")).to_be_visible()


def more_for_the_last(scores: dict[str, Any], result: dict[str, Any]) -> None:
    """Scores were raised on the file of scores alone."""
    scores["위원회"]["4"] = 99


def more_everywhere(scores: dict[str, Any], result: dict[str, Any]) -> None:
    """Scores were raised on both files."""
    scores["위원회"]["4"] = result["panels"]["위원회"]["4"] = 99


def a_kinder_mean(scores: dict[str, Any], result: dict[str, Any]) -> None:
    result["projects"][3]["blend"] = "1/2"


def nothing_of_one(scores: dict[str, Any], result: dict[str, Any]) -> None:
    del scores["설문"]["4"]


@pytest.mark.parametrize(
    ("lie", "step"),
    [
        (more_for_the_last, "panels"),
        (more_everywhere, "ballots"),
        (a_kinder_mean, "panels"),
        (nothing_of_one, "broken"),
    ],
)
def test_scores_that_were_changed_afterwards_are_found_out(
    visit: Callable[..., Page], told: Any, lie: Callable[..., None], step: str
) -> None:
    page = visit()
    result = page.request.get(page_of(told, "result_json")).json()
    scores = page.request.get(page_of(told, "panels_json")).json()
    lie(scores, result)

    def forge(what: dict[str, Any]) -> Callable[[Route], None]:
        return lambda route: route.fulfill(body=json.dumps(what), content_type="application/json")

    page.context.route("**/panels.json", forge(scores))
    page.context.route("**/result.json", forge(result))
    page.goto(page_of(told, "results_check"))
    page.get_by_role("button", name="확인 시작").click()
    page.locator("[data-verdict]").wait_for()
    assert page.locator("[data-verdict]").get_attribute("data-verdict") == "bad"
    assert "budget-bad" in (page.locator(f"[data-step={step}]").get_attribute("class") or "")


def test_who_chooses_combined_scores_sees_the_weights_in_words_while_typing(
    visit: Callable[..., Page], envelope: Any, admin: Any
) -> None:
    """The rule of a copy in preparation, which may still change."""
    at = clock.now()
    draft = actions.create_round(
        actor=admin, title="다음 예산", summary="준비합니다.", opens_at=at + timedelta(days=30),
        closes_at=at + timedelta(days=40), at=at,
    )  # fmt: skip
    fields = {"name": "마을", "amount": 100_000_000}
    made = actions.add_envelope(actor=admin, round_id=draft.pk, fields=fields, rule=Rule(min_votes=1), at=at)
    made.round = draft
    hands = Mouse(visit(admin))
    hands.go(desk("rule", made))
    hands.pick("점수 합치기")
    hands.write(WEIGHTS, "주민투표: 50\n위원회: 50")
    expect(hands.page.get_by_text("주민투표(주민의 표) 50%, 위원회 50%").first).to_be_visible()
    hands.look()
    hands.write(WEIGHTS, "주민투표: 50\n위원회: 40")
    hands.page.locator("main form").get_by_role("button", name="저장").first.click()
    expect(hands.page.get_by_text("지금은 90입니다").first).to_be_visible()
