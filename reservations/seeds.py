"""Rooms, opening hours and some hundred bookings for the demonstration. A second run adds nothing."""

import random
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from portal import clock, outbox
from portal.organisations import deadlines
from portal.organisations.clocks import WORKING
from portal.organisations.models import Agency, Area, Unit
from portal.refusals import Refused
from reservations import actions, claims, opening, parts
from reservations.models import Booking, BookingEvent, Claim, OpeningException, OpeningRule, Place, Resource
from reservations.opening import Stretch, stretches_of
from reservations.queries import rooms
from reservations.search import KIND
from reservations.seed_places import GROUPS, HOUSES, NOTICE, PURPOSES, House, Room
from reservations.slots import starts
from reservations.targets import target
from reservations.times import DAY, MINUTE
from reservations.transitions import claim_status

Say = Callable[[int, int, str], None]
State = Booking.State
DAYS_BACK, DAYS_AHEAD = 28, 28


def seed(say: Say, people: dict[str, Any], at: datetime) -> None:
    dice = random.Random("광장")
    today = clock.local(at).date()
    resources = list(_places(at))
    say(1, len(resources) + 3, "장소")
    opening.materialise(resources, today - DAYS_BACK * DAY, today + opening.HORIZON_DAYS * DAY)
    for number, resource in enumerate(resources, start=2):
        if not resource.children.exists():
            _bookings(resource, people["crowd"], dice, at)
        say(number, len(resources) + 3, resource.name)
    _people_we_know(people, at)
    say(len(resources) + 3, len(resources) + 3, "예약")


@transaction.atomic
def _places(at: datetime) -> Iterator[Resource]:
    found: list[Resource] = []
    for house in HOUSES:
        place = _place(house, at)
        for room in house.rooms:
            found.append(_resource(place, room, at))
    parts.rebuild(found)
    return iter(found)


def _place(house: House, at: datetime) -> Place:
    name, name_en, code = house.agency
    agency, _ = Agency.objects.get_or_create(
        name=name, defaults={"name_en": name_en, "kind": "district", "area": Area.objects.get(code=code)}
    )
    unit, _ = Unit.objects.get_or_create(
        agency=agency, name=house.unit[0], defaults={"name_en": house.unit[1]}
    )
    place, is_new = Place.objects.get_or_create(
        area=Area.objects.get(code=house.area),
        name=house.name,
        defaults={
            "unit": unit,
            "name_en": house.name_en,
            "address": house.address,
            "directions": house.directions,
            "phone": house.phone,
            "closed_on_holidays": house.closed_on_holidays,
        },
    )
    if is_new:
        cleaning = clock.local(at).date() + 16 * DAY
        OpeningException.objects.create(place=place, day=cleaning, reason="정기 점검")
    return place


def _resource(place: Place, room: Room, at: datetime) -> Resource:
    whole = Resource.objects.filter(place=place, name=room.whole).first() if room.whole else None
    resource, is_new = Resource.objects.select_related("place").get_or_create(
        place=place,
        name=room.name,
        defaults={
            "parent": whole,
            "name_en": room.name_en,
            "kind": room.kind,
            "capacity": room.capacity,
            "summary": room.summary,
            "notice": NOTICE,
            "features": room.features,
            **room.terms,
        },
    )
    if is_new:
        OpeningRule.objects.bulk_create(
            OpeningRule(resource=resource, weekday=weekday, opens=opens, closes=closes)
            for days, opens, closes in room.hours
            for weekday in days
        )
        outbox.emit("search.changed", {"kind": KIND, "id": resource.public_id}, at=at)
    return resource


@transaction.atomic
def _bookings(resource: Resource, crowd: list[Any], dice: random.Random, at: datetime) -> None:
    """Uses of one resource, four weeks back and four ahead, written in bulk."""
    if resource.bookings.exists():
        return
    today = clock.local(at).date()
    stretches = stretches_of(resource.pk, today - DAYS_BACK * DAY, today + DAYS_AHEAD * DAY)
    planned = [_planned(resource, spans, dice, crowd, at) for spans in _uses(resource, stretches, dice)]
    bookings = Booking.objects.bulk_create(planned)
    Claim.objects.bulk_create(
        Claim(
            booking=booking,
            resource=resource,
            span=claims.span_of(booking, resource),
            status=claim_status(booking.state),
        )
        for booking in bookings
    )
    BookingEvent.objects.bulk_create(event for booking in bookings for event in _events(booking))


