"""A past election from a Pabulib file becomes a closed, sealed, counted round that everyone can look at."""

import re
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction

from budgets import box, counting
from budgets.actions.sealing import write_tree
from budgets.actions.tallies import fingerprint
from budgets.counting import Step
from budgets.models import Envelope, Project, Round, RoundEvent, SealedBallot, Tally
from budgets.tally import Rule
from budgets.tally.pb import Election, Vote
from portal import audit, outbox

BATCH = 2000


def import_election(
    election: Election, rule: Rule, origin: str, at: datetime, progress: Step | None = None
) -> Round:
    """Write the round, its ballots and our own count of it. All or nothing."""
    with transaction.atomic():
        round_ = _round(election, origin, at)
        envelope = _envelope(round_, election, rule)
        _projects(envelope, election)
        _ballots(envelope, election)
        result = counting.result_of(envelope, envelope.tally_rule(), progress)
        Tally.objects.create(
            envelope=envelope,
            state=Tally.State.DONE,
            steps=result["steps"],
            started_at=at,
            finished_at=at,
            result=result,
            sha256=fingerprint(result),
        )
        detail = {"origin": origin}
        audit.record(actor_id=None, verb="budgets.imported", target=round_.target, at=at, detail=detail)
        outbox.emit("search.changed", {"kind": "budgets.round", "id": round_.public_id}, at=at)
    return round_


def _round(election: Election, origin: str, at: datetime) -> Round:
    meta = election.meta
    first, last = date_of(meta.get("date_begin", "")), date_of(meta.get("date_end", ""))
    opens = first or at - timedelta(days=1)
    closes = max((last or opens) + timedelta(days=1), opens + timedelta(days=1))
    round_ = Round.objects.create(
        title=meta.get("description", "")[:120] or origin[:120],
        summary=" · ".join(meta[key] for key in ("country", "unit", "subunit", "instance") if meta.get(key)),
        state=Round.State.PUBLISHED,
        opens_at=opens,
        closes_at=closes,
        closed_at=closes,
        sealed_at=at,
        published_at=at,
        created_at=at,
        origin=origin[:200],
    )
    RoundEvent.objects.create(round=round_, state=Round.State.CLOSED, at=closes)
    RoundEvent.objects.create(round=round_, state=Round.State.PUBLISHED, at=at)
    return round_


def date_of(text: str) -> datetime | None:
    """Midnight UTC of `dd.mm.yyyy` or of the first of January of `yyyy`."""
    found = re.fullmatch(r"(?:(\d{1,2})\.(\d{1,2})\.)?(\d{4})", text.strip())
    if not found:
        return None
    day, month, year = found.groups(default="1")
    try:
        return datetime(int(year), int(month), int(day), tzinfo=UTC)
    except ValueError:
        return None


def _envelope(round_: Round, election: Election, rule: Rule) -> Envelope:
    meta, many = election.meta, max(len(election.projects), 1)
    envelope = Envelope(
        round=round_,
        name=(meta.get("subunit") or meta.get("district") or meta.get("unit") or "-")[:60],
        amount=election.budget,
        min_choices=_number(meta.get("min_length"), 1),
        max_choices=max(_number(meta.get("max_length"), many), _number(meta.get("min_length"), 1)),
        rule=rule.record(),
        rule_sha256=rule.digest,
        currency=meta.get("currency", "XXX")[:3],
        scale=election.scale,
    )
    if meta.get("max_sum_cost"):
        envelope.ballot_kind = Envelope.Ballot.KNAPSACK
    envelope.save()
    return envelope


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isdigit() and int(text) > 0 else default


def _projects(envelope: Envelope, election: Election) -> None:
    rows = zip(election.projects, election.rows, strict=True)
    Project.objects.bulk_create(
        [_project(envelope, number, found, row) for number, (found, row) in enumerate(rows, start=1)],
        batch_size=BATCH,
    )


def _project(envelope: Envelope, number: int, found: Any, row: dict[str, str]) -> Project:
    return Project(
        envelope=envelope,
        number=number,
        external_id=found.id,
        title=(found.name or found.id)[:400],
        description=row.get("description", "")[:4000],
        category=row.get("category", "")[:60],
        place=row.get("neighborhood", "")[:120],
        cost=found.cost,
    )


def _ballots(envelope: Envelope, election: Election) -> None:
    """In random order, without the voters' names: an imported election is sealed like ours."""
    votes = list(election.votes)
    secrets.SystemRandom().shuffle(votes)
    SealedBallot.objects.bulk_create(_sealed(envelope, votes), batch_size=BATCH)
    leaves = [box.leaf(envelope.public_id, None, _numbers(vote), vote.points) for vote in votes]
    write_tree(envelope, leaves)


def _sealed(envelope: Envelope, votes: list[Vote]) -> Iterator[SealedBallot]:
    for place, vote in enumerate(votes):
        points = list(vote.points) if vote.points is not None else None
        yield SealedBallot(envelope=envelope, place=place, choices=_numbers(vote), points=points)


def _numbers(vote: Vote) -> list[int]:
    numbers = [index + 1 for index in vote.choices]
    return numbers if vote.points is not None else sorted(numbers)
