"""Sixteen people want one room for one hour. Exactly one gets it: never two, never none, never an error."""

import itertools
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from portal import locks
from portal.actions import BUSY
from portal.refusals import Refused
from reservations import actions, claims
from reservations.actions import booking as booking_actions
from reservations.models import Booking, Claim, Place, Resource
from tests.races.crowd import pressing_again, together
from tests.reservations.conftest import NOON, make_room, seoul

pytestmark = pytest.mark.django_db(transaction=True)
CLIENTS = 16


@pytest.fixture
def place(unit: Any, jongno: Any) -> Place:
    return Place.objects.create(unit=unit, area=jongno, name="마을문화관", address="종로구 백송길 24")


@pytest.fixture
def room(place: Any) -> Resource:
    return make_room(place, "소나무 회의실")


def asked(booker: Any, room: Resource, start: str, hours: int = 1) -> dict[str, Any]:
    span = {"starts_at": seoul(start), "ends_at": seoul(start) + timedelta(hours=hours)}
    return {"booker": booker, "resource_id": room.pk, "people": 1, "purpose": "모임", "at": NOON, **span}


def wish(booker: Any, room: Resource, start: str, hours: int = 1) -> Callable[[], Any]:
    return lambda: pressing_again(lambda: actions.book(**asked(booker, room, start, hours)))


def winners(answers: list[Any]) -> list[Any]:
    """Those who got it; everybody else must have been refused in words."""
    lost = [answer for answer in answers if not isinstance(answer, Booking)]
    told = [answer.refusal.code if isinstance(answer, Refused) else repr(answer) for answer in lost]
    assert [other for other in told if other != "taken"] == []
    return [answer for answer in answers if isinstance(answer, Booking)]


def test_sixteen_people_and_one_hour(room: Resource, person: Any) -> None:
    for hour in ("11-24 10:00", "11-24 11:00", "11-24 12:00"):
        # Others each time: whoever won twice has used up her share of the room, and would hear that instead.
        people = [person(f"손님 {hour} {number}", level=2) for number in range(CLIENTS)]
        assert len(winners(together(*[wish(one, room, hour) for one in people]))) == 1
    assert Claim.objects.count() == Booking.objects.count() == 3


@pytest.mark.parametrize("rival_stays", [True, False])
def test_who_waits_too_long_is_told_to_press_again_and_then_hears_the_truth(
    room: Resource, person: Any, monkeypatch: Any, rival_stays: bool
) -> None:
    """A rival's booking hangs before it is kept. Nobody can know yet whether the room is taken."""
    monkeypatch.setattr(locks, "PATIENCE", "200ms")
    rival, late = person("먼저 온 이", level=2), person("나중에 온 이", level=2)
    written, said = threading.Event(), threading.Event()

    def hangs(booking: Booking, at: Any) -> None:
        if booking.booker_id == rival.pk:
            written.set()
            assert said.wait(20)
            if not rival_stays:
                raise ConnectionError("the rival's web server dies")

    monkeypatch.setattr(booking_actions, "_tell", hangs)

    def comes_late() -> Any:
        assert written.wait(20)
        try:
            return actions.book(**asked(late, room, "11-24 10:00"))
        except Refused as refused:
            return refused.refusal
        finally:
            said.set()

    first, told = together(wish(rival, room, "11-24 10:00"), comes_late)
    assert told == BUSY
    assert Booking.objects.filter(booker=late).count() == 0
    again = together(wish(late, room, "11-24 10:00"))
    if rival_stays:
        assert isinstance(first, Booking)
        assert winners(again) == [], "taken, and said so"
    else:
        assert isinstance(first, ConnectionError)
        assert len(winners(again)) == 1
    assert Claim.objects.count() == 1


def test_overlapping_wishes_of_different_lengths(room: Resource, person: Any) -> None:
    people = [person(f"손님 {number}", level=2) for number in range(9)]
    hours = [("11-24 10:00", 3), ("11-24 11:00", 3), ("11-24 12:00", 1)] * 3
    got = winners(together(*[wish(one, room, *hour) for one, hour in zip(people, hours, strict=True)]))
    assert 1 <= len(got) <= 2
    spans = sorted((one.starts_at, one.ends_at) for one in got)
    assert all(earlier[1] <= later[0] for earlier, later in itertools.pairwise(spans))


