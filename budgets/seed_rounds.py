"""How the demonstration's rounds are made: through the actions, as people would.

Only the crowd's ballots are made in bulk, under the same key and names, because a thousand separate commits
would only slow the start.
"""

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection

from budgets import actions, box, counting, roll
from budgets.actions.sandbox import filled_in
from budgets.models import Ballot, Envelope, Round, Tally, VoterRoll
from budgets.seed_projects import Wish
from budgets.tally import Rule
from portal import clock, locks
from portal.organisations.models import Area
from portal.outbox.models import Event

SHARES = Rule(method="equal_shares", min_votes=1, start="floor", increment_permille=5)
GREEDY = Rule(min_votes=1)
BORDA = Rule(method="borda", min_votes=1)
POINTS = replace(SHARES, utility="points")
EOK = 100_000_000
PATIENCE = 120  # seconds for a count that another process has begun
OLD_NEWS = (
    "budgets.voting_opened",
    "budgets.result_published",
    "budgets.phase_began",
    "budgets.phase_moved",
    "budgets.milestone_done",
    "budgets.milestone_moved",
    "budgets.milestone_withdrawn",
    "budgets.milestone_corrected",
)


def make_round(people: dict[str, Any], title: str, summary: str, opens: datetime, closes: datetime) -> Round:
    return actions.create_round(
        actor=people["admin"], title=title, summary=summary, opens_at=opens, closes_at=closes, at=opens
    )


class Purse(NamedTuple):
    """An envelope: `amount` in units of 100,000,000 won, `ballot` the fields of its form, `area` a code."""

    name: str
    amount: int
    rule: Rule
    wishes: list[Wish]
    ballot: dict[str, Any]
    area: str = ""


def make_envelope(people: dict[str, Any], round_: Round, purse: Purse) -> Envelope:
    actor, at = people["admin"], round_.created_at
    area = Area.objects.get(code=purse.area) if purse.area else None
    fields = {"name": purse.name, "amount": purse.amount * EOK, "area": area, **purse.ballot}
    envelope = actions.add_envelope(actor=actor, round_id=round_.pk, fields=fields, rule=purse.rule, at=at)
    for wish in purse.wishes:
        actions.add_project(actor=actor, envelope_id=envelope.pk, fields=wish.fields(), at=at)
    return envelope


def morning(at: datetime) -> datetime:
    """Nine o'clock of that day, when offices begin what they have announced."""
    return clock.local(at).replace(hour=9, minute=0, second=0, microsecond=0)


def evening(at: datetime) -> datetime:
    """Six o'clock of that day, when ballot boxes close."""
    return clock.local(at).replace(hour=18, minute=0, second=0, microsecond=0)


def count_out(round_: Round, closes: datetime) -> None:
    """From the deadline to a count that waits for its two administrators."""
    actions.close_round(round_id=round_.pk, at=closes)
    actions.seal_round(round_id=round_.pk, at=closes)
    for envelope_id in round_.envelopes.values_list("pk", flat=True):
        counting.count_envelope(envelope_id, closes, lambda: closes)
    wait_for_the_count(round_)


def wait_for_the_count(round_: Round) -> None:
    """Where the house runs already, a worker may have claimed an envelope first and be counting it still."""
    deadline = time.monotonic() + PATIENCE
    while Tally.objects.filter(envelope__round=round_).exclude(state=Tally.State.DONE).exists():
        if time.monotonic() > deadline:
            raise TimeoutError(f"{round_.title}: nobody finishes its count")
        time.sleep(0.05)
    round_.refresh_from_db()


def publish(people: dict[str, Any], round_: Round, at: datetime) -> None:
    actions.check_result(actor=people["admin"], round_id=round_.pk, at=at)
    actions.publish_result(actor=people["admin2"], round_id=round_.pk, at=at)
    round_.refresh_from_db()


def spare_the_mailboxes(round_: Round, at: datetime) -> None:
    """Nobody is told today that last year's vote has begun."""
    old = Event.objects.filter(topic__in=OLD_NEWS, payload__round=round_.public_id, done_at=None)
    old.update(done_at=at)


@contextmanager
def held(round_: Round) -> Iterator[None]:
    """Nobody else closes or seals this round: where the house runs already, its clock would take last year's
    box before it is full. The round's own lock, held by this session over several actions."""
    key = [locks.number("budgets.round", round_.pk)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", key)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", key)


def crowd_votes(envelope: Envelope, crowd: list[Any]) -> None:
    """Some hundred ballots of the envelope's kind, with tastes: a few projects are loved by many."""
    chance = random.Random(f"{envelope.round.title}:{envelope.name}")
    projects = list(envelope.projects.all())
    people = [user for user in crowd if envelope.area_id in (None, user.area_id)]
    voters = [user for user in people if chance.random() < _share_of(envelope)]
    filled = filled_in(envelope, projects, len(voters), envelope.round.title)
    key = box.read_key(envelope.round.public_id)
    pairs = list(zip(voters, filled, strict=False))
    ballots = [_ballot(envelope, key, voter, *picks) for voter, picks in pairs]
    Ballot.objects.bulk_create(ballots, batch_size=1000, ignore_conflicts=True)
    persons = roll.persons(envelope.round_id, [voter for voter, _picks in pairs])
    entries = [
        VoterRoll(round_id=envelope.round_id, voter_id=pk, person=name) for pk, name in persons.items()
    ]
    VoterRoll.objects.bulk_create(entries, batch_size=1000, ignore_conflicts=True)


def _share_of(envelope: Envelope) -> float:
    """The first ballot of the city is filled in by everybody, a theme's or a district's by fewer."""
    return 1.0 if envelope.area is None and envelope.ballot_kind == Envelope.Ballot.APPROVAL else 0.6


def _ballot(
    envelope: Envelope, key: bytes, voter: Any, numbers: list[int], points: list[int] | None
) -> Ballot:
    name = box.pseudonym(key, envelope.pk, voter.pk)
    code = box.receipt_code(key, name, numbers, points)
    return Ballot(
        envelope=envelope,
        pseudonym=name,
        choices=numbers,
        points=points,
        receipt_hash=box.receipt_hash(code),
    )
