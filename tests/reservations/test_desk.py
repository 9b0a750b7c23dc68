"""The desk of the unit in charge."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation

from portal import clock
from portal.notifications import tell
from portal.notifications.models import Notification
from portal.notifications.words import body
from portal.outbox.models import Event
from reservations import tasks
from reservations.models import Booking, Claim, Resource
from reservations.queries import home_card, mine, queues
from tests.reservations.conftest import NOON, client_of, seoul

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def request_(alice: Any, stage: Resource, book: Any) -> Any:
    return book(alice, stage, "11-27 14:00", hours=2, people=60)


def press(person: Any, verb: str, booking: Any, **form: Any) -> Any:
    return client_of(person).post(reverse(f"reservations_staff:{verb}", args=[booking.public_id]), form)


def test_an_officer_approves(carla: Any, alice: Any, request_: Any) -> None:
    desk = client_of(carla).get("/staff/reservations/").content.decode()
    assert "백송홀" in desk
    assert press(carla, "approve", request_).status_code == 302
    request_.refresh_from_db()
    assert request_.state == Booking.State.CONFIRMED
    assert request_.deadline.met_at == NOON
    assert Claim.objects.get().status == Claim.Status.TAKEN
    assert Event.objects.filter(topic="reservations.approved").exists()
    page = client_of(alice).get(reverse("reservations:booking", args=[request_.public_id])).content.decode()
    assert "예약이 확정되었습니다" in page


def test_a_rejection_needs_a_reason_and_frees_the_room(
    gyeol: Any, alice: Any, bob: Any, stage: Resource, request_: Any, book: Any
) -> None:
    answer = press(gyeol, "reject", request_, reason=" ")
    assert answer.status_code == 422
    assert "이유를 적어 주세요" in answer.content.decode()
    assert press(gyeol, "reject", request_, reason="그날은 정전 점검이 있습니다.").status_code == 302
    request_.refresh_from_db()
    assert request_.state == Booking.State.REJECTED
    page = client_of(alice).get(reverse("reservations:booking", args=[request_.public_id])).content.decode()
    assert "정전 점검" in page
    book(bob, stage, "11-27 14:00", hours=2)


def test_the_office_takes_a_confirmed_booking_back_with_a_reason(
    carla: Any, alice: Any, room: Resource, book: Any
) -> None:
    booking = book(alice, room, "11-24 14:00")
    assert press(carla, "revoke", booking, reason="천장에서 물이 샙니다.").status_code == 302
    booking.refresh_from_db()
    assert booking.state == Booking.State.REVOKED
    assert Claim.objects.get().status == Claim.Status.RELEASED


def test_what_was_withdrawn_meanwhile_cannot_be_approved(carla: Any, alice: Any, request_: Any) -> None:
    client_of(alice).post(reverse("reservations:cancel", args=[request_.public_id]))
    answer = client_of(carla).post(
        reverse("reservations_staff:approve", args=[request_.public_id]), follow=True
    )
    assert "그사이 예약 상태가 바뀌었습니다" in answer.content.decode()
    answer = press(carla, "reject", request_, reason="늦었습니다.")
    assert answer.status_code == 409


def test_nobody_decides_her_own_request(carla: Any, stage: Resource, book: Any) -> None:
    own = book(carla, stage, "11-27 14:00")
    answer = client_of(carla).post(reverse("reservations_staff:approve", args=[own.public_id]), follow=True)
    assert "스스로 승인하거나" in answer.content.decode()
    own.refresh_from_db()
    assert own.state == Booking.State.REQUESTED


@pytest.mark.parametrize("page", ["queue", "days"])
def test_the_desk_does_not_exist_for_others(page: str, alice: Any, mod: Any) -> None:
    address = reverse(f"reservations_staff:{page}")
    assert client_of(alice).get(address).status_code == 404
    assert client_of(mod).get(address).status_code == 404
    assert Client().get(address).status_code == 302


@pytest.mark.parametrize("verb", ["booking", "approve", "reject", "revoke"])
def test_another_office_does_not_see_our_bookings(
    verb: str, staff: Any, elsewhere_unit: Any, request_: Any
) -> None:
    stranger = client_of(staff("다른 구 담당자", "officer", elsewhere_unit))
    address = reverse(f"reservations_staff:{verb}", args=[request_.public_id])
    answer = stranger.get(address) if verb == "booking" else stranger.post(address, {"reason": "이유"})
    assert answer.status_code == 404
    request_.refresh_from_db()
    assert request_.state == Booking.State.REQUESTED


def test_the_day_shows_who_comes(carla: Any, alice: Any, room: Resource, book: Any) -> None:
    book(alice, room, "11-24 14:00")
    page = client_of(carla).get("/staff/reservations/days/?day=2026-11-24").content.decode()
    assert "소나무 회의실" in page
    assert alice.display_name in page
    assert client_of(carla).get("/staff/reservations/days/?day=x").status_code == 200


def test_tomorrow_is_remembered_once(alice: Any, room: Resource, book: Any) -> None:
    book(alice, room, "11-24 14:00")
    book(alice, room, "11-27 14:00")
    tasks.remind_of_tomorrow()
    tasks.remind_of_tomorrow()
    assert Event.objects.filter(topic="reservations.reminder").count() == 1


def test_a_request_that_nobody_answered_ends_at_its_start(request_: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("portal.clock.now", lambda: seoul("11-28 09:00"))
    tasks.expire_undecided()
    tasks.expire_undecided()
    request_.refresh_from_db()
    assert request_.state == Booking.State.EXPIRED
    assert request_.events.last().at == seoul("11-27 14:00")
    assert Event.objects.filter(topic="reservations.expired").count() == 1


def test_opening_days_are_kept_as_far_as_one_may_book(room: Resource) -> None:
    before = list(
        room.opening_days.filter(day__gt="2026-11-24", day__lt="2027-01-01").values_list(
            "opens_at", "closes_at"
        )
    )
    tasks.keep_openings()
    tasks.keep_openings()
    after = list(
        room.opening_days.filter(day__gt="2026-11-24", day__lt="2027-01-01").values_list(
            "opens_at", "closes_at"
        )
    )
    assert after == before
    assert before


def test_the_hall_is_told_what_concerns_each(alice: Any, carla: Any, bob: Any, request_: Any) -> None:
    assert home_card(NOON)["items"] == [] or home_card(NOON)["numbers"][0]["value"] == 1
    deed = mine(alice, NOON)[0]
    assert "백송홀" in deed.title
    assert (deed.deadline, deed.takes_place) == (None, request_.starts_at)
    assert mine(bob, NOON) == []
    pile = queues(carla, NOON)[0]
    assert pile.count == 1
    assert pile.oldest_due == request_.deadline.last_moment
    assert queues(alice, NOON) == []


def test_everybody_reads_the_last_day_on_which_an_answer_is_in_time(
    carla: Any, alice: Any, request_: Any
) -> None:
    """Three working days from Monday on: Wednesday is the last, and what the clock keeps is the midnight
    after it."""
    assert request_.deadline.due_at == seoul("11-26 00:00")
    shown = '<time datetime="2026-11-25T23:59+09:00">11. 25.(수)까지</time>'
    desk, hers = client_of(carla), client_of(alice)
    pages = [
        desk.get("/staff/"),
        desk.get(reverse("reservations_staff:queue")),
        desk.get(reverse("reservations_staff:booking", args=[request_.public_id])),
        hers.get(reverse("reservations:booking", args=[request_.public_id])),
    ]
    for page in pages:
        assert re.search(r"D-2</span> " + re.escape(shown), page.content.decode())
    told = hers.get(f"/api/v1/reservations/bookings/{request_.public_id}/").json()
    assert told["answer_due"] == "2026-11-25"


def test_who_did_not_answer_in_time_reads_that_it_is_late(
    carla: Any, request_: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [
        "/staff/",
        reverse("reservations_staff:queue"),
        reverse("reservations_staff:booking", args=[request_.public_id]),
    ]
    for now, is_late in (("11-25 23:50", False), ("11-26 00:00", True)):
        monkeypatch.setattr(clock, "now", lambda now=now: seoul(now))
        for path in paths:
            page = client_of(carla).get(path).content.decode()
            assert ('기한 지남</span> <time datetime="2026-11-25T23:59' in page) is is_late
            assert ("오늘 마감" in page) is not is_late


def test_her_page_names_the_day_on_which_she_uses_the_room(alice: Any, request_: Any) -> None:
    """Not a day until which she could."""
    upcoming, deeds = client_of(alice).get("/me/").content.decode().split('id="deeds"')
    for part in (upcoming, deeds):
        assert 'D-4</span> <time datetime="2026-11-27T14:00+09:00">11. 27.(금)</time>' in part
    assert "11. 27.(금)까지" not in upcoming + deeds


def test_letters_name_the_last_day_of_an_answer(carla: Any, alice: Any, request_: Any) -> None:
    for person, topic in ((carla, "reservations.waiting"), (alice, "reservations.requested")):
        tell(Event.objects.get(topic=topic))
        letter = body(Notification.objects.get(user=person).notice)
        assert "2026. 11. 25." in letter
        assert "2026. 11. 26." not in letter
        with translation.override("en"):
            assert "by 25 Nov 2026." in body(Notification.objects.get(user=person).notice)


def test_every_letter_can_be_written(carla: Any, alice: Any, request_: Any) -> None:
    from django.template.loader import render_to_string

    from portal.notifications import kinds

    event = Event(topic="x", payload={"id": request_.public_id}, created_at=NOON)
    ours = [kind for topic, kind in kinds().items() if topic.startswith("reservations.")]
    assert len(ours) == 9
    for kind in ours:
        words = kind.context(event)
        assert "백송홀" in render_to_string(f"{kind.templates}/subject.txt", words)
        assert "마을문화관" in render_to_string(f"{kind.templates}/body.txt", words)
        assert request_.public_id in kind.url(event)
        assert set(kind.recipients(event)) == (
            {carla.pk} if kind.topic == "reservations.waiting" else {alice.pk}
        )


def test_a_letter_names_the_time_in_the_language_of_its_reader(request_: Any) -> None:
    """The worker that tells does not know who will read; what it keeps is the moment, not its words."""
    from django.template.loader import render_to_string

    from portal.notifications import codec, kinds

    reminder = kinds()["reservations.reminder"]
    event = Event(topic="x", payload={"id": request_.public_id}, created_at=NOON)
    kept = codec.unpack(codec.pack(reminder.context(event)))
    assert "월" in render_to_string(f"{reminder.templates}/body.txt", kept)
    with translation.override("en"):
        when = render_to_string(f"{reminder.templates}/body.txt", kept).split("When:")[1].splitlines()[0]
    assert when.strip() == "Fri\N{NO-BREAK SPACE}27\N{NO-BREAK SPACE}Nov 14:00–16:00"


def test_who_reads_english_finds_her_booking_s_day_as_everywhere_and_unbroken(
    alice: Any, request_: Any
) -> None:
    browser = client_of(alice)
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    with translation.override("en"):  # what the last page was drawn in stays for the next test
        page = browser.get(reverse("reservations:booking", args=[request_.public_id])).content.decode()
    assert "<h1>Fri\N{NO-BREAK SPACE}27\N{NO-BREAK SPACE}Nov 14:00–16:00</h1>" in page
    assert "by Wed 25 Nov" in page


def test_the_desk_asks_the_database_a_bounded_number_of_times(
    carla: Any, person: Any, stage: Resource, book: Any, django_assert_max_num_queries: Any
) -> None:
    for day in range(1, 20):
        book(person(f"손님 {day}", level=2), stage, f"12-{day:02d} 14:00")
    client = client_of(carla)
    client.get("/staff/reservations/")
    with django_assert_max_num_queries(12):
        client.get("/staff/reservations/")
    with django_assert_max_num_queries(11):
        client.get("/staff/reservations/days/?day=2026-12-01")
