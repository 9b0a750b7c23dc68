"""One booking as an iCalendar file (RFC 5545)."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from reservations.models import Booking

STATUS = {Booking.State.CONFIRMED: "CONFIRMED", Booking.State.REQUESTED: "TENTATIVE"}


def ics(booking: Booking, address: str, at: datetime) -> bytes:
    """`address` is the page of the booking. A cancelled booking says so, and calendars take it out."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.SITE_NAME}//reservations//KO")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(_event(booking, address, at))
    return bytes(calendar.to_ical())


def _event(booking: Booking, address: str, at: datetime) -> Event:
    room = booking.resource
    event = Event()
    event.add("uid", f"{booking.public_id}@reservations")
    event.add("sequence", booking.version)
    event.add("dtstamp", at)
    event.add("dtstart", booking.starts_at)
    event.add("dtend", booking.ends_at)
    event.add("summary", f"{room.place.display_name} {room.display_name}")
    event.add("location", room.place.address)
    event.add("description", "\n".join(filter(None, [booking.purpose, room.place.directions, address])))
    event.add("url", address)
    event.add("status", STATUS.get(Booking.State(booking.state), "CANCELLED"))
    if booking.is_blocking:
        event.add_component(_day_before())
    return event


def _day_before() -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _("내일 이용할 예약이 있습니다."))
    alarm.add("trigger", timedelta(days=-1))
    return alarm
