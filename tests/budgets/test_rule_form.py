"""The rule as a form: every part of the record can be asked for, in words, and warns where it should."""

from dataclasses import fields
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from budgets import advice
from budgets.ballot_words import ballot_sentences
from budgets.models import Envelope, Project
from budgets.rule_forms import RuleForm
from budgets.rule_texts import TEXTS
from budgets.rule_words import ASKED, NOT_ASKED, rule_sentences
from budgets.tally import Rule
from budgets.tally.rule import CHOICES

pytestmark = pytest.mark.django_db


def test_every_part_of_the_rule_stands_on_the_form_with_a_word_for_each_choice() -> None:
    """A part that administrators cannot see would be decided by nobody."""
    assert set(ASKED) == {part.name for part in fields(Rule)} - set(NOT_ASKED)
    for name, allowed in CHOICES.items():
        if name not in NOT_ASKED:
            assert set(ASKED[name].choices) == set(allowed), name


def sent(rule: Rule) -> dict[str, Any]:
    """What the browser would send if nothing were touched."""
    form = RuleForm(rule=rule)
    data = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in data.items() if value is not False}


@pytest.mark.parametrize(
    "rule",
    [
        Rule(),
        Rule(method="equal_shares", start="floor", increment=7, increment_permille=5, exhaustive_stop=True),
        Rule(method="borda", rank_points=(3, 2, 1), rank_by="score_per_cost", leftovers="carry"),
        Rule(
            method="phragmen",
            max_winners=4,
            min_permille=100,
            exclusive=(("1", "2"), ("3", "4", "5")),
            caps={"교통": {"number": 2, "money": 5_000_000}, "환경": {"money": 7}, "안전: 밤": {"number": 1}},
        ),
        Rule(fit="stop", min_votes=30, ties=("cost", "lot"), everything_if_affordable=False),
        Rule(
            method="panels",
            normalise="best",
            panels=(
                {"name": "온라인 투표: 시민", "weight": 55, "source": "ballots"},
                {"name": "위원회", "weight": 45, "source": "scores"},
            ),
        ),
    ],
)
def test_a_form_that_nobody_touched_saves_the_same_rule(rule: Rule) -> None:
    form = RuleForm(sent(rule), rule=Rule())
    assert form.is_valid(), form.errors
    assert form.rule == rule


def test_an_administrator_changes_the_small_print(client_of: Any, admin: Any, draft: Any) -> None:
    city = draft.envelopes.get(name="시 전체")
    address = reverse("budgets_staff:rule", args=[draft.public_id, city.public_id])
    form = sent(city.tally_rule()) | {"comparison": "greedy", "min_votes": "12"}
    answer = client_of(admin).post(address, form, follow=True)
    assert "12표 이상을 얻은 사업만" in answer.text
    assert "단순 득표순 결과를 더 좋아하는" in answer.text
    city.refresh_from_db()
    assert (city.rule["comparison"], city.rule["min_votes"], city.rule["ties"][-1]) == ("greedy", 12, "lot")


@pytest.mark.parametrize(
    "change",
    [
        {"exclusive": "1"},
        {"exclusive": "1, 둘"},
        {"caps": "교통 2개"},
        {"caps": "교통: 많이"},
        {"rank_points": "3; 2"},
        {"increment": "0"},
        {"ties": "votes,cost"},
        {"method": "coin"},
        {"min_votes": "-1"},
        {"fit": ""},
    ],
)
def test_a_rule_that_cannot_count_is_refused_and_what_was_typed_stays(
    client_of: Any, admin: Any, draft: Any, change: dict[str, str]
) -> None:
    city = draft.envelopes.get(name="시 전체")
    before = city.rule
    address = reverse("budgets_staff:rule", args=[draft.public_id, city.public_id])
    answer = client_of(admin).post(address, sent(city.tally_rule()) | {"increment_permille": "77"} | change)
    assert answer.status_code == 422
    assert 'value="77"' in answer.text
    city.refresh_from_db()
    assert city.rule == before


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"method": "borda"}, "투표 방식이 ‘순위 매기기’여야 합니다"),
        ({"method": "equal_shares", "utility": "points"}, "투표 방식이 ‘점수 나누기’여야 합니다"),
        ({"caps": "교통: 2개\n교통: 3개"}, "‘교통’ 분야가 두 줄에 있습니다"),
    ],
)
def test_an_administrator_hears_at_the_field_that_her_ballot_has_no_such_thing_to_count(
    client_of: Any, admin: Any, draft: Any, change: dict[str, str], said: str
) -> None:
    """Or voters would read that their ranks decide, on a ballot without ranks."""
    city = draft.envelopes.get(name="시 전체")
    before = city.rule
    address = reverse("budgets_staff:rule", args=[draft.public_id, city.public_id])
    answer = client_of(admin).post(address, sent(city.tally_rule()) | change)
    assert answer.status_code == 422
    assert said in " ".join(str(error) for error in answer.context["form"].errors[list(change)[-1]])
    city.refresh_from_db()
    assert city.rule == before


