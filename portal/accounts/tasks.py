"""Doorbells of accounts."""

from celery import shared_task
from celery.schedules import crontab

BEAT = {"accounts.forget": {"task": "portal.accounts.tasks.forget", "schedule": crontab(hour=18, minute=20)}}


@shared_task(name="portal.accounts.tasks.forget")
def forget() -> None:
    """Each night: drop what has been kept long enough."""
    from portal import clock
    from portal.accounts import actions

    actions.forget(at=clock.now())
