"""The bridge between the database and the pure count: sealed ballots in, result file out."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db.models import Count

from budgets import actions, appraisal_queries, export
from budgets.models import Envelope, SealedBallot, Tally
from budgets.tally import Instance, Mismatch, Project, Rule, count, verify
from budgets.tally.categories import carried
from budgets.tally.instance import merge_counted
from budgets.tally.report import to_json

Step = Callable[[int, Fraction], None]
Reading = Callable[[int], None]
CountedBallot = tuple[Sequence[int], Sequence[int] | None, int]
CHUNK = 10_000
BEAT = 1.0  # seconds


def instance_of(envelope: Envelope, reading: Reading | None = None) -> Instance:
    """The sealed ballots of an envelope, merged, with the scores that its rule weighs beside them.
    `reading(ballots)` is told how many have been read."""
    rows = list(envelope.projects.order_by("number"))
    projects = [Project(row.ballot_id, row.cost, row.title, carried(row.category)) for row in rows]
    index = {row.number: place for place, row in enumerate(rows)}
    ranked = envelope.ballot_kind == Envelope.Ballot.RANKED
    ballots = _ballots(envelope, index, reading or (lambda ballots: None))
    merged = merge_counted(envelope.amount, projects, ballots, ranked=ranked)
    panels = appraisal_queries.panels_for(envelope, [project.id for project in projects])
    return replace(merged, panels=panels) if panels else merged


def _ballots(envelope: Envelope, index: dict[int, int], reading: Reading) -> Iterator[CountedBallot]:
    """The database merges equal ballots; what is left streams in constant memory."""
    sealed = SealedBallot.objects.filter(envelope=envelope).order_by().values_list("choices", "points")
    rows = sealed.annotate(many=Count("*")).iterator(chunk_size=CHUNK)
    done = 0
    for row, (choices, points, many) in enumerate(rows):
        if row % CHUNK == 0:
            reading(done)
        yield [index[number] for number in choices], points, many
        done += many
    reading(done)


def result_of(
    envelope: Envelope, rule: Rule, progress: Step | None = None, reading: Reading | None = None
) -> dict[str, Any]:
    """Count, then replay the transcript by the plain second path; both must agree (else `Mismatch`), and so
    must what will be published: a result whose own file gives other winners would help nobody."""
    instance = instance_of(envelope, reading)
    export.head_holds(envelope, instance)
    result = count(instance, rule, progress)
    verify(instance, rule, result)
    return to_json(instance, rule, result)


def count_envelope(envelope_id: int, at: datetime, clock: Callable[[], datetime]) -> None:
    """Count one envelope from claim to kept result. A second call finds nothing to claim."""
    if actions.start_tally(envelope_id=envelope_id, at=at) is None:
        return
    envelope = Envelope.objects.select_related("round").get(pk=envelope_id)
    try:
        rule = envelope.tally_rule(envelope.round.lot_seed)
        beat = _heartbeat(envelope_id, clock)
        result = result_of(
            envelope, rule, lambda step, wallet: beat(steps=step), lambda ballots: beat(ballots_read=ballots)
        )
    except (Mismatch, ValueError) as trouble:
        actions.fail_tally(envelope_id=envelope_id, trouble=str(trouble), at=clock())
        return
    actions.finish_tally(envelope_id=envelope_id, result=result, at=clock())


def _heartbeat(envelope_id: int, clock: Callable[[], datetime]) -> Callable[..., None]:
    """Tell at most once a second how far the count is; staff watch it, and a silent count is taken over."""
    last = [time.monotonic()]

    def beat(**seen: int) -> None:
        if time.monotonic() - last[0] >= BEAT:
            last[0] = time.monotonic()
            Tally.objects.filter(envelope=envelope_id).update(**seen, touched_at=clock())

    return beat
