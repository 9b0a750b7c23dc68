"""Doorbells: find what is due, call an action. Safe to ring twice."""

from datetime import timedelta

from celery import shared_task

from portal import clock
from portal.refusals import Refused
from reservations import actions, opening
from reservations.models import Booking, Resource
from reservations.times import DAY, at_minute

BEAT = {
    "reservations.remind": {"task": "reservations.tasks.remind_of_tomorrow", "schedule": 900.0},
    "reservations.expire": {"task": "reservations.tasks.expire_undecided", "schedule": 300.0},
    "reservations.openings": {"task": "reservations.tasks.keep_openings", "schedule": timedelta(hours=6)},
}


@shared_task
def remind_of_tomorrow() -> None:
    at = clock.now()
    tomorrow = clock.local(at).date() + DAY
    due = Booking.objects.filter(
        state=Booking.State.CONFIRMED,
        reminded_at__isnull=True,
        starts_at__range=(at, at_minute(tomorrow + DAY, 0)),
    )
    for booking_id in due.values_list("id", flat=True):
        actions.remind(booking_id=booking_id, at=at)


@shared_task
def expire_undecided() -> None:
    at = clock.now()
    for booking_id in Booking.objects.waiting().filter(starts_at__lte=at).values_list("id", flat=True):
        try:
            actions.expire(booking_id=booking_id, at=at)
        except Refused:
            continue  # an officer decided in the same moment


@shared_task
def keep_openings() -> None:
    """Keep opening days written out as far as anybody may book."""
    first = clock.today()
    resources = Resource.objects.select_related("place")
    opening.materialise(resources, first, first + opening.HORIZON_DAYS * DAY)