def test_the_whole_against_its_parts_never_deadlocks(place: Any, person: Any) -> None:
    whole = make_room(place, "체육관 전체")
    courts = [make_room(place, f"{number}코트", parent=whole) for number in (1, 2)]
    people = [person(f"손님 {number}", level=2) for number in range(9)]
    got = winners(
        together(*[wish(one, [whole, *courts][at % 3], "11-24 10:00") for at, one in enumerate(people)])
    )
    taken = {one.resource_id for one in got}
    assert taken in ({whole.pk}, {courts[0].pk, courts[1].pk}, {courts[0].pk}, {courts[1].pk})


def test_six_alike_go_to_six_people(place: Any, person: Any) -> None:
    tables = make_room(place, "탁구대", quantity=6)
    people = [person(f"손님 {number}", level=2) for number in range(CLIENTS)]
    assert len(winners(together(*[wish(one, tables, "11-24 10:00") for one in people]))) == 6
    assert sorted(Claim.objects.values_list("unit_no", flat=True)) == [1, 2, 3, 4, 5, 6]


def test_one_person_cannot_pass_the_quota_with_many_browsers(room: Resource, person: Any) -> None:
    greedy = person("욕심쟁이", level=2)
    together(*[wish(greedy, room, f"11-24 {hour}:00") for hour in range(10, 18)])
    assert Booking.objects.count() == room.per_person == 2


def test_an_approval_and_a_withdrawal_cannot_both_win(place: Any, person: Any, carla: Any) -> None:
    hall = make_room(place, "백송홀", needs_approval=True)
    alice = person("앨리스", level=2)
    booking = wish(alice, hall, "11-27 10:00")()
    together(
        *[
            lambda: actions.approve(officer=carla, booking_id=booking.pk, at=NOON),
            lambda: actions.cancel(actor=alice, booking_id=booking.pk, at=NOON),
        ]
    )
    booking.refresh_from_db()
    # Either the withdrawal came first, or the approval did and the withdrawal of what was approved came
    # after it.
    states = list(booking.events.values_list("state", flat=True))
    assert states in (
        ["requested", "cancelled"],
        ["requested", "confirmed"],
        ["requested", "confirmed", "cancelled"],
    )
    assert booking.state == states[-1]


@contextmanager
def without_the_constraint() -> Iterator[None]:
    constraint = next(each for each in Claim._meta.constraints if each.name == "claim_no_overlap")
    with connection.schema_editor() as editor:
        editor.remove_constraint(Claim, constraint)
    try:
        yield
    finally:
        Claim.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(Claim, constraint)


def test_twin_without_the_constraint_the_room_goes_to_two(
    room: Resource, person: Any, monkeypatch: Any
) -> None:
    """Both look, both see an empty room, both take it: looking first is no guard."""
    both_looked = threading.Barrier(2)
    honest = claims.take

    def slow_take(*args: Any) -> bool:
        got = honest(*args)
        both_looked.wait(timeout=20)
        return got

    people = [person(f"손님 {number}", level=2) for number in range(2)]
    with without_the_constraint():
        monkeypatch.setattr("reservations.actions.booking.claims.take", slow_take)
        assert len(winners(together(*[wish(one, room, "11-24 10:00") for one in people]))) == 2


def test_twin_without_the_lock_the_quota_is_passed(room: Resource, person: Any, monkeypatch: Any) -> None:
    """Three browsers count at once, each sees none, each books."""
    greedy, all_counted = person("욕심쟁이", level=2), threading.Barrier(3)
    monkeypatch.setattr("reservations.actions.booking.locks.alone", lambda *args: None)
    honest = claims.take

    def slow_take(*args: Any) -> bool:
        all_counted.wait(timeout=20)
        return honest(*args)

    monkeypatch.setattr("reservations.actions.booking.claims.take", slow_take)
    together(*[wish(greedy, room, f"11-24 {hour}:00") for hour in (10, 12, 14)])
    assert Booking.objects.count() == 3 > room.per_person
