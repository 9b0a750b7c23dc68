"""Doorbells: find what is due, call an action. Safe to ring twice."""

from celery import shared_task

from budgets import actions, box
from budgets.actions import arrivals
from budgets.actions.tallies import claimable
from budgets.models import Arrival, Round, Tally
from portal import clock

BEAT = {
    "budgets: adopted proposals that wait for a round": {
        "task": "budgets.tasks.take_in_arrivals",
        "schedule": 300.0,
    },
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
        actions.seal_round(round_id=round_id, at=at)
    for envelope_id in Tally.objects.filter(claimable(at)).values_list("envelope_id", flat=True):
        count_envelope.delay(envelope_id)
    _destroy_spent_keys()


def _destroy_spent_keys() -> None:
    """A crash between sealing and destroying the key must not leave it lying."""
    for name in Round.objects.exclude(sealed_at=None).values_list("public_id", flat=True):
        box.destroy_key(name)


@shared_task
def count_envelope(envelope_id: int) -> None:
    from budgets import counting

    counting.count_envelope(envelope_id, clock.now(), clock.now)


@shared_task
def take_in_arrivals() -> None:
    """A round may have begun to collect since they came."""
    for arrival_id in Arrival.objects.filter(idea=None).order_by("pk").values_list("pk", flat=True)[:200]:
        arrivals.take_in(arrival_id=arrival_id, at=clock.now())
