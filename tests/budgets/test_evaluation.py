"""평가: numbers that nobody typed, and residents' answers that give nobody away."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from budgets import actions, evaluation_queries, satisfaction
from budgets.evaluation_queries import Course
from budgets.models import Envelope, Execution, Project, RoundEvaluation, Satisfaction
from portal import clock
from portal.refusals import Refused
from tests.budgets.carrying import citizens, of_round, today

pytestmark = pytest.mark.django_db
MILLION = 1_000_000
FIVE = {"stars": "5", "comment": "어머니가 혼자 가십니다."}


@pytest.mark.parametrize(
    ("counted", "shown"),
    [
        ({5: 4}, satisfaction.NOTHING),
        ({5: 5}, satisfaction.Picture(5, (0, 0, 0, 0, 5), (0, 0, 5), 50)),
        ({1: 5, 5: 6}, satisfaction.Picture(11, (5, 0, 0, 0, 6), (5, 0, 6), 32)),
        ({4: 3, 5: 3}, satisfaction.Picture(6, (), (0, 0, 6), None)),
        ({1: 1, 5: 6}, satisfaction.Picture(7)),
        ({}, satisfaction.NOTHING),
    ],
)
def test_a_cell_of_fewer_than_five_people_is_never_shown(
    counted: dict[int, int], shown: satisfaction.Picture
) -> None:
    assert satisfaction.picture(counted) == shown


def test_sums_add_up_only_what_is_shown_anyway() -> None:
    small, large = satisfaction.picture({1: 1, 5: 6}), satisfaction.picture({2: 5, 4: 7})
    assert satisfaction.together([small, large, satisfaction.NOTHING]) == (5, 0, 7)
    assert satisfaction.together([small]) == ()


def test_a_resident_says_how_content_she_is_once_and_may_change_it_until_the_end(
    client: Any, client_of: Any, alice: Any, evaluated: Any, winner: Project
) -> None:
    address, browser = citizens(winner, "rate"), client_of(alice)
    assert "만족도 남기기" in client.get(citizens(winner)).content.decode()
    nothing = browser.post(address, {"comment": "좋습니다."})
    assert nothing.status_code == 422
    assert "좋습니다." in nothing.content.decode()
    assert browser.post(address, {"stars": "6"}).status_code == 422
    assert browser.post(address, FIVE).status_code == 302
    assert "어머니가 혼자 가십니다." in browser.get(address).content.decode()
    assert browser.post(address, FIVE | {"stars": "3"}).status_code == 302
    assert Satisfaction.objects.get().stars == 3
    RoundEvaluation.objects.update(answers_until=clock.now())
    late = browser.post(address, FIVE, follow=True)
    assert "만족도를 묻는 기간이 아닙니다" in late.content.decode()
    assert Satisfaction.objects.get().stars == 3


def test_the_database_keeps_one_answer_per_person_and_knows_five_stars(
    alice: Any, execution: Execution, evaluated: Any
) -> None:
    actions.rate_project(person=alice, execution=execution, stars=4, at=clock.now())
    with pytest.raises(IntegrityError, match="budgets_satisfaction_once"), transaction.atomic():
        Satisfaction.objects.create(execution=execution, person=alice, stars=1, at=clock.now())
    with pytest.raises(IntegrityError, match="budgets_satisfaction_one_to_five"), transaction.atomic():
        Satisfaction.objects.update(stars=6)


def test_a_district_is_judged_by_its_residents_and_only_while_it_is_evaluated(
    client_of: Any, bob: Any, minsu: Any, alice: Any, execution: Execution, winner: Project, admin: Any
) -> None:
    early = client_of(alice).post(citizens(winner, "rate"), FIVE, follow=True)
    assert "만족도를 묻는 기간이 아닙니다" in early.content.decode()
    with pytest.raises(Refused, match="not_evaluating"):
        actions.open_evaluation(
            actor=admin,
            round_=winner.envelope.round,
            introduction="x",
            answers_until=clock.now() + timedelta(days=1),
            at=clock.now(),
        )
    _begin(winner, admin)
    for stranger in (bob, minsu):
        elsewhere = client_of(stranger).post(citizens(winner, "rate"), FIVE, follow=True)
        assert "그 지역 주민이 평가합니다" in elsewhere.content.decode()
    assert not Satisfaction.objects.exists()


def _begin(project: Project, admin: Any) -> None:
    round_ = project.envelope.round
    type(round_).objects.filter(pk=round_.pk).update(state="evaluating")
    round_.refresh_from_db()
    until = clock.now() + timedelta(days=1)
    actions.open_evaluation(
        actor=admin, round_=round_, introduction="함께", answers_until=until, at=clock.now()
    )


@pytest.fixture
def rated(person: Any, jongno: Any, execution: Execution, evaluated: Any) -> Any:
    """`rated(5)`: so many neighbours give four stars and say a word; then the asking ends."""

    def rate(answers: int) -> None:
        for number in range(answers):
            neighbour, words = person(f"이웃 {number}", level=3, area=jongno), f"말 {number}"
            at = clock.now()
            actions.rate_project(person=neighbour, execution=execution, stars=4, comment=words, at=at)

    return rate


def _end() -> None:
    RoundEvaluation.objects.update(answers_until=clock.now())


def test_four_answers_are_not_shown_and_five_are(client: Any, rated: Any, winner: Project) -> None:
    rated(4)
    _end()
    text = client.get(citizens(winner)).content.decode()
    assert "다섯 명보다 적어" in text
    assert "말 0" not in text
    RoundEvaluation.objects.update(answers_until=clock.now() + timedelta(days=1))
    rated(5)
    _end()
    text = client.get(citizens(winner)).content.decode()
    assert "명이 답했습니다" in text
    assert "말 0" in text
    assert "이웃 0" not in text


def test_nobody_can_watch_answers_arrive(client: Any, rated: Any, winner: Project) -> None:
    """Whoever opened the pages before and after a neighbour's visit to the town hall knew what she said."""
    places = [citizens(winner), *(of_round(winner, name) for name in ("evaluation", "evaluation_csv"))]

    def seen() -> list[str]:
        pages = (client.get(place) for place in places)
        return [b"".join(page).decode() for page in pages]

    before = seen()
    rated(12)
    assert [_shown(one) for one in seen()] == [_shown(one) for one in before]
    assert "마감한 뒤에 한꺼번에 공개합니다" in before[0]
    _end()
    page, summed, file = seen()
    assert "12명이 답했습니다" in page
    assert "만족 (4–5점)" in summed
    assert file.splitlines()[1].endswith(",12,4.0")


