"""Booking a room, as a citizen does it: through the pages."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal import clock
from portal.outbox.models import Event
from portal.refusals import Refused
from reservations import actions, rules
from reservations.models import Booking, Claim, Resource
from tests.reservations.conftest import client_of, seoul

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def form(**changes: Any) -> dict[str, Any]:
    """11-24 from 14:00 to 16:00 for four people."""
    return {
        "day": "2026-11-24",
        "start": 14 * 60,
        "end": 16 * 60,
        "people": 4,
        "purpose": "독서 모임",
        **changes,
    }


def send(client: Client, room: Resource, **changes: Any) -> Any:
    return client.post(reverse("reservations:book", args=[room.public_id]), form(**changes))


def test_it_confirms_a_free_room_at_once(alice: Any, room: Resource) -> None:
    client = client_of(alice)
    answer = send(client, room)
    booking = Booking.objects.get()
    assert answer.status_code == 302
    assert booking.public_id in answer["Location"]
    assert booking.state == Booking.State.CONFIRMED
    assert booking.starts_at == seoul("11-24 14:00")
    assert booking.public_id in client.get(answer["Location"]).content.decode()
    assert Claim.objects.get().status == Claim.Status.TAKEN
    assert Event.objects.filter(topic="reservations.confirmed").count() == 1


def test_a_room_that_needs_approval_is_held_and_gets_a_deadline(alice: Any, stage: Resource) -> None:
    send(client_of(alice), stage, people=50)
    booking = Booking.objects.get()
    assert booking.state == Booking.State.REQUESTED
    assert Claim.objects.get().status == Claim.Status.HELD
    assert booking.deadline
    assert booking.deadline.due_at == seoul("11-26 00:00")
    assert set(Event.objects.values_list("topic", flat=True)) >= {
        "reservations.requested",
        "reservations.waiting",
    }


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"day": "2026-11-22"}, "이미 지난 날짜입니다"),
        ({"day": "2026-11-23", "start": 12 * 60, "end": 13 * 60}, "시작 1시간 전까지만"),
        ({"day": "2027-02-01"}, "60일 앞까지"),
        ({"start": 9 * 60, "end": 13 * 60}, "한 번에 3시간까지"),
        ({"start": 16 * 60, "end": 14 * 60}, "뒤여야 합니다"),
        ({"people": 11}, "10명까지"),
    ],
)
def test_it_says_why_not_and_keeps_what_was_typed(
    changes: dict[str, Any], sentence: str, alice: Any, room: Resource
) -> None:
    answer = send(client_of(alice), room, purpose="우리 동네 책 읽기", **changes)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert sentence in page
    assert "우리 동네 책 읽기" in page
    assert not Booking.objects.exists()


def test_the_loser_gets_a_sentence_and_other_times_and_other_rooms(
    alice: Any, bob: Any, room: Resource, new_room: Any
) -> None:
    new_room("느티나무 회의실")
    send(client_of(alice), room)
    answer = send(client_of(bob), room, start=15 * 60, end=17 * 60)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "다른 분이 먼저 예약하셨습니다" in page
    assert "16:00–18:00" in page
    assert "느티나무 회의실" in page
    assert Booking.objects.count() == 1


def test_the_same_wish_sent_twice_is_one_booking(alice: Any, room: Resource) -> None:
    client = client_of(alice)
    first, second = send(client, room), send(client, room)
    assert first["Location"] == second["Location"]
    assert Booking.objects.count() == 1


def test_one_person_has_at_most_so_many_bookings_here(alice: Any, bob: Any, room: Resource) -> None:
    client = client_of(alice)
    assert send(client, room, day="2026-11-24").status_code == 302
    assert send(client, room, day="2026-11-25").status_code == 302
    answer = send(client, room, day="2026-11-26")
    assert answer.status_code == 409
    assert "2건까지" in answer.content.decode()
    assert send(client_of(bob), room, day="2026-11-26").status_code == 302


def test_who_is_not_verified_is_sent_to_the_check_and_finds_the_form_filled(
    jiyeon: Any, room: Resource
) -> None:
    client = client_of(jiyeon)
    answer = send(client, room, purpose="새로 온 사람들의 모임")
    assert answer.status_code == 302
    assert "/identity/" in answer["Location"]
    back = client.get(reverse("reservations:book", args=[room.public_id])).content.decode()
    assert "새로 온 사람들의 모임" in back
    assert not Booking.objects.exists()


def test_a_visitor_is_sent_to_log_in(room: Resource) -> None:
    answer = send(Client(), room)
    assert answer.status_code == 302
    assert "/accounts/login/" in answer["Location"]


def test_a_form_with_holes_is_not_sent(alice: Any, room: Resource) -> None:
    answer = send(client_of(alice), room, purpose="", day="")
    assert answer.status_code == 422
    assert not Booking.objects.exists()


def test_an_unpublished_room_is_not_there(alice: Any, new_room: Any) -> None:
    hidden = new_room("숨은 방", is_published=False)
    assert send(client_of(alice), hidden).status_code == 404


def test_cancelling_says_first_what_it_means(alice: Any, bob: Any, room: Resource, book: Any) -> None:
    booking = book(alice, room, "11-25 14:00")
    client, address = client_of(alice), reverse("reservations:cancel", args=[booking.public_id])
    assert "불이익은 없습니다" in client.get(address).content.decode()
    assert client.post(address).status_code == 302
    booking.refresh_from_db()
    assert booking.state == Booking.State.CANCELLED
    assert not booking.is_late_cancel
    assert send(client_of(bob), room, day="2026-11-25").status_code == 302


def test_a_late_cancellation_is_called_one(alice: Any, room: Resource, book: Any) -> None:
    booking = book(alice, room, "11-24 10:00")
    client, address = client_of(alice), reverse("reservations:cancel", args=[booking.public_id])
    assert "늦은 취소" in client.get(address).content.decode()
    client.post(address)
    booking.refresh_from_db()
    assert booking.is_late_cancel


def test_what_has_begun_cannot_be_cancelled(alice: Any, room: Resource, book: Any, monkeypatch: Any) -> None:
    booking = book(alice, room, "11-24 10:00")
    monkeypatch.setattr("portal.clock.now", lambda: seoul("11-24 10:00"))
    answer = client_of(alice).post(reverse("reservations:cancel", args=[booking.public_id]), follow=True)
    assert "시작된 뒤에는 취소할 수 없습니다" in answer.content.decode()
    booking.refresh_from_db()
    assert booking.state == Booking.State.CONFIRMED


@pytest.mark.parametrize("page", ["booking", "cancel", "ics"])
def test_a_stranger_finds_no_booking_of_mine(
    page: str, alice: Any, dan: Any, room: Resource, book: Any
) -> None:
    address = reverse(f"reservations:{page}", args=[book(alice, room, "11-24 14:00").public_id])
    assert client_of(dan).get(address).status_code == 404
    assert Client().get(address).status_code == 302


def test_the_calendar_file_says_when_and_where(alice: Any, room: Resource, book: Any) -> None:
    booking = book(alice, room, "11-24 14:00", hours=2)
    answer = client_of(alice).get(reverse("reservations:ics", args=[booking.public_id]))
    text = answer.content.decode().replace("\r\n ", "")
    assert answer["Content-Type"].startswith("text/calendar")
    assert "BEGIN:VEVENT" in text
    assert "DTSTART" in text
    assert "20261124T" in text
    assert "종로구 백송길 24" in text
    assert "STATUS:CONFIRMED" in text


def test_my_bookings_shows_mine_only(alice: Any, bob: Any, room: Resource, book: Any) -> None:
    book(alice, room, "11-24 14:00")
    address = reverse("reservations:mine")
    assert "소나무 회의실" in client_of(alice).get(address).content.decode()
    assert "소나무 회의실" not in client_of(bob).get(address).content.decode()
    assert Client().get(address).status_code == 302


def test_who_books_and_cancels_all_day_is_asked_to_wait(
    alice: Any, room: Resource, book: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each request writes letters to an office; a loop of booking and cancelling would flood it."""
    monkeypatch.setattr(rules, "PER_DAY", 2)
    for _ in range(2):
        made = book(alice, room, "11-24 14:00")
        actions.cancel(actor=alice, booking_id=made.pk, at=clock.now())
    with pytest.raises(Refused) as refused:
        book(alice, room, "11-24 14:00")
    assert refused.value.refusal == rules.TOO_OFTEN


