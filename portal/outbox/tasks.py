from celery import shared_task

from portal.outbox.relay import drain

BEAT = {"outbox-relay": {"task": "portal.outbox.tasks.relay", "schedule": 3.0, "options": {"expires": 30}}}


@shared_task
def relay() -> None:
    drain()
