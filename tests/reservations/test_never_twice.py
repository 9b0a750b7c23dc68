"""Whatever people do, in whatever order: no two blocking claims overlap, and search agrees with booking."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.refusals import Refused
from reservations import actions, slots
from reservations.models import Booking, Claim, Resource
from reservations.opening import Stretch
from reservations.queries.search import Wanted, search
from reservations.slots import Taken, Terms
from tests.reservations.conftest import NOON, seoul

pytestmark = pytest.mark.django_db
WISH = st.tuples(st.just("book"), st.integers(0, 2), st.integers(9, 20), st.integers(1, 3))
DECISION = st.tuples(st.sampled_from(["cancel", "approve", "reject", "revoke"]), st.integers(0, 9))
EVENING = timedelta(hours=1)


def overlapping_claims() -> int:
    """Pairs of blocking claims on one unit of one leaf that share time."""
    blocking = list(Claim.objects.filter(status__in=Claim.Status.blocking()).order_by("id"))
    return sum(
        1
        for index, one in enumerate(blocking)
        for other in blocking[index + 1 :]
        if (one.resource_id, one.unit_no) == (other.resource_id, other.unit_no)
        and one.span.lower < other.span.upper
        and other.span.lower < one.span.upper
    )


def play(step: tuple[Any, ...], rooms: list[Resource], alice: Any, carla: Any) -> None:
    if step[0] == "book":
        _verb, which, hour, hours = step
        start = seoul(f"11-27 {hour:02d}:00")
        length = hours * timedelta(hours=1)
        actions.book(
            booker=alice, resource_id=rooms[which].pk, starts_at=start, ends_at=start + length,
            people=1, purpose="모임", at=NOON,
        )  # fmt: skip
        return
    bookings = list(Booking.objects.order_by("id"))
    if not bookings:
        return
    booking = bookings[step[1] % len(bookings)]
    if step[0] == "cancel":
        actions.cancel(actor=alice, booking_id=booking.pk, at=NOON)
    elif step[0] == "approve":
        actions.approve(officer=carla, booking_id=booking.pk, at=NOON)
    else:
        getattr(actions, step[0])(officer=carla, booking_id=booking.pk, reason="이유", at=NOON)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.one_of(WISH, WISH, DECISION), min_size=4, max_size=14))
def test_no_two_claims_ever_overlap(
    steps: list[Any], alice: Any, carla: Any, new_room: Any, place: Any
) -> None:
    Claim.objects.all().delete()
    Booking.objects.all().update(deadline=None)
    for model in (Booking.events.rel.related_model, Booking):
        model.objects.all().delete()
    rooms = list(Resource.objects.filter(place=place).order_by("id"))
    if not rooms:
        whole = new_room("전체", needs_approval=True, per_person=50, buffer_after=60)
        rooms = [
            whole,
            new_room("일부 1", parent=whole, per_person=50),
            new_room("일부 2", parent=whole, per_person=50),
        ]
    for step in steps:
        try:
            play(step, rooms, alice, carla)
        except Refused:
            continue
        assert overlapping_claims() == 0
    search_agrees_with_booking(rooms)


def search_agrees_with_booking(rooms: list[Resource]) -> None:
    """What search calls free has no blocking claim of any of its leaves in its buffered time."""
    for hour in range(9, 20):
        start, end = seoul(f"11-27 {hour:02d}:00"), seoul(f"11-27 {hour + 1:02d}:00")
        free = {room.pk for room in search(Wanted(NOON, starts_at=start, ends_at=end)).items}
        for room in rooms:
            leaves = room.parts.values_list("leaf_id", flat=True)
            taken = Claim.objects.filter(
                status__in=Claim.Status.blocking(),
                resource__in=leaves,
                span__overlap=(start - room.before, end + room.after),
            ).exists()
            assert (room.pk in free) is not taken


MINUTES = st.integers(0, 40).map(lambda number: number * 15)


@settings(max_examples=200, deadline=None)
@given(
    step=st.sampled_from([15, 30, 60]),
    before=st.sampled_from([0, 15, 60]),
    after=st.sampled_from([0, 30]),
    busy=st.lists(st.tuples(MINUTES, st.integers(1, 12)), max_size=5),
    steps=st.integers(1, 4),
)
def test_every_start_that_is_offered_fits(step: int, before: int, after: int, busy: Any, steps: int) -> None:
    """Offered starts lie in the opening, on the step, and keep both buffers clear of every claim, over
    midnight too."""
    minute = timedelta(minutes=1)
    opened = seoul("11-24 18:00")
    stretch = Stretch(opened, opened + 10 * timedelta(hours=1))
    taken = [Taken(1, 1, opened + at * minute, opened + (at + 15 * size) * minute) for at, size in busy]
    terms = Terms(
        step * minute, step * minute, 8 * step * minute, before * minute, after * minute,
        timedelta(0), timedelta(days=60), {1: 1},
    )  # fmt: skip
    length = steps * step * minute
    for start in slots.starts([stretch], length, taken, terms, NOON):
        assert stretch.opens_at <= start
        assert start + length <= stretch.closes_at
        assert not (start - opened) % (step * minute)
        for claim in taken:
            assert claim.end <= start - before * minute or claim.start >= start + length + after * minute
