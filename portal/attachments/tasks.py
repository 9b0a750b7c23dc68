from celery import shared_task

from portal import clock
from portal.attachments import sweeping

BEAT = {"attachments-sweep": {"task": "portal.attachments.tasks.sweep", "schedule": 21_600.0}}


@shared_task
def sweep() -> None:
    sweeping.sweep(clock.now())
