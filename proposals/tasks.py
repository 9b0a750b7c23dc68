"""Doorbells: ids in, nothing out, safe to ring twice."""

from __future__ import annotations

from celery import shared_task
from celery.schedules import crontab

from portal import clock
from proposals import counting, reminding

BEAT = {
    "proposals-fold-supports": {
        "task": "proposals.tasks.fold_supports",
        "schedule": 5.0,
        "options": {"expires": 5},
    },
    "proposals-recount": {"task": "proposals.tasks.recount_supports", "schedule": crontab(hour=3, minute=20)},
    "proposals-remind": {"task": "proposals.tasks.remind_units", "schedule": crontab(hour=9, minute=0)},
}


@shared_task
def fold_supports() -> None:
    counting.fold()


@shared_task
def recount_supports() -> None:
    counting.recount(clock.now())


@shared_task
def remind_units() -> None:
    reminding.remind(at=clock.now())
