"""How bookings are named in the audit trail and on deadlines."""

from reservations.models import Booking


def target(booking: Booking) -> str:
    return f"reservations.booking:{booking.public_id}"
