"""What else the ballots say: worked out once by a worker, in slices, and only then shown."""

import re
from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse

from budgets import actions, analysing, results, tasks
from budgets.models import Analysis, Envelope
from budgets.tally import Rule
from budgets.tally.analysis import stability
from budgets.words import paid_money
from portal import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def few_resamples(monkeypatch: Any) -> None:
    monkeypatch.setattr(stability.Stability.__init__, "__defaults__", (20,))


@pytest.fixture
def analysed(few_resamples: None, published: Any) -> Any:
    call_command("analyse", published.public_id)
    return published


def kind(envelope: Any, name: str) -> Any:
    return Analysis.objects.get(envelope=envelope, kind=name)


def test_a_finished_count_is_analysed_without_anybodys_doing(
    published: Any, city: Any, few_resamples: None, monkeypatch: Any
) -> None:
    rung: list[int] = []
    monkeypatch.setattr(tasks.analyse_slice, "delay", rung.append)
    tasks.analyse_due()
    assert sorted(Analysis.objects.filter(envelope=city).values_list("kind", flat=True)) == sorted(
        Analysis.Kind.values
    )
    for analysis_id in list(rung):
        tasks.analyse_slice(analysis_id)
    assert set(Analysis.objects.values_list("state", flat=True)) == {"done"}
    tasks.analyse_due()
    assert Analysis.objects.count() == 8


def test_a_slice_goes_on_where_the_last_one_stopped(published: Any, city: Any, few_resamples: None) -> None:
    actions.ask_for_analyses(envelope_id=city.pk, at=clock.now())
    analysis = kind(city, "stability")
    assert analysing.work(analysis.pk, clock.now, seconds=0) is True
    analysis.refresh_from_db()
    assert (analysis.state, analysis.done, analysis.total) == ("waiting", 1, 20)
    while analysing.work(analysis.pk, clock.now, seconds=0):
        pass
    in_slices = kind(city, "stability").result
    Analysis.objects.all().delete()
    actions.ask_for_analyses(envelope_id=city.pk, at=clock.now())
    analysing.work(kind(city, "stability").pk, clock.now)
    assert kind(city, "stability").result == in_slices


def test_two_workers_never_take_the_same_slice(published: Any, city: Any) -> None:
    at = clock.now()
    actions.ask_for_analyses(envelope_id=city.pk, at=at)
    analysis = kind(city, "comparison")
    assert actions.claim_analysis(analysis_id=analysis.pk, at=at)
    assert not actions.claim_analysis(analysis_id=analysis.pk, at=at)
    assert actions.claim_analysis(analysis_id=analysis.pk, at=at + timedelta(minutes=6)), (
        "its worker was killed"
    )


def test_an_analysis_that_breaks_leaves_the_result_alone(
    client: Any, published: Any, city: Any, page: Any, monkeypatch: Any
) -> None:
    def broken(*args: Any) -> Any:
        raise ValueError("no such rule")

    actions.ask_for_analyses(envelope_id=city.pk, at=clock.now())
    monkeypatch.setattr(analysing, "job_of", broken)
    analysing.work(kind(city, "comparison").pk, clock.now)
    assert kind(city, "comparison").state == "failed"
    assert "계산이 멈췄습니다" in client.get(page(city, "results_compare")).content.decode()
    assert client.get(page(city, "results")).status_code == 200


def test_whoever_looks_early_sees_how_far_it_is(client: Any, published: Any, city: Any, page: Any) -> None:
    for name in ("results_compare", "results_what_if"):
        assert "계산하고 있습니다" in client.get(page(city, name)).content.decode()


def test_the_rules_stand_side_by_side(client: Any, analysed: Any, city: Any, page: Any) -> None:
    text = client.get(page(city, "results_compare")).content.decode()
    for words in ("이번 규칙", "득표순", "하나도 얻지 못한 사람", "EJR+", "결과는 얼마나 굳은가요?"):
        assert words in text
    assert "<svg" in text
    assert "<table" in text


def test_the_result_says_how_many_votes_were_missing(
    client: Any, analysed: Any, city: Any, page: Any
) -> None:
    text = client.get(page(city, "results")).content.decode()
    assert "표가 더 있었다면 뽑혔을 것입니다" in text


def test_a_smaller_budget_is_a_form_that_can_be_linked_to(
    client: Any, analysed: Any, city: Any, page: Any
) -> None:
    real = client.get(page(city, "results_what_if")).content.decode()
    assert "새로 0개가 들어오고 0개가 빠집니다" in real
    smaller = client.get(page(city, "results_what_if") + "?rule=declared&budget=800")
    cell = next(
        one
        for one in kind(city, "what_if").result["cells"]
        if one["rule"] == "declared" and one["permille"] == 800
    )
    assert f"사업 {len(cell['winners'])}개가 뽑힙니다" in smaller.content.decode()


