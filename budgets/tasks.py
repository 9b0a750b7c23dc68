"""Doorbells: find what is due, call an action. Safe to ring twice."""

from contextlib import suppress
from datetime import datetime

from celery import shared_task

from budgets import actions, box, panel_queries, publishing, schedule_queries
from budgets.actions import arrivals
from budgets.actions import panel as panels
from budgets.actions.analyses import claimable as claimable_analyses
from budgets.actions.tallies import claimable
from budgets.models import Analysis, Arrival, Round, Tally
from portal import clock
from portal.actions import BUSY
from portal.refusals import Refused

BEAT = {
    "budgets: adopted proposals that wait for a round": {
        "task": "budgets.tasks.take_in_arrivals",
        "schedule": 300.0,
    },
    "budgets: open, close, seal and count what is due": {"task": "budgets.tasks.keep_time", "schedule": 15.0},
    "budgets: files of what is published": {"task": "budgets.tasks.keep_files", "schedule": 15.0},
    "budgets: no byte of a sealed round's open box": {"task": "budgets.tasks.rewrite_box", "schedule": 60.0},
    "budgets: analyse what is counted": {"task": "budgets.tasks.analyse_due", "schedule": 20.0},
}


@shared_task
def keep_time() -> None:
    """Open and close on the dates; pick up whatever a lost message or a killed worker left lying."""
    at = clock.now()
    for round_id, announces in schedule_queries.due_rounds(at):
        _go_on(round_id, announces, at)
    for round_id in Round.objects.due_to_open(at).values_list("pk", flat=True):
        with suppress(Refused):  # too many at one door: the next ring tries again
            actions.open_round(round_id=round_id, at=at)
    for round_id in Round.objects.due_to_close(at).values_list("pk", flat=True):
        with suppress(Refused):
            actions.close_round(round_id=round_id, at=at)
    for round_id in Round.objects.due_to_seal(at).values_list("pk", flat=True):
        with suppress(Refused):  # paper may keep the box open for days; the staff's pages say what is missing
            actions.seal_round(round_id=round_id, at=at)
    for envelope_id in Tally.objects.filter(claimable(at)).values_list("envelope_id", flat=True):
        count_envelope.delay(envelope_id)
    for panel in panel_queries.waiting_to_open():
        panels.open_scores(panel=panel, at=at)
    _destroy_spent_keys()


def _go_on(round_id: int, announces: bool, at: datetime) -> None:
    """What stands in the way of an announcement is told, and holds up neither other rounds nor the box."""
    try:
        actions.begin_due_phases(round_id=round_id, at=at)
        if announces:
            actions.announce_round(actor=None, round_id=round_id, at=at)
    except Refused as refused:
        if refused.refusal.code != BUSY.code:
            actions.note_trouble(round_id=round_id, code=refused.refusal.code, at=at)


def _destroy_spent_keys() -> None:
    """A crash between sealing and destroying the key must not leave it lying."""
    for name in Round.objects.exclude(sealed_at=None).values_list("public_id", flat=True):
        box.destroy_key(name)


@shared_task
def keep_files() -> None:
    """Files that were sent in, residents' opinions, files of published ballots; the open box's own file."""
    at = clock.now()
    for upload_id in publishing.waiting_uploads(at):
        import_upload.delay(upload_id)
    for opinion_id in publishing.waiting_opinions():
        make_opinion.delay(opinion_id)
    for envelope_id in publishing.without_file():
        freeze_file.delay(envelope_id)
    with suppress(Refused):  # somebody is voting in another round: next time
        actions.cut_open_box(at=at)


@shared_task
def rewrite_box() -> None:
    """Until nothing of a sealed round is left; what stays owed stands on the round's page for the staff."""
    at = clock.now()
    if actions.is_cut_due(at):
        actions.rewrite_box(at=at)


@shared_task
def count_envelope(envelope_id: int) -> None:
    from budgets import counting

    counting.count_envelope(envelope_id, clock.now(), clock.now)


@shared_task
def take_in_arrivals() -> None:
    """A round may have begun to collect since they came."""
    for arrival_id in Arrival.objects.filter(idea=None).order_by("pk").values_list("pk", flat=True)[:200]:
        arrivals.take_in(arrival_id=arrival_id, at=clock.now())


@shared_task
def freeze_file(envelope_id: int) -> None:
    publishing.freeze_file(envelope_id, clock.now())


@shared_task
def import_upload(upload_id: int) -> None:
    publishing.import_upload(upload_id, clock.now)


@shared_task
def make_opinion(opinion_id: int) -> None:
    publishing.make_opinion(opinion_id, clock.now())


@shared_task
def analyse_due() -> None:
    """Ask for what every finished count needs; ring for what lies waiting."""
    from budgets import analysing

    at = clock.now()
    for envelope_id in analysing.due_envelopes():
        actions.ask_for_analyses(envelope_id=envelope_id, at=at)
    for analysis_id in Analysis.objects.filter(claimable_analyses(at)).values_list("pk", flat=True)[:20]:
        analyse_slice.delay(analysis_id)


@shared_task
def analyse_slice(analysis_id: int) -> None:
    """Half a minute of work at most: then counts and other analyses have their turn."""
    from budgets import analysing

    if analysing.work(analysis_id, clock.now):
        analyse_slice.delay(analysis_id)
