"""Doorbells: find what is due, call an action. Safe to ring twice."""

from celery import shared_task

from budgets import actions, box, publishing
from budgets.actions.tallies import claimable
from budgets.models import Round, Tally
from portal import clock

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
        actions.seal_round(round_id=round_id, at=at)
    for envelope_id in Tally.objects.filter(claimable(at)).values_list("envelope_id", flat=True):
        count_envelope.delay(envelope_id)
    for upload_id in publishing.waiting_uploads(at):
        import_upload.delay(upload_id)
    for opinion_id in publishing.waiting_opinions():
        make_opinion.delay(opinion_id)
    for envelope_id in publishing.without_file():
        freeze_file.delay(envelope_id)
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
def freeze_file(envelope_id: int) -> None:
    publishing.freeze_file(envelope_id, clock.now())


@shared_task
def import_upload(upload_id: int) -> None:
    publishing.import_upload(upload_id, clock.now)


@shared_task
def make_opinion(opinion_id: int) -> None:
    publishing.make_opinion(opinion_id, clock.now())
