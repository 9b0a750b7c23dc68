"""Casting: what tens of thousands do in the same hour, so a few statements and no shared row."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from budgets import box, queries, roll, rules
from budgets.models import Envelope, Project, Round
from portal import audit, locks, outbox
from portal.actions import action
from portal.refusals import refuse

# Roll and ballot in one statement. Whoever presses twice, or from two devices, has one ballot: the last.
# The roll answers through which channel she votes: whoever took paper writes no ballot, however close it was.
WRITE = f"""
WITH roll AS (
    INSERT INTO budgets_voterroll (round_id, voter_id, person, channel)
    VALUES (%(round)s, %(voter)s, {roll.PERSON}, 'web')
    ON CONFLICT (round_id, person) DO UPDATE SET channel = budgets_voterroll.channel
    RETURNING channel
)
INSERT INTO budgets_ballot (id, envelope_id, pseudonym, choices, receipt_hash)
SELECT %(id)s::uuid, %(envelope)s::bigint, %(pseudonym)s, %(choices)s::integer[], %(receipt)s
FROM roll WHERE channel = 'web'
ON CONFLICT (envelope_id, pseudonym) DO UPDATE
SET choices = EXCLUDED.choices, receipt_hash = EXCLUDED.receipt_hash
RETURNING (xmax = 0)
"""  # noqa: S608  (a sentence of ours)


@dataclass(frozen=True, slots=True)
class Cast:
    """What the voter keeps. `code` is shown to her alone; `first` is False when she changed her ballot."""

    code: str
    first: bool


@action
def cast_ballot(*, voter: Any, envelope: Envelope, choices: Sequence[str], at: datetime) -> Cast:
    """Save a ballot, or change it. `choices`: public ids of projects. Only the last ballot counts.

    The envelope is frozen since the announcement, so the caller's copy will do; the round is read anew.
    """
    # Closing takes this lock alone, so whoever passes here is still counted.
    locks.share("budgets.round", envelope.round_id)
    round_ = Round.objects.get(pk=envelope.round_id)
    refuse(rules.time_refusal(round_, at))
    refuse(rules.voter_refusal(voter, envelope))
    _one_district(voter, envelope)
    numbers, costs = _projects(envelope, choices)
    refuse(rules.choices_refusal(envelope, costs, choices))
    cast = _write(round_, envelope, voter, sorted(numbers[name] for name in choices))
    # Neither line says what was chosen, nor in which envelope.
    audit.record(actor_id=voter.pk, verb="budgets.took_part", target=round_.target, at=at)
    outbox.emit("budgets.ballot_recorded", {"round": round_.public_id, "voter": voter.pk}, at=at)
    return cast


def _one_district(voter: Any, envelope: Envelope) -> None:
    """Her own lock, so that two districts in two windows do not both find the other one empty."""
    if envelope.area_id is not None:
        locks.alone("budgets.voter", f"{envelope.round_id}:{voter.pk}")
        refuse(rules.MOVED if queries.voted_elsewhere(voter, envelope) else None)


def _projects(envelope: Envelope, choices: Sequence[str]) -> tuple[dict[str, int], dict[str, int]]:
    """Number and cost of those chosen that this envelope has, by their public id."""
    chosen = Project.objects.filter(envelope=envelope, public_id__in=set(choices))
    rows = list(chosen.order_by().values_list("public_id", "number", "cost"))
    return {name: number for name, number, _ in rows}, {name: cost for name, _, cost in rows}


def _write(round_: Round, envelope: Envelope, voter: Any, numbers: list[int]) -> Cast:
    key = box.read_key(round_.public_id)
    name = box.pseudonym(key, envelope.pk, voter.pk)
    code = box.receipt_code(key, name, numbers)
    values = {
        "round": round_.pk,
        "voter": voter.pk,
        "id": uuid.uuid4(),
        "envelope": envelope.pk,
        "pseudonym": name,
        "choices": numbers,
        "receipt": box.receipt_hash(code),
    }
    with connection.cursor() as cursor:
        cursor.execute(WRITE, values)
        row = cursor.fetchone()
    refuse(roll.HAS_PAPER if row is None else None)
    return Cast(code=code, first=bool(row and row[0]))
