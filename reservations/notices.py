"""Whom a booking's events concern, and what the letters need."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal import notifications
from portal.notifications import Kind
from portal.organisations.models import Membership
from portal.outbox.models import Event
from reservations.actions.deciding import DECIDERS
from reservations.models import Booking


def _booking(event: Event) -> Booking:
    return Booking.objects.for_pages().get(public_id=event.payload["id"])


def _booker(event: Event) -> Iterable[int]:
    return [_booking(event).booker_id]


def _officers(event: Event) -> Iterable[int]:
    """Who may decide it. Somebody with two roles in the unit is told once."""
    unit_id = _booking(event).resource.place.unit_id
    officers = Membership.objects.filter(unit_id=unit_id, role__in=DECIDERS)
    return officers.order_by("user_id").values_list("user_id", flat=True).distinct()


def _url(event: Event) -> str:
    return reverse("reservations:booking", args=[event.payload["id"]])


def _staff_url(event: Event) -> str:
    return reverse("reservations_staff:booking", args=[event.payload["id"]])


def _context(event: Event) -> dict[str, Any]:
    booking = _booking(event)
    place = booking.resource.place
    return {
        "room": booking.resource.name,
        "room_en": booking.resource.name_en,
        "place": place.name,
        "place_en": place.name_en,
        "address": place.address,
        "directions": place.directions,
        "phone": place.phone or place.unit.phone,
        "starts_at": booking.starts_at,
        "ends_at": booking.ends_at,
        "people": booking.people,
        "reason": booking.reason,
        "due": booking.deadline.last_moment if booking.deadline else None,
        "unit": f"{place.unit.agency.name} {place.unit.name}",
        "cancel_hours": booking.resource.cancel_hours,
    }


KINDS = [
    Kind("reservations.requested", _booker, _url, _context, label=_("예약을 신청했을 때")),
    Kind("reservations.waiting", _officers, _staff_url, _context, label=_("승인할 예약이 들어왔을 때")),
    Kind("reservations.confirmed", _booker, _url, _context, label=_("예약이 확정되었을 때")),
    Kind("reservations.approved", _booker, _url, _context, label=_("예약이 승인되었을 때"), always=True),
    Kind("reservations.rejected", _booker, _url, _context, label=_("예약이 반려되었을 때"), always=True),
    Kind("reservations.cancelled", _booker, _url, _context, label=_("예약을 취소했을 때")),
    Kind("reservations.revoked", _booker, _url, _context, label=_("기관이 예약을 취소했을 때"), always=True),
    Kind("reservations.expired", _booker, _url, _context, label=_("승인받지 못한 채 이용 시간이 지났을 때")),
    Kind("reservations.reminder", _booker, _url, _context, label=_("이용 하루 전 알림")),
]

notifications.register(*KINDS)