def test_what_somebody_wrote_into_the_address_is_not_read_out_to_her(
    client: Any, analysed: Any, city: Any, page: Any
) -> None:
    answer = client.get(page(city, "results_what_if") + "?budget=-5").content.decode()
    assert "목록에 있는 것 가운데서 골라 주세요" in answer
    assert "선택가능" not in answer
    english = client.get(page(city, "results_what_if") + "?budget=-5", HTTP_ACCEPT_LANGUAGE="en").content
    assert "Please choose one of those on the list" in english.decode()


@pytest.mark.parametrize("query", ["?rule=none&budget=800", "?budget=abc", "?rule=%00", "?budget=999999"])
def test_an_unknown_condition_shows_what_really_happened(
    client: Any, analysed: Any, city: Any, page: Any, query: str
) -> None:
    answer = client.get(page(city, "results_what_if") + query)
    assert answer.status_code == 200
    assert "새로 0개가 들어오고 0개가 빠집니다" in answer.content.decode()


def test_nobody_sees_an_analysis_before_the_publication_but_administrators(
    client: Any,
    client_of: Any,
    voting: Any,
    city: Any,
    cast: Any,
    finish: Any,
    minsu: Any,
    admin: Any,
    page: Any,
    few_resamples: None,
) -> None:
    cast(minsu, city, 1, 2)
    finish(voting)
    call_command("analyse", voting.public_id)
    for name in ("results_compare", "results_what_if", "results_share", "results_check", "signature_json"):
        assert client.get(page(city, name)).status_code == 404
    desk = client_of(admin)
    for name in ("preview_compare", "preview_what_if"):
        address = reverse(f"budgets_staff:{name}", args=[voting.public_id, city.public_id])
        text = desk.get(address).content.decode()
        assert "발표 전 미리보기입니다" in text
        assert client_of(minsu).get(address).status_code == 404


@pytest.mark.parametrize(
    "name", ["results", "results_compare", "results_what_if", "results_share", "results_check"]
)
def test_these_pages_are_read_in_few_queries(
    client: Any, analysed: Any, city: Any, page: Any, name: str, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(12):
        assert client.get(page(city, name)).status_code == 200


def test_the_share_page_works_an_example_out_and_sends_nothing(
    client: Any, analysed: Any, city: Any, page: Any
) -> None:
    text = client.get(page(city, "results_share")).content.decode()
    assert "한 사람 몫" in text
    result = city.tally.result
    even = paid_money(Fraction(result["budget"], result["voters"]), city)
    assert f"똑같이 나누면 한 사람의 몫은 {even}입니다" in text, "before the shares were raised"
    ticks = text.partition('class="budget-ticks"')[2].partition("</fieldset>")[0]
    assert 'type="checkbox"' in ticks
    assert "name=" not in ticks, "what has no name cannot be sent"


def test_no_loser_reads_two_numbers_of_missing_votes() -> None:
    """The second was where trying one by one had ended: nine beside 20, 24, 42 and 115."""
    ticked = Envelope(ballot_kind="approval", rule=Rule().record())
    assert "1,115표" in results._need(ticked, 1, {"votes": 1115, "at_least": 1115})
    assert re.findall(r"\d+", results._need(ticked, 1, {"votes": 24, "at_least": 9})) == ["24"]


@pytest.mark.parametrize(
    ("kind", "rule", "said"),
    [
        ("points", Rule(method="equal_shares", utility="points"), "점수를 가장 많이 준 24명"),
        ("ranked", Rule(method="borda"), "이 사업만 1순위로 적은 24명"),
        ("ranked", Rule(), "24표가 더"),
    ],
)
def test_what_would_have_been_enough_is_said_as_it_was_tried(kind: str, rule: Rule, said: str) -> None:
    envelope = Envelope(ballot_kind=kind, rule=rule.record())
    assert said in results._need(envelope, 1, {"votes": 24, "at_least": 24})


def test_no_more_is_claimed_of_further_votes_than_was_tried() -> None:
    envelope = Envelope(ballot_kind="approval", rule=Rule().record(), amount=100)
    nothing = {"votes": None, "at_least": 9}
    assert "뽑힐 수 없었습니다" in results._need(envelope, 101, nothing), "dearer than the whole budget"
    assert "두 배까지 더해 보아도" in results._need(envelope, 100, nothing)


def test_where_people_were_added_the_one_too_few_is_a_person() -> None:
    envelope = Envelope(ballot_kind="ranked", rule=Rule(method="borda").record())
    assert "한 명 적으면" in results._need(envelope, 1, {"votes": 3, "at_least": 2})
