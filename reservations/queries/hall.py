"""What the hall shows of this room: on the home page, on my page, on the staff's home."""

from datetime import datetime
from typing import Any

from django.db.models import Min
from django.urls import reverse
from django.utils.translation import gettext as _

from portal import clock
from portal.counts import counts
from portal.mine import Mine, Queue
from portal.organisations import clocks
from portal.organisations.rules import staff_units
from reservations import words
from reservations.actions.deciding import DECIDERS
from reservations.models import Booking, Resource
from reservations.times import DAY, at_minute, monday_of

NEWEST = 20


def home_card(at: datetime) -> dict[str, Any]:
    """A title, two numbers, and four places that can be had at once."""
    monday = monday_of(clock.local(at).date())
    this_week = (at_minute(monday, 0), at_minute(monday + 7 * DAY, 0))
    booked = Booking.objects.filter(state=Booking.State.CONFIRMED, starts_at__range=this_week)
    places, bookings = counts(Resource.objects.published(), booked)
    rooms = Resource.objects.published().select_related("place__area__parent").filter(parent__isnull=True)
    return {
        "title": _("공유 시설 예약"),
        "lead": _("회의실, 체육 시설, 공유 부엌을 빌립니다."),
        "url": reverse("reservations:search"),
        "numbers": [
            {"label": _("빌릴 수 있는 곳"), "value": places},
            {"label": _("이번 주 예약"), "value": bookings},
        ],
        "items": [
            {
                "title": room.display_name,
                "url": reverse("reservations:room", args=[room.public_id]),
                "meta": f"{room.place.area.full_name} · {room.place.display_name}",
            }
            for room in rooms.filter(needs_approval=False).order_by("-id")[:4]
        ],
    }


def mine(user: Any, at: datetime) -> list[Mine]:
    """This person's latest bookings; of one that is still to come, when."""
    bookings = Booking.objects.of(user).for_pages().order_by("-starts_at")[:NEWEST]
    return [_mine(booking, at) for booking in bookings]


def _mine(booking: Booking, at: datetime) -> Mine:
    is_ahead = booking.is_blocking and booking.starts_at > at
    return Mine(
        title=f"{booking.resource.display_name} · {words.span(booking.starts_at, booking.ends_at)}",
        url=reverse("reservations:booking", args=[booking.public_id]),
        state_label=str(booking.get_state_display()),
        at=booking.created_at,
        kind=_("예약"),
        takes_place=booking.starts_at if is_ahead else None,
    )


def queues(user: Any, at: datetime) -> list[Queue]:
    """Requests that wait for this officer's unit."""
    units = staff_units(user, *DECIDERS)
    if not units:
        return []
    waiting = Booking.objects.waiting().of_units(units)
    due = waiting.aggregate(due=Min("deadline__due_at"))["due"]
    return [
        Queue(
            label=_("예약 승인"),
            url=reverse("reservations_staff:queue"),
            count=waiting.count(),
            oldest_due=due and clocks.last_moment(due),
        )
    ]
