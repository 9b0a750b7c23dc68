"""Doorbells: find what is due, call the action. Safe to ring twice."""

from typing import Any

from celery import shared_task
from celery.schedules import crontab

from petitions import actions
from petitions.models import Petition
from portal import clock

FOLD_SECONDS = 5.0
BATCH = 500

BEAT: dict[str, dict[str, Any]] = {
    "petitions-fold": {
        "task": "petitions.tasks.fold_counters",
        "schedule": FOLD_SECONDS,
        "options": {"expires": 30},
    },
    "petitions-close": {"task": "petitions.tasks.close_due", "schedule": 30.0, "options": {"expires": 60}},
    "petitions-trend": {
        "task": "petitions.tasks.refresh_trends",
        "schedule": 300.0,
        "options": {"expires": 300},
    },
    # 02:30 on the city's clock, written in UTC (settings.CELERY_TIMEZONE).
    "petitions-audit": {"task": "petitions.tasks.audit_counters", "schedule": crontab(hour=17, minute=30)},
}


@shared_task(ignore_result=True)
def fold_counters() -> None:
    actions.fold_signatures(at=clock.now())


@shared_task(ignore_result=True)
def close_due() -> None:
    """Close and lapse what is past its time; each in a transaction of its own."""
    at = clock.now()
    for public_id in Petition.objects.due_to_close(at).values_list("public_id", flat=True)[:BATCH]:
        actions.close_petition(petition_id=public_id, at=at)
    for public_id in Petition.objects.due_to_lapse(at).values_list("public_id", flat=True)[:BATCH]:
        actions.lapse_petition(petition_id=public_id, at=at)


@shared_task(ignore_result=True)
def refresh_trends() -> None:
    actions.refresh_trends(at=clock.now())


@shared_task(ignore_result=True)
def audit_counters() -> None:
    actions.audit_counts(at=clock.now())
