"""How the demonstration's rounds are made: through the actions, as people would.

Only the crowd's ballots are made in bulk, under the same key and names, because a thousand separate commits
would only slow the start.
"""

import random
from datetime import datetime
from typing import Any

from budgets import actions, box, counting, roll
from budgets.models import Ballot, Envelope, Project, Round, VoterRoll
from budgets.seed_projects import Wish
from budgets.tally import Rule
from portal.organisations.models import Area
from portal.outbox.models import Event

SHARES = Rule(method="equal_shares", min_votes=1, start="floor", increment_permille=5)
GREEDY = Rule(min_votes=1)
EOK = 100_000_000
OLD_NEWS = (
    "budgets.voting_opened",
    "budgets.result_published",
    "budgets.phase_began",
    "budgets.milestone_done",
    "budgets.milestone_moved",
)


def make_round(people: dict[str, Any], title: str, summary: str, opens: datetime, closes: datetime) -> Round:
    return actions.create_round(
        actor=people["admin"], title=title, summary=summary, opens_at=opens, closes_at=closes, at=opens
    )


def make_envelope(
    people: dict[str, Any], round_: Round, rule: Rule, wishes: list[Wish], **fields: Any
) -> Envelope:
    actor, at = people["admin"], round_.created_at
    envelope = actions.add_envelope(actor=actor, round_id=round_.pk, fields=fields, rule=rule, at=at)
    for wish in wishes:
        actions.add_project(actor=actor, envelope_id=envelope.pk, fields=wish.fields(), at=at)
    return envelope


def area(code: str) -> Area:
    return Area.objects.get(code=code)


def hour(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)


def count_out(round_: Round, closes: datetime) -> None:
    """From the deadline to a count that waits for its two administrators."""
    actions.close_round(round_id=round_.pk, at=closes)
    actions.seal_round(round_id=round_.pk, at=closes)
    for envelope_id in round_.envelopes.values_list("pk", flat=True):
        counting.count_envelope(envelope_id, closes, lambda: closes)


def publish(people: dict[str, Any], round_: Round, at: datetime) -> None:
    actions.check_result(actor=people["admin"], round_id=round_.pk, at=at)
    actions.publish_result(actor=people["admin2"], round_id=round_.pk, at=at)


def spare_the_mailboxes(round_: Round, at: datetime) -> None:
    """Nobody is told today that last year's vote has begun."""
    old = Event.objects.filter(topic__in=OLD_NEWS, payload__round=round_.public_id, done_at=None)
    old.update(done_at=at)


def crowd_votes(envelope: Envelope, crowd: list[Any]) -> None:
    """Some hundred ballots with tastes: a few projects are loved by many, each by somebody."""
    chance = random.Random(envelope.name + str(envelope.round_id))
    projects = list(envelope.projects.all())
    key = box.read_key(Round.objects.get(pk=envelope.round_id).public_id)
    voters = [user for user in crowd if envelope.area is None or chance.random() < 0.6]
    liked = {project.pk: chance.uniform(1.0, 2.4) for project in projects}
    ballots = [_ballot(envelope, projects, liked, key, voter, chance) for voter in voters]
    Ballot.objects.bulk_create(ballots, batch_size=1000, ignore_conflicts=True)
    persons = roll.persons(envelope.round_id, voters)
    entries = [VoterRoll(round_id=envelope.round_id, voter=one, person=persons[one.pk]) for one in voters]
    VoterRoll.objects.bulk_create(entries, batch_size=1000, ignore_conflicts=True)


def _ballot(
    envelope: Envelope,
    projects: list[Project],
    liked: dict[int, float],
    key: bytes,
    voter: Any,
    chance: random.Random,
) -> Ballot:
    ranked = sorted(projects, key=lambda project: -liked[project.pk] * chance.random())
    numbers = sorted(project.number for project in _affordable(envelope, ranked, chance))
    name = box.pseudonym(key, envelope.pk, voter.pk)
    return Ballot(
        envelope=envelope,
        pseudonym=name,
        choices=numbers,
        receipt_hash=box.receipt_hash(box.receipt_code(key, name, numbers)),
    )


def _affordable(envelope: Envelope, ranked: list[Project], chance: random.Random) -> list[Project]:
    if not envelope.is_knapsack:
        return ranked[: chance.randint(envelope.min_choices, envelope.max_choices)]
    left, taken = envelope.amount, []
    for project in ranked:
        if project.cost <= left:
            taken.append(project)
            left -= project.cost
    return taken