def _shown(page: str) -> str:
    """A page without its tokens."""
    return re.sub(r'nonce="[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"', "", page)


def test_when_the_asking_is_over_its_day_stands_and_the_words_may_be_mended(
    client_of: Any, admin: Any, evaluated: Any
) -> None:
    """Answers of a second asking could be told apart one by one beside those already shown."""
    RoundEvaluation.objects.update(answers_until=clock.now() - timedelta(minutes=5))
    ended = RoundEvaluation.objects.get().answers_until
    address = f"/staff/budgets/{evaluated.public_id}/evaluation/edit/"
    browser, day = client_of(admin), "%Y-%m-%dT%H:%M"
    again = {
        "introduction": "다시 묻습니다.",
        "answers_until": f"{clock.local(clock.now() + timedelta(days=3)):{day}}",
    }
    assert "마감을 바꿀 수 없습니다" in browser.post(address, again).content.decode()
    mended = {"introduction": "고친 머리말", "answers_until": f"{clock.local(ended):{day}}"}
    assert browser.post(address, mended).status_code == 302
    opened = RoundEvaluation.objects.get()
    assert opened.introduction == "고친 머리말"
    assert opened.answers_until <= ended


def test_the_administrator_judges_and_the_numbers_come_from_the_accounts(
    client: Any, client_of: Any, admin: Any, carla: Any, execution: Execution, winner: Project, evaluated: Any
) -> None:
    _work(execution, carla)
    desk = client_of(admin)
    address = f"/staff/budgets/{evaluated.public_id}/evaluation/"
    assert "아직 없음" in desk.get(address).content.decode()
    form = f"{address}{winner.public_id}/"
    assert "12" in desk.get(form).content.decode()
    assert desk.post(form, {"reached": "partly", "body": ""}).status_code == 422
    judged = {"reached": "partly", "body": "두 곳 가운데 한 곳을 마쳤습니다.", "spent": "1"}
    assert desk.post(form, judged).status_code == 302
    assert "두 곳 가운데 한 곳을 마쳤습니다." in client.get(citizens(winner)).content.decode()
    text = client.get(of_round(winner, "evaluation")).content.decode()
    for words in ("일부 이룸", "20,000,000원", "늦게 마침", "12.0"):
        assert words in text


def test_an_evaluation_that_was_mended_shows_what_stood_before(
    client: Any, client_of: Any, admin: Any, execution: Execution, winner: Project, evaluated: Any
) -> None:
    """A failure that quietly becomes a success would make the whole evaluation worthless."""
    desk, form = client_of(admin), f"/staff/budgets/{evaluated.public_id}/evaluation/{winner.public_id}/"
    RoundEvaluation.objects.update(answers_until=clock.now())
    for reached, body in (("no", "아무도 쓰지 않습니다."), ("yes", "다시 세어 보니 모두 씁니다.")):
        for _twice_is_like_once in range(2):
            assert desk.post(form, {"reached": reached, "body": body}).status_code == 302
    assert execution.evaluations.count() == 2
    text = client.get(citizens(winner)).text
    assert "고치기 전 평가 1건" in text
    assert text.index("다시 세어 보니 모두 씁니다.") < text.index("아무도 쓰지 않습니다.")
    assert "다시 세어 보니 모두 씁니다." in desk.get(form).text
    (row,) = evaluation_queries.of_round(evaluated, clock.now())
    assert row.evaluation is not None
    assert row.evaluation.reached == "yes"
    assert "시민 만족도 조사" in desk.get(f"/staff/budgets/{evaluated.public_id}/evaluation/").text
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        execution.evaluations.update(reached="yes")


