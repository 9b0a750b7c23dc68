"""Between the database and the pure analyses: sealed ballots in, figures out, a slice at a time."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from budgets import actions, counting
from budgets.models import Analysis, Envelope, Tally
from budgets.tally import Instance, Rule
from budgets.tally.analysis import Comparison, Job, Missing, Stability, WhatIf

SLICE = 20.0  # seconds of work before the queue is let in again
Kind = Analysis.Kind


def due_envelopes() -> list[int]:
    """Counted, sealed and not yet asked about."""
    done = Tally.objects.filter(state=Tally.State.DONE, envelope__analyses=None)
    return list(done.values_list("envelope_id", flat=True)[:20])


def job_of(kind: str, envelope: Envelope) -> Job:
    """The pure analysis of this kind; it sees the ballots as the count saw them."""
    instance, rule = counting.instance_of(envelope), envelope.revealed_rule()
    return {Kind.MISSING: _missing, Kind.STABILITY: _stability}.get(Kind(kind), _plain)(
        Kind(kind), envelope, instance, rule
    )


def _plain(kind: Kind, envelope: Envelope, instance: Instance, rule: Rule) -> Job:
    return Comparison(instance, rule) if kind == Kind.COMPARISON else WhatIf(instance, rule)


def _missing(kind: Kind, envelope: Envelope, instance: Instance, rule: Rule) -> Job:
    won = {row["project"] for row in (envelope.tally.result or {})["winners"]}
    winners = tuple(i for i, project in enumerate(instance.projects) if project.id in won)
    return Missing(instance, rule, winners)


def _stability(kind: Kind, envelope: Envelope, instance: Instance, rule: Rule) -> Job:
    """Seeded by what nobody could choose: the hash of the result itself."""
    return Stability(instance, rule, envelope.tally.sha256)


def work(
    analysis_id: int,
    clock: Callable[[], datetime],
    seconds: float = SLICE,
    progress: Callable[[int, int], None] | None = None,
) -> bool:
    """Take a slice of an analysis; True when something is left to do."""
    if not actions.claim_analysis(analysis_id=analysis_id, at=clock()):
        return False
    analysis = Analysis.objects.select_related("envelope__round", "envelope__tally").get(pk=analysis_id)
    try:
        return _slice(analysis, clock, seconds, progress)
    except (ValueError, ArithmeticError, LookupError) as trouble:
        actions.fail_analysis(analysis_id=analysis_id, trouble=repr(trouble), at=clock())
        return False


def _slice(
    analysis: Analysis,
    clock: Callable[[], datetime],
    seconds: float,
    progress: Callable[[int, int], None] | None,
) -> bool:
    job, outcomes = job_of(analysis.kind, analysis.envelope), list(analysis.partial or [])
    until = time.monotonic() + seconds
    while len(outcomes) < job.total:
        outcomes.append(job.step(len(outcomes)))
        if progress:
            progress(len(outcomes), job.total)
        if time.monotonic() >= until:
            break
    if len(outcomes) < job.total:
        actions.keep_slice(analysis_id=analysis.pk, outcomes=outcomes, total=job.total, at=clock())
        return True
    result: dict[str, Any] = job.finish(outcomes)
    actions.finish_analysis(analysis_id=analysis.pk, result=result, total=job.total, at=clock())
    return False
