"""What the unit in charge does: approve, reject, take back."""

from datetime import datetime
from typing import Any

from portal import audit, outbox
from portal.actions import action
from portal.organisations.rules import Role, staff_units
from portal.refusals import refuse
from reservations import rules
from reservations.models import Booking
from reservations.targets import target
from reservations.transitions import transition

State = Booking.State
DECIDERS = (Role.OFFICER, Role.APPROVER)


@action
def approve(*, officer: Any, booking_id: int, at: datetime) -> Booking:
    """A request becomes a booking; its claims held the room all the time."""
    return _decide(officer, booking_id, State.REQUESTED, State.CONFIRMED, "approved", "", at)


@action
def reject(*, officer: Any, booking_id: int, reason: str, at: datetime) -> Booking:
    """No, and why. The room is free again at once."""
    refuse(rules.reason_refusal(reason))
    return _decide(officer, booking_id, State.REQUESTED, State.REJECTED, "rejected", reason.strip(), at)


@action
def revoke(*, officer: Any, booking_id: int, reason: str, at: datetime) -> Booking:
    """The office takes a confirmed booking back (a flood, a repair): with a reason, never in silence."""
    refuse(rules.reason_refusal(reason))
    return _decide(officer, booking_id, State.CONFIRMED, State.REVOKED, "revoked", reason.strip(), at)


def _decide(
    officer: Any, booking_id: int, wanted: str, to: str, verb: str, reason: str, at: datetime
) -> Booking:
    booking = Booking.objects.select_related("resource__place", "deadline").get(pk=booking_id)
    refuse(rules.decide_refusal(booking, officer, staff_units(officer, *DECIDERS), wanted=wanted))
    transition(booking, to, actor_id=officer.pk, at=at, reason=reason)
    audit.record(actor_id=officer.pk, verb=f"reservations.{verb}", target=target(booking), at=at)
    outbox.emit(f"reservations.{verb}", {"id": booking.public_id}, at=at)
    return booking
