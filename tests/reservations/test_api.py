"""The same room for programs."""

from typing import Any

import pytest
from django.test import Client

from reservations import times
from reservations.models import Booking, Resource
from tests.reservations.conftest import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
ROOMS, BOOKINGS = "/api/v1/reservations/rooms/", "/api/v1/reservations/bookings/"


def wish(room: Resource, **changes: Any) -> dict[str, Any]:
    return {
        "room": room.public_id,
        "start": "2026-11-24T14:00:00+09:00",
        "end": "2026-11-24T16:00:00+09:00",
        "people": 4,
        "purpose": "독서 모임",
        **changes,
    }


def send(person: Any, body: dict[str, Any]) -> Any:
    return client_of(person).post(BOOKINGS, body, content_type="application/json")


def test_search_book_look_cancel(alice: Any, room: Resource) -> None:
    query = {"start": "2026-11-24T05:00:00Z", "end": "2026-11-24T07:00:00Z", "people": 4}
    assert Client().get(ROOMS, query).json()["total"] == 1
    made = send(alice, wish(room))
    assert made.status_code == 201
    assert made.json()["state"] == "confirmed"
    assert Client().get(ROOMS, query).json()["total"] == 0
    client = client_of(alice)
    assert [one["id"] for one in client.get(BOOKINGS).json()] == [made.json()["id"]]
    gone = client.post(f"{BOOKINGS}{made.json()['id']}/cancel/")
    assert gone.status_code == 200
    assert gone.json()["state"] == "cancelled"
    assert client.get(f"{BOOKINGS}{made.json()['id']}/").json()["state"] == "cancelled"


def test_refusals_are_problem_documents(alice: Any, bob: Any, jiyeon: Any, room: Resource) -> None:
    send(alice, wish(room))
    taken = send(bob, wish(room))
    assert taken.status_code == 409
    assert taken.json()["type"].endswith("taken")
    assert taken.json()["field"] == "start"
    assert send(jiyeon, wish(room)).status_code == 403
    assert send(bob, wish(room, people=11)).json()["type"].endswith("too_many")
    assert send(bob, wish(room, people="x")).status_code == 400
    assert send(bob, wish(room) | {"room": "nowhere"}).status_code == 404
    assert Booking.objects.count() == 1


def test_bookings_are_private(alice: Any, dan: Any, room: Resource) -> None:
    made = send(alice, wish(room)).json()["id"]
    assert client_of(dan).get(f"{BOOKINGS}{made}/").status_code == 404
    assert client_of(dan).post(f"{BOOKINGS}{made}/cancel/").status_code == 404
    assert Client().get(BOOKINGS).status_code in (401, 403)
    assert Client().post(BOOKINGS, wish(room), content_type="application/json").status_code in (401, 403)


def test_a_room_and_its_week_are_public(room: Resource) -> None:
    assert Client().get(f"{ROOMS}{room.public_id}/").json()["capacity"] == 10
    week = Client().get(f"{ROOMS}{room.public_id}/week/", {"first": "2026-11-23"}).json()
    assert len(week) == 7
    assert week[1]["slots"][0]["state"] == "free"
    assert Client().get(f"{ROOMS}none/").status_code == 404


@pytest.mark.parametrize("query", [{"start": "2026-11-24T05:00:00Z"}, {"area": "99999"}, {"kind": "castle"}])
def test_nonsense_is_a_bad_request(query: dict[str, str]) -> None:
    assert Client().get(ROOMS, query).status_code == 400


def test_whoever_asks_for_a_thousand_years_is_answered_at_once(
    alice: Any, room: Resource, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cut at every midnight, one such question kept a worker busy for half a minute."""
    cut: list[Any] = []
    combine = times.at_minute
    monkeypatch.setattr(times, "at_minute", lambda day, minute: cut.append(day) or combine(day, minute))
    asked = {"start": "2026-11-24T05:00:00Z", "end": "2126-11-24T07:00:00Z"}
    assert Client().get(ROOMS, asked).json()["total"] == 0
    assert send(alice, wish(room, end="2126-11-24T16:00:00+09:00")).json()["type"].endswith("too_long")
    assert len(cut) < 20


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_refused_and_break_nothing(
    alice: Any, carla: Any, room: Resource, day: str
) -> None:
    instant = {"start": f"{day}T10:00:00Z", "end": f"{day}T11:00:00Z"}
    assert Client().get(ROOMS, instant).status_code == 400
    assert send(alice, wish(room, **instant)).status_code == 400
    assert Client().get(f"{ROOMS}{room.public_id}/week/", {"first": day}).status_code == 400
    assert Client().get("/reservations/", {"day": day, "start": 600, "end": 660}).status_code == 200
    assert client_of(carla).get("/staff/reservations/days/", {"day": day}).status_code == 200
