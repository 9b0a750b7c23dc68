"""Doorbells: find what is due, call an action. Safe to ring twice."""

from contextlib import suppress
from datetime import datetime

from celery import shared_task

from budgets import actions, box
from budgets.actions.tallies import claimable
from budgets.models import Round, Tally
from portal import clock
from portal.refusals import Refused

BEAT = {
    "budgets: open, close, seal and count what is due": {"task": "budgets.tasks.keep_time", "schedule": 15.0},
}


@shared_task
def keep_time() -> None:
    """Open and close on the dates; pick up whatever a lost message or a killed worker left lying."""
    at = clock.now()
    for round_id in Round.objects.due_to_open(at).values_list("pk", flat=True):
        actions.open_round(round_id=round_id, at=at)
    for round_id in Round.objects.due_to_close(at).values_list("pk", flat=True):
        actions.close_round(round_id=round_id, at=at)
    for round_id in Round.objects.filter(state="closed", sealed_at=None).values_list("pk", flat=True):
        seal_when_ready(round_id, at)
    for envelope_id in Tally.objects.filter(claimable(at)).values_list("envelope_id", flat=True):
        count_envelope.delay(envelope_id)
    _leave_no_traces()


def seal_when_ready(round_id: int, at: datetime) -> None:
    """Paper may keep the box open for days; what is missing stands on the staff's pages."""
    with suppress(Refused):
        actions.seal_round(round_id=round_id, at=at)


def _leave_no_traces() -> None:
    """A crash between sealing and destroying the key must not leave it lying."""
    for name in Round.objects.exclude(sealed_at=None).values_list("public_id", flat=True):
        box.destroy_key(name)
    with suppress(Refused):  # somebody is voting in another round: next time
        actions.cut_open_box(at=clock.now())


@shared_task
def count_envelope(envelope_id: int) -> None:
    from budgets import counting

    counting.count_envelope(envelope_id, clock.now(), clock.now)
