"""What a citizen does: book, call off."""

from datetime import datetime
from itertools import islice
from typing import Any

from portal import audit, locks, outbox
from portal.actions import action
from portal.organisations import deadlines
from portal.organisations.clocks import WORKING
from portal.refusals import refuse
from reservations import claims, reading, rules
from reservations.holdings import holdings
from reservations.models import Booking, Resource
from reservations.opening import stretches_of
from reservations.rules import Wish
from reservations.targets import target
from reservations.times import DAY, pieces
from reservations.transitions import begin, claim_status, transition

State = Booking.State


@action
def book(
    *,
    booker: Any,
    resource_id: int,
    starts_at: datetime,
    ends_at: datetime,
    people: int,
    purpose: str,
    group: str = "",
    at: datetime,
) -> Booking:
    """Take the resource for [starts_at, ends_at). The same wish sent twice is answered with the first
    booking."""
    resource = reading.published_by_key(resource_id)
    refuse(rules.level_refusal(booker))
    refuse(rules.wish_refusal(_wish(resource, starts_at, ends_at, people, at)))
    # The quota is counted under this lock, or a person could pass it with two browsers at once.
    locks.alone("reservations.booker", f"{booker.pk}:{resource.pk}")
    has = holdings(booker.pk, resource.pk, at, since=at - DAY)
    for pk, starts, ends in has.here:
        if (starts, ends) == (starts_at, ends_at):
            return Booking.objects.get(pk=pk)
    refuse(rules.quota_refusal(resource, len(has.here)))
    refuse(rules.pace_refusal(has.made))
    booking = _write(resource, booker, starts_at, ends_at, people, purpose.strip(), group.strip(), at)
    if not claims.take(booking, resource, claim_status(booking.state)):
        refuse(rules.TAKEN if claims.rivals(booking, resource) else rules.YOURS)
    begin(booking, actor_id=booker.pk, at=at)
    audit.record(actor_id=booker.pk, verb="reservations.book", target=target(booking), at=at)
    _tell(booking, at)
    return booking


@action
def cancel(*, actor: Any, booking_id: int, at: datetime) -> Booking:
    """The citizen calls it off; the room is free again at once."""
    booking = Booking.objects.select_related("resource", "deadline").get(pk=booking_id)
    refuse(rules.cancel_refusal(booking, actor, at))
    is_late = rules.is_late_cancel(booking, at)
    transition(booking, State.CANCELLED, actor_id=actor.pk, at=at, is_late=is_late)
    audit.record(actor_id=actor.pk, verb="reservations.cancel", target=target(booking), at=at)
    outbox.emit("reservations.cancelled", {"id": booking.public_id}, at=at)
    return booking


def _tell(booking: Booking, at: datetime) -> None:
    outbox.emit(f"reservations.{booking.state}", {"id": booking.public_id}, at=at)
    if booking.state == State.REQUESTED:
        outbox.emit("reservations.waiting", {"id": booking.public_id}, at=at)


def _wish(resource: Resource, starts_at: datetime, ends_at: datetime, people: int, at: datetime) -> Wish:
    # Nothing is booked over more than two days: of a thousand years the first ones tell enough to refuse.
    touched = [piece.day for piece in islice(pieces(starts_at, ends_at), 3)]
    stretches = stretches_of(resource.pk, touched[0], touched[-1]) if touched else []
    return Wish(resource, starts_at, ends_at, people, at, stretches)


def _write(
    resource: Resource,
    booker: Any,
    starts_at: datetime,
    ends_at: datetime,
    people: int,
    purpose: str,
    group: str,
    at: datetime,
) -> Booking:
    booking = Booking(
        resource=resource,
        booker=booker,
        starts_at=starts_at,
        ends_at=ends_at,
        people=people,
        purpose=purpose,
        group=group,
        state=State.REQUESTED if resource.needs_approval else State.CONFIRMED,
        created_at=at,
    )
    if resource.needs_approval:
        rule = WORKING(resource.approval_days)
        booking.deadline = deadlines.start(subject=target(booking), rule=rule, at=at)
    booking.save(force_insert=True)
    return booking
