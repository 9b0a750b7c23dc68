"""Stepping into a running schedule: with a reason that everybody reads, never back over what was promised."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from budgets import actions, schedule
from budgets.models import Round, RoundChange, RoundStep
from budgets.models import RoundState as State
from portal import clock
from portal.audit.models import Entry
from portal.refusals import Refused

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WHY = "태풍으로 접수처가 문을 닫아 일정을 바꿉니다."


@pytest.fixture
def collecting(draft: Any, admin: Any) -> Any:
    """Ideas are being collected; everything else lies ahead."""
    now = clock.now()
    dates = {
        State.COLLECTING: now + timedelta(minutes=1),
        State.SCREENING: now + 10 * DAY,
        State.ANNOUNCED: now + 20 * DAY,
        State.VOTING: now + 30 * DAY,
        State.CLOSED: now + 40 * DAY,
    }
    actions.set_schedule(actor=admin, round_id=draft.pk, dates=dates, at=now)
    actions.start_schedule(actor=admin, round_id=draft.pk, at=now)
    actions.begin_due_phases(round_id=draft.pk, at=now + timedelta(minutes=2))
    draft.refresh_from_db()
    assert draft.state == State.COLLECTING
    return draft


def send(client: Any, round_: Any, **form: Any) -> Any:
    return client.post(reverse("budgets_staff:override", args=[round_.public_id]), form)


def typed(at: Any) -> str:
    return clock.local(at).strftime("%Y-%m-%dT%H:%M")


def test_a_phase_is_moved_with_a_reason_that_citizens_read(
    client: Any, client_of: Any, admin: Any, collecting: Any
) -> None:
    to = clock.now() + 15 * DAY
    answer = send(client_of(admin), collecting, what="move", state="screening", to=typed(to), reason=WHY)
    assert answer.status_code == 302
    assert abs(schedule.dates_of(collecting)[State.SCREENING] - to) < timedelta(minutes=1)
    page = client.get(collecting.get_absolute_url()).text
    assert WHY in page
    assert "날짜를 옮김" in page
    entry = Entry.objects.get(verb="budgets.schedule_moved")
    assert (entry.actor_id, entry.detail["reason"]) == (admin.pk, WHY)


def test_without_a_reason_nothing_is_changed_and_the_date_stays_in_the_form(
    client_of: Any, admin: Any, collecting: Any
) -> None:
    to = typed(clock.now() + 15 * DAY)
    answer = send(client_of(admin), collecting, what="move", state="screening", to=to, reason="  ")
    assert answer.status_code == 422
    assert "까닭을 써 주세요" in answer.text
    assert to in answer.text
    assert not RoundChange.objects.exists()


@pytest.mark.parametrize(
    ("state", "days", "sentence"),
    [
        ("collecting", 5, "이미 시작했거나 지나간 단계"),
        ("screening", -1, "지금보다 뒤의 날짜"),
        ("screening", 25, "늦게 시작해야 합니다"),
        ("closed", 29, "늦게 시작해야 합니다"),
        ("closed", 130, "일까지만 열 수 있습니다"),
    ],
)
def test_a_move_that_cannot_be_is_refused_with_a_sentence(
    client_of: Any, admin: Any, collecting: Any, state: str, days: int, sentence: str
) -> None:
    to = typed(clock.now() + days * DAY)
    answer = send(client_of(admin), collecting, what="move", state=state, to=to, reason=WHY)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert not RoundChange.objects.exists()


def test_a_move_needs_a_date(client_of: Any, admin: Any, collecting: Any) -> None:
    answer = send(client_of(admin), collecting, what="move", state="screening", to="", reason=WHY)
    assert "새 날짜와 시각을 정해" in answer.text


def test_the_next_phase_is_begun_now_and_only_the_next(client_of: Any, admin: Any, collecting: Any) -> None:
    RoundStep.objects.create(round=collecting, state=State.COSTING, starts_at=clock.now() + 12 * DAY)
    desk = client_of(admin)
    skipped = send(desk, collecting, what="begin", state="costing", reason=WHY)
    assert "다음 단계는 ‘적격성 심사’입니다" in skipped.text
    assert send(desk, collecting, what="begin", state="screening", reason=WHY).status_code == 302
    collecting.refresh_from_db()
    assert collecting.state == State.SCREENING
    by_hand = send(desk, collecting, what="begin", state="announced", reason=WHY)
    assert by_hand.status_code == 422
    assert "‘공고’ 화면에서 바로 공고해 주세요" in by_hand.text
    assert f'href="{reverse("budgets_staff:announce", args=[collecting.public_id])}"' in by_hand.text


def offered(client: Any, round_: Any) -> list[str]:
    page = client.get(reverse("budgets_staff:override", args=[round_.public_id]))
    return [act for act, _words in page.context["form"].fields["what"].widget.choices]


def test_only_what_can_be_done_now_is_offered(client_of: Any, admin: Any, collecting: Any) -> None:
    desk = client_of(admin)
    assert offered(desk, collecting) == ["move", "begin", "hold"]
    send(desk, collecting, what="hold", reason=WHY)
    assert offered(desk, collecting) == ["move", "resume"]
    send(desk, collecting, what="resume", reason=WHY)
    send(desk, collecting, what="begin", state="screening", reason=WHY)
    assert offered(desk, collecting) == ["move", "hold"]  # the announcement has a page of its own


def test_while_people_vote_only_dates_can_be_moved(client_of: Any, admin: Any, voting: Any) -> None:
    assert offered(client_of(admin), voting) == ["move"]


def test_who_steps_into_a_schedule_that_never_ran_is_led_to_its_dates(
    client_of: Any, admin: Any, draft: Any
) -> None:
    desk = client_of(admin)
    page = desk.get(reverse("budgets_staff:override", args=[draft.public_id])).text
    assert "아직 일정을 시작하지 않았습니다" in page
    assert f'href="{reverse("budgets_staff:schedule", args=[draft.public_id])}"' in page
    assert 'name="what"' not in page
    sent = send(desk, draft, what="move", state="closed", to=typed(clock.now() + 9 * DAY), reason=WHY)
    assert "일정 화면으로 가기" in sent.text


def test_after_the_announcement_the_schedule_says_in_one_sentence_how_a_date_is_moved(
    client_of: Any, admin: Any, voting: Any
) -> None:
    page = client_of(admin).get(reverse("budgets_staff:schedule", args=[voting.public_id])).text
    assert page.count("까닭을 쓰고") == 1
    assert "고칠 수 없습니다" not in page


def test_a_held_round_stands_still_until_it_is_resumed(
    client: Any, client_of: Any, admin: Any, collecting: Any
) -> None:
    desk = client_of(admin)
    assert send(desk, collecting, what="hold", reason=WHY).status_code == 302
    assert "일정이 멈춰 있습니다" in client.get(collecting.get_absolute_url()).text
    later = clock.now() + 11 * DAY
    actions.begin_due_phases(round_id=collecting.pk, at=later)
    collecting.refresh_from_db()
    assert collecting.state == State.COLLECTING
    assert "일정이 멈춰 있습니다" in send(desk, collecting, what="hold", reason=WHY).text
    assert send(desk, collecting, what="resume", reason=WHY).status_code == 302
    actions.begin_due_phases(round_id=collecting.pk, at=later)
    collecting.refresh_from_db()
    assert collecting.state == State.SCREENING
    assert "멈춰 있지 않습니다" in send(desk, collecting, what="resume", reason=WHY).text


def test_the_ballot_box_is_not_held_nor_shut_before_its_time(client_of: Any, admin: Any, voting: Any) -> None:
    desk = client_of(admin)
    assert "일정을 멈출 수 없습니다" in send(desk, voting, what="hold", reason=WHY).text
    sooner = typed(clock.now() + DAY)
    answer = send(desk, voting, what="move", state="closed", to=sooner, reason=WHY)
    assert "앞당길 수 없습니다" in answer.text
    later = typed(clock.now() + 20 * DAY)
    assert send(desk, voting, what="move", state="closed", to=later, reason=WHY).status_code == 302
    voting.refresh_from_db()
    assert voting.closes_at > clock.now() + 19 * DAY


def test_a_box_that_is_shut_is_never_opened_again(admin: Any, voting: Any) -> None:
    """Even when the job that seals it has not run yet: its voters were told that it is over."""
    after = voting.closes_at + timedelta(seconds=1)
    with pytest.raises(Refused) as refused:
        actions.move_phase(
            actor=admin, round_id=voting.pk, state=State.CLOSED, to=after + DAY, reason=WHY, at=after
        )
    assert refused.value.refusal.code == "box_shut"
    assert Round.objects.get(pk=voting.pk).closes_at == voting.closes_at


def test_nothing_goes_back_over_the_announcement(admin: Any, voting: Any) -> None:
    RoundStep.objects.create(
        round=voting, state=State.SHORTLISTING, starts_at=voting.opens_at - timedelta(days=1)
    )
    now = clock.now()
    shared = {"actor": admin, "round_id": voting.pk, "state": State.SHORTLISTING, "reason": WHY, "at": now}
    with pytest.raises(Refused) as moved:
        actions.move_phase(to=now + DAY, **shared)
    with pytest.raises(Refused) as begun:
        actions.begin_phase(**shared)
    assert moved.value.refusal.code == begun.value.refusal.code == "begun"
    actions.begin_due_phases(round_id=voting.pk, at=clock.now())
    voting.refresh_from_db()
    assert voting.state == State.ANNOUNCED


def test_a_round_without_a_date_for_its_evaluation_is_given_one_later(
    client: Any, client_of: Any, admin: Any, published: Any
) -> None:
    """The wizard lets the phases after the vote be left out; nobody may be stuck there for ever."""
    browser = client_of(admin)
    page = browser.get(reverse("budgets_staff:override", args=[published.public_id])).text
    assert "평가 (아직 날짜 없음)" in page
    desk = browser.get(reverse("budgets_staff:evaluation", args=[published.public_id])).text
    assert reverse("budgets_staff:override", args=[published.public_id]) in desk
    early = send(browser, published, what="begin", state="evaluating", reason=WHY)
    assert "아직 날짜가 없습니다" in early.text
    to = clock.now() + DAY
    answer = send(browser, published, what="move", state="evaluating", to=typed(to), reason=WHY)
    assert answer.status_code == 302
    assert "날짜 없음" in client.get(published.get_absolute_url()).text
    actions.begin_due_phases(round_id=published.pk, at=to)
    published.refresh_from_db()
    assert published.state == State.EVALUATING


def test_a_move_that_moves_nothing_is_not_written_down(client_of: Any, admin: Any, collecting: Any) -> None:
    to = (clock.now() + 15 * DAY).replace(second=0, microsecond=0)
    for status in (302, 422):
        answer = send(client_of(admin), collecting, what="move", state="screening", to=typed(to), reason=WHY)
        assert answer.status_code == status
    assert "지금과 같은 날짜" in answer.text
    assert RoundChange.objects.count() == 1


@pytest.fixture
def announced(draft: Any, admin: Any) -> Any:
    """People have read that they can vote for ten days from the day after tomorrow."""
    now = clock.now().replace(second=0, microsecond=0)
    Round.objects.filter(pk=draft.pk).update(opens_at=now + 2 * DAY, closes_at=now + 12 * DAY)
    actions.announce_round(actor=admin, round_id=draft.pk, at=now)
    draft.refresh_from_db()
    return draft


def test_the_days_that_were_announced_for_voting_never_become_fewer(
    client_of: Any, admin: Any, announced: Any
) -> None:
    """Whoever counts on ten days must not find three minutes."""
    browser, opens, closes = client_of(admin), announced.opens_at, announced.closes_at

    def move(state: str, to: Any) -> Any:
        return send(browser, announced, what="move", state=state, to=typed(to), reason=WHY)

    late = move("voting", opens + 5 * DAY)
    assert (late.status_code, "투표 기간이 공고한 것보다 짧아집니다" in late.text) == (422, True)
    assert move("closed", closes + 5 * DAY).status_code == 302
    assert move("voting", opens + 5 * DAY).status_code == 302, "the same ten days, five days later"
    assert move("voting", opens + 6 * DAY).status_code == 422
    assert move("voting", opens + 4 * DAY).status_code == 302, "longer is welcome"
    Round.objects.filter(pk=announced.pk).update(opens_at=opens + 14 * DAY)  # by the release before
    announced.refresh_from_db()
    assert move("closed", closes + 6 * DAY).status_code == 302, "and so is less short than it is"


def test_who_follows_a_round_hears_that_a_date_has_moved(
    client_of: Any, admin: Any, minsu: Any, announced: Any
) -> None:
    from portal.notifications import tell
    from portal.notifications.models import Notification
    from portal.outbox.models import Event

    actions.follow_round(person=minsu, round_id=announced.pk, at=clock.now())
    to = typed(announced.closes_at + 5 * DAY)
    assert (
        send(client_of(admin), announced, what="move", state="closed", to=to, reason=WHY).status_code == 302
    )
    tell(Event.objects.get(topic="budgets.phase_moved"))
    assert Notification.objects.filter(user=minsu).count() == 1
    assert "날짜가 바뀌었습니다" in client_of(minsu).get("/inbox/").text


def test_a_held_draft_is_said_to_be_held(client_of: Any, admin: Any, draft: Any) -> None:
    now = clock.now()
    dates = {State.COLLECTING: now + DAY, State.VOTING: now + 30 * DAY, State.CLOSED: now + 40 * DAY}
    actions.set_schedule(actor=admin, round_id=draft.pk, dates=dates, at=now)
    actions.start_schedule(actor=admin, round_id=draft.pk, at=now)
    actions.hold_round(actor=admin, round_id=draft.pk, reason=WHY, at=now)
    page = client_of(admin).get(reverse("budgets_staff:dry_run", args=[draft.public_id])).text
    assert "일정을 멈췄습니다" in page
    assert "아직 일정을 시작하지 않았습니다" not in page


def test_what_was_announced_by_hand_raises_no_alarm(client_of: Any, admin: Any, draft: Any) -> None:
    """The announcement was planned for tomorrow and made today; the ballot then begins before that day."""
    now = clock.now()
    dates = {State.ANNOUNCED: now + DAY, State.VOTING: now + 2 * DAY, State.CLOSED: now + 12 * DAY}
    actions.set_schedule(actor=admin, round_id=draft.pk, dates=dates, at=now)
    actions.start_schedule(actor=admin, round_id=draft.pk, at=now)
    actions.announce_round(actor=admin, round_id=draft.pk, at=now)
    sooner = now + timedelta(hours=1)
    actions.move_phase(actor=admin, round_id=draft.pk, state=State.VOTING, to=sooner, reason=WHY, at=now)
    page = client_of(admin).get(reverse("budgets_staff:dry_run", args=[draft.public_id])).text
    assert "늦게 시작해야 합니다" not in page
