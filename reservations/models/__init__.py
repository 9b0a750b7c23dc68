from reservations.models.booking import Booking, BookingEvent
from reservations.models.claim import Claim
from reservations.models.opening import OpeningDay, OpeningException, OpeningRule
from reservations.models.place import Place
from reservations.models.resource import Feature, Kind, Part, Resource

__all__ = [
    "Booking",
    "BookingEvent",
    "Claim",
    "Feature",
    "Kind",
    "OpeningDay",
    "OpeningException",
    "OpeningRule",
    "Part",
    "Place",
    "Resource",
]
