"""What citizens see of a round over its year: where it stands, what they can do, what comes when."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from budgets import actions, notices
from budgets.models import RoundFollow
from budgets.models import RoundState as State
from portal import clock
from portal.actions import BUSY
from portal.outbox.models import Event
from portal.refusals import Refused

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def collecting(draft: Any, admin: Any) -> Any:
    now = clock.now()
    dates = {
        State.COLLECTING: now + timedelta(minutes=1),
        State.CONSULTING: now + 10 * DAY,
        State.ANNOUNCED: now + 20 * DAY,
        State.VOTING: now + 30 * DAY,
        State.CLOSED: now + 40 * DAY,
        State.EXECUTING: now + 60 * DAY,
    }
    actions.set_schedule(actor=admin, round_id=draft.pk, dates=dates, at=now)
    actions.start_schedule(actor=admin, round_id=draft.pk, at=now)
    actions.begin_due_phases(round_id=draft.pk, at=now + timedelta(minutes=2))
    draft.refresh_from_db()
    return draft


def test_the_page_of_a_round_says_what_can_be_done_now_and_what_comes_when(
    client: Any, collecting: Any
) -> None:
    page = client.get(collecting.get_absolute_url()).text
    assert "지금 제안할 수 있습니다" in page
    order = [page.index(f'phase-title">{word}') for word in ("제안 접수", "온라인 의견", "공고", "집행")]
    assert order == sorted(order)
    assert "적격성 심사" not in page


def test_who_comes_a_year_later_reads_of_which_year_the_vote_was(
    client: Any, voting: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = clock.local(voting.opens_at)
    short = f"{opened.month}. {opened.day}."
    assert f"{short}–" in client.get(voting.get_absolute_url()).text
    later = clock.now() + 366 * DAY
    monkeypatch.setattr(clock, "now", lambda: later)
    assert f"{opened.year}. {short}–" in client.get(voting.get_absolute_url()).text


def test_before_the_announcement_no_project_is_shown_and_no_link_is_dead(
    client: Any, collecting: Any
) -> None:
    page = client.get(collecting.get_absolute_url()).text
    assert "시 전체" in page
    assert "사업 둘러보기" not in page
    for envelope in collecting.envelopes.all():
        assert envelope.get_absolute_url() not in page


def test_the_list_is_in_groups_by_what_one_can_do(client: Any, collecting: Any, admin: Any) -> None:
    assert "지금 제안하고 의견을 보낼 수 있습니다" in client.get(reverse("budgets:index")).text
    actions.begin_phase(
        actor=admin, round_id=collecting.pk, state=State.CONSULTING, reason="일찍 모였습니다", at=clock.now()
    )
    actions.announce_round(actor=admin, round_id=collecting.pk, at=clock.now())
    page = client.get(reverse("budgets:index")).text
    assert "준비하고 있습니다" in page
    assert "지금 투표할 수 있습니다" not in page


def test_whoever_looks_at_the_list_knows_how_many_envelopes_it_leaves_out(
    client: Any, collecting: Any
) -> None:
    address = reverse("budgets:index")
    assert "외 " not in client.get(address).text.partition("</main>")[0]
    for name in ("청소년", "어르신", "골목"):
        collecting.envelopes.create(name=name, amount=1_000_000)
    assert "외 2개" in client.get(address).text


def test_a_published_round_stays_among_the_results_while_it_is_carried_out(
    client: Any, published: Any
) -> None:
    assert "결과를 볼 수 있습니다" in client.get(reverse("budgets:index")).text
    published.steps.create(state=State.EXECUTING, starts_at=published.published_at)
    actions.begin_due_phases(round_id=published.pk, at=published.published_at + DAY)
    page = client.get(published.get_absolute_url()).text
    assert "결과 보기" in page
    assert "결과를 볼 수 있습니다" in client.get(reverse("budgets:index")).text


def test_a_follower_is_told_when_the_next_phase_begins_and_nobody_else(
    client_of: Any, alice: Any, bob: Any, collecting: Any, admin: Any
) -> None:
    address = reverse("budgets:follow", args=[collecting.public_id])
    for _twice in range(2):
        client_of(alice).post(address)
    assert "소식 그만 받기" in client_of(alice).get(collecting.get_absolute_url()).text
    client_of(bob).post(address)
    client_of(bob).post(address, {"stop": "1"})
    assert list(RoundFollow.objects.values_list("person_id", flat=True)) == [alice.pk]
    actions.begin_phase(
        actor=admin, round_id=collecting.pk, state=State.CONSULTING, reason="일찍 모였습니다", at=clock.now()
    )
    event = Event.objects.filter(topic="budgets.phase_began").latest("id")
    kind = next(kind for kind in notices.KINDS if kind.topic == "budgets.phase_began")
    assert list(kind.recipients(event)) == [alice.pk]
    assert kind.context(event)["state"] == "consulting"


def test_whoever_took_part_hears_of_the_execution_but_not_of_a_phase_before(
    published: Any, alice: Any, minsu: Any
) -> None:
    published.steps.create(state=State.EXECUTING, starts_at=published.published_at)
    actions.begin_due_phases(round_id=published.pk, at=published.published_at + DAY)
    event = Event.objects.filter(topic="budgets.phase_began").latest("id")
    kind = next(kind for kind in notices.KINDS if kind.topic == "budgets.phase_began")
    assert set(kind.recipients(event)) == {alice.pk, minsu.pk}


def test_the_letter_names_the_phase_in_the_readers_language(collecting: Any) -> None:
    from django.utils import translation

    from portal.notifications.actions import tell
    from portal.notifications.models import Notice
    from portal.notifications.words import subject

    actions.follow_round(person=collecting.created_by, round_id=collecting.pk, at=clock.now())
    event = Event.objects.filter(topic="budgets.phase_began").latest("id")
    tell(kind=notices.KINDS[0], event=event)
    notice = Notice.objects.get(topic="budgets.phase_began")
    assert "제안 접수" in subject(notice)
    with translation.override("en"):
        assert "제안" not in subject(notice).split(":")[0]


def test_a_round_and_the_list_are_read_in_few_queries(
    client: Any, collecting: Any, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(6):
        client.get(collecting.get_absolute_url())
    with django_assert_max_num_queries(8):
        client.get(reverse("budgets:index"))


def test_the_desks_pages_are_read_in_few_queries(
    client_of: Any, admin: Any, collecting: Any, django_assert_max_num_queries: Any
) -> None:
    desk = client_of(admin)
    for name in ("round", "envelopes", "rules", "preview_round", "announce", "dry_run", "override"):
        with django_assert_max_num_queries(18):
            assert desk.get(reverse(f"budgets_staff:{name}", args=[collecting.public_id])).status_code == 200


def test_a_round_that_is_too_busy_to_close_holds_up_no_other(voting: Any, monkeypatch: Any) -> None:
    from budgets import tasks

    rung: list[int] = []

    def busy(*, round_id: int, at: Any) -> None:
        rung.append(round_id)
        raise Refused(BUSY)

    monkeypatch.setattr(actions, "close_round", busy)
    monkeypatch.setattr(clock, "now", lambda: voting.closes_at + timedelta(minutes=2))
    sealed: list[int] = []
    monkeypatch.setattr(tasks, "_destroy_spent_keys", lambda: sealed.append(1))
    tasks.keep_time()
    assert rung == [voting.pk]
    assert sealed == [1], "what comes after it in the same ring was done"