def _work(execution: Execution, officer: Any) -> None:
    """A step twelve days late, twenty of thirty million spent."""
    deed = {"actor": officer, "execution": execution, "at": clock.now()}
    step = actions.plan_milestone(title="준공", planned_on=today() - timedelta(days=12), **deed)
    actions.record_spending(spent_on=today(), amount=20 * MILLION, purpose="공사비", **deed)
    actions.finish_milestone(actor=officer, milestone=step, on=today(), at=clock.now())


def test_the_round_is_summed_up_and_can_be_downloaded(
    client: Any, carla: Any, execution: Execution, inspected: Any, minsu: Any, evaluated: Any, winner: Project
) -> None:
    _work(execution, carla)
    inspection = inspected()
    at = clock.now()
    actions.answer_inspection(officer=carla, inspection=inspection, body="네.", mend_by=today(), at=at)
    report = actions.report_waste(person=minsu, execution=execution, body="낭비", at=at)
    actions.answer_waste(
        officer=carla, report=report, outcome="partly", answer="맞습니다.", recovered=7 * MILLION, at=at
    )
    rows = evaluation_queries.of_round(evaluated, at)
    sums = evaluation_queries.sums(evaluated, rows, at)
    assert [(row.course, row.slip) for row in rows] == [(Course.DONE_LATE, 12)]
    assert (sums.planned, sums.spent, sums.slip_text) == (30 * MILLION, 20 * MILLION, "12.0")
    assert (sums.inspected, sums.answered, sums.mended) == (1, 1, 0)
    assert (sums.reported, sums.replied, sums.late, sums.found) == (1, 1, 0, 1)
    assert sums.recovered == 7 * MILLION
    file = client.get(of_round(winner, "evaluation_csv"))
    lines = file.content.decode("utf-8-sig").splitlines()
    assert lines[1].split(",")[:6] == [
        winner.title,
        "종로구청 공원녹지과",
        "늦게 마침",
        "30000000",
        "20000000",
        "12",
    ]


def test_a_report_that_still_waits_beyond_its_day_counts_as_late(
    client: Any, execution: Execution, minsu: Any, evaluated: Any, winner: Project
) -> None:
    """A department that never answers must not look better than one that answers late."""
    at = clock.now()
    actions.report_waste(person=minsu, execution=execution, body="새것", at=at)
    assert "기한을 넘김" not in client.get(of_round(winner, "evaluation")).content.decode()
    actions.report_waste(person=minsu, execution=execution, body="낭비", at=at - timedelta(days=50))
    assert "기한을 넘김 1" in client.get(of_round(winner, "evaluation")).content.decode()


def test_a_project_that_was_given_up_says_why_and_counts_as_stopped(
    client: Any, client_of: Any, carla: Any, execution: Execution, winner: Project, evaluated: Any
) -> None:
    browser = client_of(carla)
    stop = f"/staff/budgets/execution/{winner.public_id}/stop/"
    assert browser.post(stop, {"reason": ""}).status_code == 422
    assert browser.post(stop, {"reason": "땅 주인이 팔지 않았습니다."}).status_code == 302
    assert "땅 주인이 팔지 않았습니다." in client.get(citizens(winner)).content.decode()
    step = f"/staff/budgets/execution/{winner.public_id}/milestone/"
    refused = browser.post(step, {"title": "준공", "planned_on": f"{today()}"})
    assert "그만둔 사업입니다" in refused.content.decode()
    (row,) = evaluation_queries.of_round(evaluated, clock.now())
    assert row.course == Course.STOPPED
    settle = f"/staff/budgets/execution/{winner.public_id}/settle/"
    assert browser.post(settle, {"settlement": "한 푼도 쓰지 않았습니다."}).status_code == 302


def test_before_its_time_there_is_no_evaluation(client: Any, execution: Execution, winner: Project) -> None:
    assert client.get(of_round(winner, "evaluation")).status_code == 404
    assert client.get(of_round(winner, "evaluation_csv")).status_code == 404


def test_pages_cost_the_same_for_many_projects(
    client: Any,
    admin: Any,
    unit: Any,
    execution: Execution,
    winner: Project,
    evaluated: Any,
    city: Envelope,
    django_assert_max_num_queries: Any,
) -> None:
    for project in Project.objects.filter(envelope=city).select_related("envelope__round", "envelope__tally"):
        winners = {row["project"] for row in (city.tally.result or {"winners": []})["winners"]}
        if project.ballot_id in winners:
            actions.begin_execution(actor=admin, project=project, unit=unit, at=clock.now())
    with django_assert_max_num_queries(16):
        client.get(of_round(winner, "evaluation"))
    with django_assert_max_num_queries(18):
        client.get(citizens(winner))
