"""A village hall with a room that anybody gets at once and a stage that somebody must approve."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

import portal.celery  # noqa: F401  (tasks must know the broker)
from portal import clock
from reservations import opening, parts
from reservations.models import OpeningRule, Place, Resource
from reservations.times import DAY

NOON = timezone.make_aware(datetime(2026, 11, 23, 12, 0), timezone.get_default_timezone())
"""A Monday. Nothing is a public holiday until Christmas."""


@pytest.fixture
def noon(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """The portal's clock stands at Monday noon."""
    monkeypatch.setattr(clock, "now", lambda: NOON)
    return NOON


def seoul(text: str) -> datetime:
    """ "11-24 14:00" of 2026 on the city's clock."""
    return timezone.make_aware(datetime.fromisoformat(f"2026-{text}"), timezone.get_default_timezone())


def client_of(user: Any) -> Client:
    """A client that is logged in; a plain function, so that a test can have two."""
    client = Client()
    client.force_login(user, backend="portal.accounts.backends.AccountBackend")
    return client


def make_room(place: Place, name: str, **terms: Any) -> Resource:
    """A resource open 9–21 every day (or `hours` in minutes), with its opening days written out."""
    opens, closes = terms.pop("hours", (9 * 60, 21 * 60))
    defaults = {"kind": "meeting", "capacity": 10, "summary": "시험용", "longest": 180, **terms}
    room = Resource.objects.create(place=place, name=name, **defaults)
    OpeningRule.objects.bulk_create(
        OpeningRule(resource=room, weekday=weekday, opens=opens, closes=closes) for weekday in range(7)
    )
    parts.rebuild([one for one in (room, room.parent) if one])
    write_out(room)
    return room


def write_out(room: Resource) -> None:
    first = clock.local(NOON).date() - 7 * DAY
    opening.materialise([room], first, first + 100 * DAY)


@pytest.fixture
def place(unit: Any, jongno: Any) -> Place:
    return Place.objects.create(
        unit=unit, area=jongno, name="마을문화관", address="종로구 백송길 24", phone="02-1234-5678"
    )


@pytest.fixture
def room(place: Place) -> Resource:
    """Confirmed at once, in steps of an hour, at most three hours."""
    return make_room(place, "소나무 회의실", name_en="Pine Room", features=["wheelchair", "projector"])


@pytest.fixture
def stage(place: Place) -> Resource:
    """Somebody must approve it; an hour of buffers on both sides."""
    return make_room(
        place, "백송홀", kind="hall", capacity=100, needs_approval=True, buffer_before=60, buffer_after=60
    )


@pytest.fixture
def new_room(place: Place) -> Callable[..., Resource]:
    def make(name: str = "다른 방", **terms: Any) -> Resource:
        return make_room(place, name, **terms)

    return make


@pytest.fixture
def book(noon: datetime) -> Callable[..., Any]:
    """`book(alice, room, "11-24 14:00", hours=2)` through the action."""
    from reservations import actions

    def make(booker: Any, room: Resource, start: str, hours: float = 1, people: int = 4) -> Any:
        return actions.book(
            booker=booker,
            resource_id=room.pk,
            starts_at=seoul(start),
            ends_at=seoul(start) + timedelta(hours=hours),
            people=people,
            purpose="독서 모임",
            at=noon,
        )

    return make
