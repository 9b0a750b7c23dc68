"""The bridge between the database and the pure count: sealed ballots in, result file out."""

import time
from collections.abc import Callable, Iterator
from datetime import datetime
from fractions import Fraction
from typing import Any

from budgets import actions
from budgets.models import Envelope, SealedBallot, Tally
from budgets.tally import Instance, Mismatch, Project, Rule, count, merge, verify
from budgets.tally.instance import Ballot
from budgets.tally.report import to_json

Step = Callable[[int, Fraction], None]


def instance_of(envelope: Envelope) -> Instance:
    """The sealed ballots of an envelope, merged."""
    rows = list(envelope.projects.order_by("number"))
    projects = [Project(row.ballot_id, row.cost, row.title) for row in rows]
    index = {row.number: place for place, row in enumerate(rows)}
    return merge(envelope.amount, projects, _ballots(envelope, index))


def _ballots(envelope: Envelope, index: dict[int, int]) -> Iterator[Ballot]:
    sealed = SealedBallot.objects.filter(envelope=envelope).order_by().values_list("choices", "points")
    for choices, points in sealed.iterator(chunk_size=5000):
        yield [index[number] for number in choices], points


def result_of(envelope: Envelope, rule: Rule, progress: Step | None = None) -> dict[str, Any]:
    """Count, then replay the transcript by the plain second path; both must agree (else `Mismatch`)."""
    instance = instance_of(envelope)
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
        result = result_of(envelope, rule, _heartbeat(envelope_id, clock))
    except (Mismatch, ValueError) as trouble:
        actions.fail_tally(envelope_id=envelope_id, trouble=str(trouble), at=clock())
        return
    actions.finish_tally(envelope_id=envelope_id, result=result, at=clock())


def _heartbeat(envelope_id: int, clock: Callable[[], datetime]) -> Step:
    """Tell at most once a second how far the count is; staff watch it, and a silent count is taken over."""
    last = [time.monotonic()]

    def beat(step: int, wallet: Fraction) -> None:
        if time.monotonic() - last[0] >= 1:
            last[0] = time.monotonic()
            Tally.objects.filter(envelope=envelope_id).update(steps=step, touched_at=clock())

    return beat