def _uses(
    resource: Resource, stretches: list[Stretch], dice: random.Random
) -> Iterator[tuple[datetime, datetime]]:
    """Non-overlapping uses; a third of the days stays empty."""
    step, gap = resource.step * MINUTE, resource.before + resource.after
    for stretch in stretches:
        start = stretch.opens_at + dice.randrange(0, 8) * step
        while dice.random() < 0.62:
            length = dice.randrange(
                resource.shortest, min(resource.longest, resource.shortest * 3) + 1, resource.step
            )
            end = start + length * MINUTE
            if end > stretch.closes_at:
                break
            yield start, end
            start = (
                stretch.opens_at
                + -(-(end + gap - stretch.opens_at) // step) * step
                + dice.randrange(0, 5) * step
            )


def _planned(
    resource: Resource,
    span: tuple[datetime, datetime],
    dice: random.Random,
    crowd: list[Any],
    at: datetime,
) -> Booking:
    start, end = span
    asked = min(start - dice.randrange(3, 20) * DAY, at - dice.randrange(1, 40) * timedelta(hours=1))
    state = State.CANCELLED if dice.random() < 0.08 else State.CONFIRMED
    if resource.needs_approval and start > at + 4 * DAY and dice.random() < 0.25:
        state, asked = State.REQUESTED, at - dice.randrange(1, 30) * timedelta(hours=1)
    booking = Booking(
        resource=resource,
        booker=dice.choice(crowd),
        starts_at=start,
        ends_at=end,
        people=dice.randint(max(1, resource.capacity // 4), resource.capacity),
        purpose=dice.choice(PURPOSES),
        group=dice.choice(GROUPS),
        state=state,
        created_at=asked,
        reminded_at=at if start < at + DAY else None,
    )
    if resource.needs_approval:
        _with_deadline(booking, resource, asked)
    return booking


def _with_deadline(booking: Booking, resource: Resource, asked: datetime) -> None:
    booking.deadline = deadlines.start(
        subject=target(booking), rule=WORKING(resource.approval_days), at=asked
    )
    if booking.state != State.REQUESTED:
        deadlines.meet(booking.deadline, at=asked + timedelta(hours=5))


def _events(booking: Booking) -> Iterator[BookingEvent]:
    first = State.REQUESTED if booking.deadline_id else State.CONFIRMED
    booker = booking.booker_id
    yield BookingEvent(booking=booking, state=first, actor_id=booker, at=booking.created_at)
    if booking.state != first:
        later = booking.created_at + timedelta(hours=5)
        yield BookingEvent(booking=booking, state=booking.state, actor_id=booker, at=later)


def _people_we_know(people: dict[str, Any], at: datetime) -> None:
    """What the people of the demonstration have on their own pages, through the actions."""
    if Booking.objects.of(people["alice"]).exists():
        return
    kept = _book(people["alice"], "소나무 회의실", 2, 120, 9, "마을 독서 모임", "백송 독서회", at)
    dropped = _book(people["alice"], "공유 부엌", 6, 120, 10, "반찬 나눔 준비", "함께밥상", at)
    if kept and dropped:
        actions.cancel(actor=people["alice"], booking_id=dropped.pk, at=at)
    _book(people["alice"], "백송홀", 12, 240, 120, "주민총회 준비 발표회", "우리동네 주민자치회", at)
    _book(people["bob"], "바다 회의실", 3, 90, 8, "바닷가 청소 모임 회의", "", at)
    _book(people["minsu"], "배드민턴 1코트", 1, 60, 4, "퇴근 뒤 배드민턴", "", at)
    _book(people["minsu"], "체육관 전체", 14, 180, 40, "자전거 동호회 운동회", "두바퀴", at)


def _book(
    booker: Any, name: str, days_ahead: int, length: int, size: int, purpose: str, group: str, at: datetime
) -> Booking | None:
    """The first free start from that day on; None when the week is full."""
    resource = Resource.objects.select_related("place").get(name=name)
    first = clock.local(at).date() + days_ahead * DAY
    now = rooms.known(resource, first, first + 7 * DAY)
    for start in starts(now.stretches, length * MINUTE, now.taken, now.terms, at):
        try:
            return actions.book(
                booker=booker,
                resource_id=resource.pk,
                starts_at=start,
                ends_at=start + length * MINUTE,
                people=size,
                purpose=purpose,
                group=group,
                at=at,
            )
        except Refused:
            continue
    return None
