"""What time does: remind, let go."""

from datetime import datetime

from portal import audit, outbox
from portal.actions import action
from reservations.models import Booking
from reservations.targets import target
from reservations.transitions import transition


@action
def remind(*, booking_id: int, at: datetime) -> bool:
    """Tell the booker once that tomorrow is the day. False when somebody already did, or it was called
    off."""
    due = Booking.objects.filter(pk=booking_id, state=Booking.State.CONFIRMED, reminded_at__isnull=True)
    if not due.update(reminded_at=at):
        return False
    booking = Booking.objects.get(pk=booking_id)
    outbox.emit("reservations.reminder", {"id": booking.public_id}, at=at)
    return True


@action
def expire(*, booking_id: int, at: datetime) -> bool:
    """Nobody decided before the start: the request ends then, whenever we woke up. False when it is
    settled."""
    booking = Booking.objects.select_related("deadline").get(pk=booking_id)
    if booking.state != Booking.State.REQUESTED or booking.starts_at > at:
        return False
    transition(booking, Booking.State.EXPIRED, actor_id=None, at=booking.starts_at)
    audit.record(actor_id=None, verb="reservations.expire", target=target(booking), at=booking.starts_at)
    outbox.emit("reservations.expired", {"id": booking.public_id}, at=at)
    return True
