"""Casting: what tens of thousands do in the same hour, so a few statements and no shared row."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from budgets import ballot_rules, box, eligibility, roll, rules
from budgets.ballot_rules import Line
from budgets.models import Envelope, Round
from portal import audit, locks, outbox
from portal.actions import action
from portal.refusals import refuse

# The round as it is now, the chosen projects (one row each), and the other districts' envelopes.
READ = f"""
SELECT round.public_id, round.state, round.opens_at, round.closes_at, ARRAY({eligibility.RIVALS}),
    project.public_id, project.number, project.cost, project.category
FROM budgets_round round
LEFT JOIN budgets_project project
    ON project.envelope_id = %s AND project.public_id = ANY(%s::varchar[])
WHERE round.id = %s
"""  # noqa: S608  (two statements of ours)

# Roll and ballot in one statement. Whoever presses twice, or from two devices, has one ballot: the last.
# The roll answers through which channel she votes: whoever took paper writes no ballot, however close it was.
WRITE = f"""
WITH roll AS (
    INSERT INTO budgets_voterroll (round_id, voter_id, person, channel)
    VALUES (%(round)s, %(voter)s, {roll.PERSON}, 'web')
    ON CONFLICT (round_id, person) DO UPDATE SET channel = budgets_voterroll.channel
    RETURNING channel
)
INSERT INTO budgets_ballot (id, envelope_id, pseudonym, choices, points, receipt_hash)
SELECT %(id)s::uuid, %(envelope)s::bigint, %(pseudonym)s, %(choices)s::integer[], %(points)s::integer[],
    %(receipt)s
FROM roll WHERE channel = 'web'
ON CONFLICT (envelope_id, pseudonym) DO UPDATE
SET choices = EXCLUDED.choices, points = EXCLUDED.points, receipt_hash = EXCLUDED.receipt_hash
RETURNING (xmax = 0)
"""  # noqa: S608  (a sentence of ours)


@dataclass(frozen=True, slots=True)
class Cast:
    """What the voter keeps. `code` is shown to her alone; `first` is False when she changed her ballot."""

    code: str
    first: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """What a ballot is judged by, read after the lock."""

    round: Round
    rivals: list[int]
    lines: dict[str, Line]


@action
def cast_ballot(
    *,
    voter: Any,
    envelope: Envelope,
    choices: Sequence[str],
    points: Sequence[int] | None = None,
    at: datetime,
) -> Cast:
    """Save a ballot, or change it. Only the last ballot counts.

    `choices`: public ids of projects, the best first on a ranked ballot; `points` beside them on a ballot by
    points. The envelope is frozen since the announcement, so the caller's copy will do; the round is read
    anew.
    """
    # Closing takes this lock alone, so whoever passes here is still counted.
    locks.share("budgets.round", envelope.round_id)
    ground = _read(envelope, choices)
    refuse(rules.time_refusal(ground.round, at))
    refuse(eligibility.refusal(voter, envelope, at))
    _one_district(voter, ground)
    refuse(ballot_rules.choices_refusal(envelope, ground.lines, choices, points))
    cast = _write(
        ground.round, envelope, voter, *ballot_rules.written(envelope, ground.lines, choices, points)
    )
    # Neither line says what was chosen, nor in which envelope.
    audit.record(actor_id=voter.pk, verb="budgets.took_part", target=ground.round.target, at=at)
    payload = {"round": ground.round.public_id, "voter": voter.pk}
    outbox.emit("budgets.ballot_recorded", payload, at=at)
    return cast


def _read(envelope: Envelope, choices: Sequence[str]) -> Ground:
    with connection.cursor() as cursor:
        cursor.execute(READ, [envelope.pk, envelope.pk, list(choices), envelope.round_id])
        rows = cursor.fetchall()
    public_id, state, opens_at, closes_at, rivals = rows[0][:5]
    round_ = Round(
        pk=envelope.round_id, public_id=public_id, state=state, opens_at=opens_at, closes_at=closes_at
    )
    return Ground(round_, rivals, {row[5]: Line(*row[6:]) for row in rows if row[5] is not None})


def _one_district(voter: Any, ground: Ground) -> None:
    """Her own lock, so that two districts in two windows do not both find the other one empty."""
    if ground.rivals:
        locks.alone("budgets.voter", f"{ground.round.pk}:{voter.pk}")
        refuse(eligibility.moved(voter, ground.round, ground.rivals))


def _write(
    round_: Round, envelope: Envelope, voter: Any, numbers: list[int], points: list[int] | None
) -> Cast:
    key = box.read_key(round_.public_id)
    name = box.pseudonym(key, envelope.pk, voter.pk)
    code = box.receipt_code(key, name, numbers, points)
    values = {
        "round": round_.pk,
        "voter": voter.pk,
        "id": uuid.uuid4(),
        "envelope": envelope.pk,
        "pseudonym": name,
        "choices": numbers,
        "points": points,
        "receipt": box.receipt_hash(code),
    }
    with connection.cursor() as cursor:
        cursor.execute(WRITE, values)
        row = cursor.fetchone()
    refuse(roll.HAS_PAPER if row is None else None)
    return Cast(code=code, first=bool(row and row[0]))
