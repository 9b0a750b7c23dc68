"""Doorbells of the post office."""

import logging

from celery import shared_task

log = logging.getLogger(__name__)

BEAT = {"notifications.send": {"task": "portal.notifications.tasks.send_due", "schedule": 10.0}}


@shared_task(name="portal.notifications.tasks.send_due")
def send_due() -> None:
    """Send every letter that is due. Safe to ring twice: each letter is claimed first."""
    from portal.notifications import post

    post.send_due()


def ring() -> None:
    """Wake a worker; beat does it within seconds when the broker is away."""
    try:
        send_due.apply_async(retry=False, ignore_result=True)
    except Exception as error:
        log.warning("The post office's bell could not be rung: %s", error)
