"""A round that runs itself: phases begin on their dates, and what stands in the way is said before."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from budgets import actions, schedule, tasks
from budgets.models import Round, RoundStep
from budgets.models import RoundState as State
from portal import clock
from portal.outbox.models import Event

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def wait(monkeypatch: pytest.MonkeyPatch) -> Any:
    """`wait(at)`: it is `at`, and the beat rings."""

    def until(at: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: at)
        tasks.keep_time()

    return until


@pytest.fixture
def running(draft: Any, admin: Any) -> Any:
    """Ideas from tomorrow, screening in 10 days, the announcement in 20, the ballot from 30 to 40."""
    now = clock.now()
    dates = {
        State.COLLECTING: now + DAY,
        State.SCREENING: now + 10 * DAY,
        State.ANNOUNCED: now + 20 * DAY,
        State.VOTING: now + 30 * DAY,
        State.CLOSED: now + 40 * DAY,
        State.PUBLISHED: now + 45 * DAY,
        State.EXECUTING: now + 60 * DAY,
        State.EVALUATING: now + 90 * DAY,
    }
    actions.set_schedule(actor=admin, round_id=draft.pk, dates=dates, at=now)
    actions.start_schedule(actor=admin, round_id=draft.pk, at=now)
    draft.refresh_from_db()
    return draft


def date_of(round_: Any, state: State) -> datetime:
    return schedule.dates_of(round_)[state]


def test_a_phase_begins_on_its_date_and_bears_that_date(running: Any, wait: Any) -> None:
    late = timedelta(hours=5)
    wait(date_of(running, State.COLLECTING) + late)
    running.refresh_from_db()
    assert running.state == State.COLLECTING
    assert running.events.get(state=State.COLLECTING).at == date_of(running, State.COLLECTING)
    wait(date_of(running, State.COLLECTING) + 2 * late)
    assert running.events.count() == 1


def test_after_a_night_without_a_clock_every_phase_that_was_due_is_on_the_timeline(
    running: Any, wait: Any
) -> None:
    wait(date_of(running, State.ANNOUNCED) + DAY)
    running.refresh_from_db()
    assert running.state == State.ANNOUNCED
    for state in (State.COLLECTING, State.SCREENING, State.ANNOUNCED):
        assert running.events.get(state=state).at == date_of(running, state)
    assert running.lot_commitment != ""
    assert all(envelope.rule_sha256 for envelope in running.envelopes.all())


def test_a_draft_whose_clock_does_not_run_stays_unseen(draft: Any, admin: Any, wait: Any) -> None:
    now = clock.now()
    dates = {State.COLLECTING: now + DAY, State.VOTING: now + 9 * DAY, State.CLOSED: now + 19 * DAY}
    actions.set_schedule(actor=admin, round_id=draft.pk, dates=dates, at=now)
    wait(now + 2 * DAY)
    draft.refresh_from_db()
    assert draft.state == State.DRAFT


def test_what_stands_in_the_way_of_the_announcement_is_told_once_and_goes_when_it_is_mended(
    running: Any, wait: Any, admin: Any, client_of: Any
) -> None:
    city = running.envelopes.get(name="시 전체")
    project = city.projects.first()
    type(project).objects.filter(pk=project.pk).update(cost=10**12)
    due = date_of(running, State.ANNOUNCED)
    wait(due + timedelta(minutes=1))
    wait(due + timedelta(minutes=2))
    running.refresh_from_db()
    assert running.state == State.SCREENING
    assert Event.objects.filter(topic="budgets.announcement_blocked").count() == 1
    desk = client_of(admin).get(reverse("budgets_staff:round", args=[running.public_id])).text
    assert "사업비가 ‘시 전체’ 예산보다 많습니다" in desk
    assert "공고하지 못했습니다" in desk
    type(project).objects.filter(pk=project.pk).update(cost=1_000_000)
    mended = due + timedelta(hours=3)
    wait(mended)
    running.refresh_from_db()
    assert (running.state, running.trouble) == (State.ANNOUNCED, "")
    assert running.events.get(state=State.ANNOUNCED).at == mended


def test_execution_and_evaluation_begin_on_their_dates_but_never_before_the_result(
    published: Any, wait: Any
) -> None:
    now = published.published_at
    RoundStep.objects.create(round=published, state=State.EXECUTING, starts_at=now - DAY)
    RoundStep.objects.create(round=published, state=State.EVALUATING, starts_at=now + 9 * DAY)
    wait(now + DAY)
    published.refresh_from_db()
    assert published.state == State.EXECUTING
    assert published.events.get(state=State.EXECUTING).at == now
    wait(now + 10 * DAY)
    published.refresh_from_db()
    assert published.state == State.EVALUATING
    assert published.events.get(state=State.EVALUATING).at == now + 9 * DAY


def test_a_clock_does_not_start_over_dates_that_are_gone(client_of: Any, admin: Any, draft: Any) -> None:
    now = clock.now()
    dates = {State.COLLECTING: now - DAY, State.VOTING: now + 9 * DAY, State.CLOSED: now + 19 * DAY}
    actions.set_schedule(actor=admin, round_id=draft.pk, dates=dates, at=now)
    answer = client_of(admin).post(reverse("budgets_staff:start", args=[draft.public_id]), follow=True)
    assert "날짜가 이미 지났습니다" in answer.text
    draft.refresh_from_db()
    assert not draft.is_running


def test_a_running_schedule_is_not_rewritten_silently(client_of: Any, admin: Any, running: Any) -> None:
    address = reverse("budgets_staff:schedule", args=[running.public_id])
    form = {"opens_at": "2028-03-01T09:00", "closes_at": "2028-03-14T18:00"}
    answer = client_of(admin).post(address, form)
    assert answer.status_code == 422
    assert "까닭을 쓰고" in answer.text


def test_dates_are_proposed_on_working_days(db: None) -> None:
    dates = schedule.propose(date(2026, 12, 25))
    assert list(dates) == sorted(dates, key=lambda state: dates[state])
    first = clock.local(dates[State.COLLECTING])
    assert (first.date(), first.hour) == (date(2026, 12, 28), 9)
    assert clock.local(dates[State.CLOSED]).hour == 18
    assert all(clock.local(at).weekday() < 5 for at in dates.values())


def test_the_wizard_proposes_dates_without_saving_them(client_of: Any, admin: Any, draft: Any) -> None:
    address = reverse("budgets_staff:schedule", args=[draft.public_id])
    page = client_of(admin).get(address, {"start": "2028-01-03"}).text
    assert 'value="2028-01-03T09:00"' in page
    assert not draft.steps.exists()
    assert client_of(admin).get(address, {"start": "내일"}).status_code == 200


def test_the_dry_run_says_what_will_happen_and_what_is_in_the_way(
    client_of: Any, admin: Any, running: Any
) -> None:
    project = running.envelopes.get(name="시 전체").projects.first()
    type(project).objects.filter(pk=project.pk).update(cost=10**12)
    page = client_of(admin).get(reverse("budgets_staff:dry_run", args=[running.public_id])).text
    assert "걸리는 단계가 2개" in page
    assert f"‘{project.title}’ 사업비가 ‘시 전체’ 예산보다 많습니다" in page
    assert "운영자가 한 명뿐입니다" in page
    running.refresh_from_db()
    assert running.state == State.DRAFT


def test_the_dry_run_warns_of_days_off(client_of: Any, admin: Any, draft: Any) -> None:
    dates = {
        State.VOTING: datetime(2028, 1, 1, 0, tzinfo=UTC),
        State.CLOSED: datetime(2028, 1, 10, 9, tzinfo=UTC),
    }
    actions.set_schedule(actor=admin, round_id=draft.pk, dates=dates, at=clock.now())
    page = client_of(admin).get(reverse("budgets_staff:dry_run", args=[draft.public_id])).text
    assert "쉬는 날입니다" in page


def test_an_idle_clock_does_not_touch_rounds_that_have_nothing_due(
    running: Any, wait: Any, django_assert_max_num_queries: Any
) -> None:
    at = clock.now()
    with django_assert_max_num_queries(8):
        wait(at)
    assert Round.objects.get(pk=running.pk).state == State.DRAFT


def test_no_dates_are_proposed_from_a_day_that_is_gone(client_of: Any, admin: Any, draft: Any) -> None:
    """The next page would refuse all eleven of them."""
    address = reverse("budgets_staff:schedule", args=[draft.public_id])
    page = client_of(admin).get(address, {"start": "2020-01-01"})
    assert "이미 지난 날입니다" in page.text
    assert "2020-" not in page.text.replace("2020-01-01", "")
