"""The bridge between the database and the pure count: sealed ballots in, result file out."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from typing import Any

from budgets import actions, appraisal_queries, export, sealed
from budgets.models import Envelope, Tally
from budgets.tally import Instance, Mismatch, Project, Rule, count, verify
from budgets.tally.categories import carried
from budgets.tally.instance import merge_counted
from budgets.tally.report import to_json
from portal.audit import chain

Step = Callable[[int, Fraction], None]
Reading = sealed.Reading
CountedBallot = tuple[Sequence[int], Sequence[int] | None, int]
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
    """The sealed rows, with projects by their place in the count; `Altered` where others lie there."""
    for numbers, points, many in sealed.ballots(envelope, reading):
        try:
            yield [index[number] for number in numbers], points, many
        except KeyError:
            raise sealed.Altered(sealed.NO_PROJECT) from None


def result_of(
    envelope: Envelope, rule: Rule, progress: Step | None = None, reading: Reading | None = None
) -> dict[str, Any]:
    """Count, then replay the transcript by the plain second path; both must agree (else `Mismatch`), and so
    must what will be published: a result whose own file gives other winners would help nobody."""
    instance = instance_of(envelope, reading)
    export.head_holds(envelope, instance)
    result = count(instance, rule, progress)
    verify(instance, rule, result)
    return to_json(instance, rule, result) | {"election": election_of(envelope)}


def election_of(envelope: Envelope) -> dict[str, Any]:
    """Which election a result file is of: else a signed result of one vote could be shown as another's."""
    round_ = envelope.round
    kind = "rehearsal" if round_.is_sandbox else "imported" if round_.origin else "vote"
    return {
        "kind": kind,
        "round": round_.public_id,
        "round_title": round_.title,
        "envelope": envelope.public_id,
        "envelope_name": envelope.name,
        "merkle_root": envelope.merkle_root,
        "ballots_sealed": envelope.ballots_total,
        "audit": chain.head(),
    }


def fits_kept(result: dict[str, Any], kept: dict[str, Any]) -> dict[str, Any]:
    """A recount as it must be to have the kept one's bytes: a round may have been renamed since, the audit
    trail has grown, and counts of earlier releases do not name their election."""
    if "election" not in kept:
        return {key: value for key, value in result.items() if key != "election"}
    words = {key: kept["election"][key] for key in ("round_title", "envelope_name", "audit")}
    return result | {"election": result["election"] | words}


def count_envelope(envelope_id: int, at: datetime, clock: Callable[[], datetime]) -> None:
    """Count one envelope from claim to kept result. A second call finds nothing to claim."""
    if actions.start_tally(envelope_id=envelope_id, at=at) is None:
        return
    envelope = Envelope.objects.select_related("round").get(pk=envelope_id)
    try:
        rule = envelope.revealed_rule()
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
