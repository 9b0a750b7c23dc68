from celery import shared_task

from portal.audit import chain

BEAT = {"audit-seal": {"task": "portal.audit.tasks.seal", "schedule": 30.0}}


@shared_task
def seal() -> None:
    chain.seal()
