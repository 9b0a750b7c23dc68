"""The only writer of Booking.state. Each step appends the event from which the page's timeline is drawn."""

from datetime import datetime

from portal.organisations import deadlines
from portal.refusals import Refused
from reservations.models import Booking, BookingEvent, Claim
from reservations.rules import STALE

State = Booking.State

ALLOWED: dict[str, set[str]] = {
    State.REQUESTED: {State.CONFIRMED, State.REJECTED, State.CANCELLED, State.EXPIRED},
    State.CONFIRMED: {State.CANCELLED, State.REVOKED},
}

CLAIMS: dict[str, Claim.Status] = {
    State.REQUESTED: Claim.Status.HELD,
    State.CONFIRMED: Claim.Status.TAKEN,
}


def claim_status(state: str) -> Claim.Status:
    """How the claims of a booking in this state stand; whatever does not block lets the room go."""
    return CLAIMS.get(state, Claim.Status.RELEASED)


def begin(booking: Booking, *, actor_id: int | None, at: datetime) -> None:
    """The first event of a booking that was just written."""
    BookingEvent.objects.create(booking=booking, state=booking.state, actor_id=actor_id, at=at)


def transition(
    booking: Booking, to: str, *, actor_id: int | None, at: datetime, reason: str = "", is_late: bool = False
) -> None:
    """Move the booking on, its claims with it. Refused(STALE) when somebody else moved it first."""
    if to not in ALLOWED.get(booking.state, set()):
        raise Refused(STALE)
    _swap(booking, to, reason, is_late)
    Claim.objects.filter(booking=booking).update(status=claim_status(to))
    BookingEvent.objects.create(booking=booking, state=to, actor_id=actor_id, note=reason, at=at)
    if booking.deadline is not None and booking.deadline.met_at is None:
        deadlines.meet(booking.deadline, at=at)


def _swap(booking: Booking, to: str, reason: str, is_late: bool) -> None:
    """Compare and swap on `version`: an officer's approval and a citizen's cancellation cannot both win."""
    changes = {"state": to, "reason": reason, "is_late_cancel": is_late, "version": booking.version + 1}
    moved = Booking.objects.filter(pk=booking.pk, version=booking.version).update(**changes)
    if not moved:
        raise Refused(STALE)
    for name, value in changes.items():
        setattr(booking, name, value)