def test_whoever_books_over_her_own_booking_is_not_told_of_somebody_else(alice: Any, room: Resource) -> None:
    client = client_of(alice)
    send(client, room)
    page = send(client, room, start=15 * 60, end=17 * 60).content.decode()
    assert str(rules.YOURS.sentence) in page
    assert "다른 분이" not in page
    assert Booking.objects.count() == 1


def test_whoever_cancels_once_more_is_told_that_it_is_cancelled(alice: Any, room: Resource) -> None:
    client = client_of(alice)
    send(client, room)
    here = reverse("reservations:cancel", args=[Booking.objects.get().public_id])
    client.post(here)
    answer = client.post(here, follow=True)
    assert str(rules.CALLED_OFF.sentence) in answer.content.decode()


def test_a_day_that_is_over_is_told_at_the_day(alice: Any, room: Resource) -> None:
    page = send(client_of(alice), room, day="2026-11-01")
    assert page.context["form"].errors == {"day": [str(rules.PAST_DAY.sentence)]}


def test_a_time_that_is_not_offered_is_told_in_plain_words(alice: Any, room: Resource) -> None:
    page = client_of(alice).get(reverse("reservations:search"), {"day": "2026-11-24", "start": "10:00"})
    assert "목록에 있는 시각 가운데에서 골라 주세요." in page.content.decode()
    assert "이/가" not in page.content.decode()