def test_the_rule_is_frozen_with_the_announcement(client_of: Any, admin: Any, voting: Any, city: Any) -> None:
    address = reverse("budgets_staff:rule", args=[voting.public_id, city.public_id])
    before = city.rule_sha256
    answer = client_of(admin).post(address, sent(city.tally_rule()) | {"min_votes": "99"})
    assert answer.status_code == 422
    assert "바꿀 수 없습니다" in answer.text
    city.refresh_from_db()
    assert (city.rule_sha256, city.rule["min_votes"]) == (before, 1)
    assert city.tally_rule().digest == before


def said(rule: Rule, costs: tuple[int, ...] = (60, 50, 40), voters: int | None = 5000, **fields: Any) -> str:
    usual = {"name": "시 전체", "amount": 100, "min_choices": 3, "max_choices": 3}
    envelope = Envelope(**(usual | fields))
    return " ".join(advice.warnings(envelope, [Project(cost=cost) for cost in costs], rule, voters))


SHARES = Rule(method="equal_shares", increment_permille=5)


def test_a_sound_ballot_and_rule_get_no_warning() -> None:
    assert said(SHARES) == ""


@pytest.mark.parametrize(
    ("text", "warned"),
    [
        ("3개 이상 고를 때", {"rule": SHARES, "min_choices": 1}),
        ("아무것도 얻지 못하는 사람이", {"rule": SHARES, "ballot_kind": "choose_one", "min_choices": 1}),
        ("절반쯤이 남습니다", {"rule": Rule(method="equal_shares", completion="none")}),
        ("수천 번을 세어야", {"rule": Rule(method="equal_shares"), "amount": 10**9, "voters": 1000}),
        ("추첨으로 정하게", {"rule": Rule(), "costs": (60, 60, 40)}),
        ("표가 같은 사업이 나오기 쉽습니다", {"rule": Rule(), "voters": 40}),
        ("점수 나누기", {"rule": Rule(method="equal_shares", utility="points", increment_permille=5)}),
        ("모두 뽑힙니다", {"rule": Rule(), "costs": (30, 20, 10)}),
        ("사업 수보다 많습니다", {"rule": Rule(), "max_choices": 4}),
    ],
)
def test_the_form_warns_where_the_evidence_says_so(text: str, warned: dict[str, Any]) -> None:
    assert text in said(**warned)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (Rule(rank_by="score_per_cost"), "사업비에 견주어"),
        (Rule(method="borda", rank_points=(3, 1)), "순위마다 이 점수를 줍니다: 3, 1."),
        (Rule(method="borda"), "사업 수만큼"),
        (Rule(method="phragmen"), "같은 빠르기로"),
        (Rule(max_winners=7), "모두 합해 7개까지"),
        (Rule(min_permille=50), "천분의 50 이상"),
        (Rule(exclusive=(("3", "7"),)), "사업 3, 7 가운데 하나만"),
        (Rule(caps={"교통": {"number": 2, "money": 5000}}), "‘교통’ 분야에는 5,000원까지"),
        (Rule(leftovers="carry"), "다음 참여예산으로"),
        (Rule(method="equal_shares", completion="greedy"), "득표 순서로 씁니다"),
        (Rule(fit="stop"), "거기서 멈춥니다"),
        (Rule(ties=("cost", "lot")), "사업비가 적은 쪽 → 추첨"),
    ],
)
def test_every_part_that_decides_is_said_in_words(rule: Rule, words: str) -> None:
    assert words in " ".join(rule_sentences(Envelope(amount=10**6, rule=rule.record())))


def test_the_ballots_limits_are_frozen_with_the_rule(voting: Any, city: Any, district: Any) -> None:
    assert city.rule["ballot"] == {"kind": "approval", "min": 2, "max": 3}
    assert district.rule["ballot"] == {"kind": "knapsack"}
    assert city.tally_rule().digest == city.rule_sha256


def test_what_is_typed_as_lines_reads_back_as_it_was() -> None:
    for name, text in (("exclusive", "1 2\n\n3,4"), ("caps", "교통: 2개"), ("rank_points", "5 3 1")):
        read, write = TEXTS[name]
        assert read(write(read(text))) == read(text)


@pytest.mark.parametrize(
    ("kind", "rule", "said"),
    [
        ("ranked", Rule(method="equal_shares"), "순위는 세지 않고"),
        ("points", Rule(method="phragmen"), "점수는 세지 않고"),
        ("ranked", Rule(method="borda"), ""),
        ("points", Rule(), ""),
        ("points", Rule(method="equal_shares", utility="points"), ""),
        ("approval", Rule(), ""),
    ],
)
def test_what_a_rule_throws_away_is_said_to_administrators_and_to_voters(
    kind: str, rule: Rule, said: str
) -> None:
    envelope = Envelope(amount=10**6, ballot_kind=kind, rule=rule.record(), max_choices=5)
    places = [" ".join(rule_sentences(envelope)), " ".join(advice.warnings(envelope, [], rule))]
    for place in places:
        assert (said in place) if said else ("세지 않고" not in place)


def test_a_fixed_number_of_choices_is_said_as_one_number(draft: Any) -> None:
    city = draft.envelopes.get(name="시 전체")
    city.min_choices, city.max_choices = 3, 5
    assert ballot_sentences(city)[0] == "3개에서 5개까지 고릅니다."
    city.max_choices = 3
    assert ballot_sentences(city)[0] == "3개를 고릅니다."
    with translation.override("en"):
        assert ballot_sentences(city)[0] == "Choose exactly 3."
