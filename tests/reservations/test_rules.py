"""Each refusal by name; and intervals: step × buffer × midnight."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from portal.refusals import Refused
from reservations.models import Booking, Claim, Resource
from reservations.opening import Stretch
from reservations.rules import Wish, wish_refusal
from tests.reservations.conftest import seoul

OPEN = [
    Stretch(seoul("11-24 09:00"), seoul("11-24 21:00")),
    Stretch(seoul("11-25 09:00"), seoul("11-25 21:00")),
]
NIGHT = [
    Stretch(seoul("11-24 18:00"), seoul("11-25 00:00")),
    Stretch(seoul("11-25 00:00"), seoul("11-25 04:00")),
]


def refusal(
    start: str, end: str, people: int = 1, stretches: Any = OPEN, at: str = "11-23 12:00", **terms: Any
) -> str:
    room = Resource(**{"capacity": 10, "longest": 180, **terms})
    found = wish_refusal(Wish(room, seoul(start), seoul(end), people, seoul(at), stretches))
    return found.code if found else ""


@pytest.mark.parametrize(
    ("start", "end", "terms", "code"),
    [
        ("11-24 14:00", "11-24 16:00", {}, ""),
        ("11-24 09:00", "11-24 10:00", {}, ""),
        ("11-24 20:00", "11-24 21:00", {}, ""),
        ("11-24 16:00", "11-24 14:00", {}, "backwards"),
        ("11-24 14:00", "11-24 14:00", {}, "backwards"),
        ("11-23 11:00", "11-23 12:00", {}, "past"),
        ("11-24 09:00", "11-24 10:00", {"lead": 24 * 60}, "too_soon"),
        ("11-24 14:00", "11-24 15:00", {"window_days": 1}, "too_far"),
        ("11-24 14:00", "11-24 14:30", {"step": 30}, "too_short"),
        ("11-24 10:00", "11-24 14:00", {}, "too_long"),
        ("11-24 08:00", "11-24 10:00", {}, "closed"),
        ("11-24 20:00", "11-24 22:00", {}, "closed"),
        ("11-26 10:00", "11-26 11:00", {}, "closed"),
        ("11-24 14:30", "11-24 15:30", {}, "off_step"),
        ("11-24 14:00", "11-24 15:30", {}, "off_step"),
        ("11-24 14:30", "11-24 15:30", {"step": 30}, ""),
        ("11-24 14:00", "11-24 15:00", {"capacity": 1, "people": 2}, "too_many"),
    ],
)
def test_each_wish_is_answered_by_name(start: str, end: str, terms: dict[str, Any], code: str) -> None:
    assert refusal(start, end, **terms) == code


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [
        ("11-24 22:00", "11-25 00:00", ""),
        ("11-24 23:00", "11-25 01:00", ""),
        ("11-25 00:00", "11-25 03:00", ""),
        ("11-25 03:00", "11-25 05:00", "closed"),
        ("11-24 23:30", "11-25 00:30", "off_step"),
    ],
)
def test_a_court_that_is_open_past_midnight(start: str, end: str, code: str) -> None:
    assert refusal(start, end, stretches=NIGHT) == code


def test_a_booking_across_midnight_needs_both_days_open() -> None:
    assert refusal("11-24 23:00", "11-25 01:00", stretches=NIGHT[:1]) == "closed"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("start", "is_free"),
    [
        ("11-24 14:00", False),
        ("11-24 15:00", False),
        ("11-24 16:00", True),
        ("11-24 11:00", True),
        ("11-24 12:00", False),
    ],
)
def test_buffers_belong_to_the_claim(
    start: str, is_free: bool, alice: Any, bob: Any, new_room: Any, book: Any
) -> None:
    """14–15 is booked with an hour before and an hour after: others must leave both hours free, and their
    own."""
    room = new_room("정리가 필요한 방", buffer_before=0, buffer_after=60)
    book(alice, room, "11-24 13:00", hours=2)
    if is_free:
        book(bob, room, start)
    else:
        with pytest.raises(Refused) as caught:
            book(bob, room, start)
        assert caught.value.refusal.code == "taken"


@pytest.mark.django_db
def test_the_whole_and_its_parts_exclude_each_other(
    alice: Any, bob: Any, minsu: Any, new_room: Any, book: Any
) -> None:
    whole = new_room("체육관 전체")
    one, two = new_room("1코트", parent=whole), new_room("2코트", parent=whole)
    book(alice, one, "11-24 10:00")
    with pytest.raises(Refused):
        book(bob, whole, "11-24 10:00")
    book(bob, whole, "11-24 12:00")
    assert Claim.objects.filter(booking__resource=whole).count() == 2
    with pytest.raises(Refused):
        book(minsu, two, "11-24 12:00")
    assert Booking.objects.count() == 2


@pytest.mark.django_db
def test_three_alike_are_given_three_times_and_no_fourth(person: Any, new_room: Any, book: Any) -> None:
    tables = new_room("탁구대", quantity=3)
    for number in range(3):
        book(person(f"손님 {number}", level=2), tables, "11-24 10:00")
    assert sorted(Claim.objects.values_list("unit_no", flat=True)) == [1, 2, 3]
    with pytest.raises(Refused):
        book(person("넷째 손님", level=2), tables, "11-24 10:00")


@pytest.mark.django_db
def test_the_level_is_asked_by_the_action_too(jiyeon: Any, room: Resource, book: Any) -> None:
    with pytest.raises(Refused) as caught:
        book(jiyeon, room, "11-24 10:00")
    assert caught.value.refusal.code == "level"


@pytest.mark.django_db
def test_an_hour_that_ended_is_free_for_the_next(alice: Any, bob: Any, room: Resource, book: Any) -> None:
    first, second = book(alice, room, "11-24 10:00"), book(bob, room, "11-24 11:00")
    assert first.ends_at == second.starts_at
    assert isinstance(first.starts_at, datetime)
    assert first.length == timedelta(hours=1)
