"""Believable rounds for the demonstration: one in voting, one published, one in preparation.

Rounds, envelopes, projects and the people's own ballots go through the actions; the crowd's ballots are made
in bulk under the same key and names, because a thousand separate commits would only slow the start.
"""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from budgets import actions, box, counting, idea_seeds
from budgets.models import Ballot, Envelope, Project, Round, VoterRoll
from budgets.seed_projects import CITY, HAEUNDAE, JONGNO, PAST_CITY, PAST_JONGNO, Wish
from budgets.tally import Rule
from portal import clock
from portal.organisations.models import Area
from portal.outbox.models import Event

Say = Callable[[int, int, str], None]
SHARES = Rule(method="equal_shares", min_votes=1, start="floor", increment_permille=5)
GREEDY = Rule(min_votes=1)
EOK = 100_000_000
LABEL = "참여예산"
OLD_NEWS = ("budgets.voting_opened", "budgets.result_published")


def seed(say: Say, people: dict[str, Any], at: datetime) -> None:
    """What is there already stays; a seed that was cut short goes on with the next round."""
    steps = [_voting, _past, _draft, idea_seeds.seed]
    for done, step in enumerate(steps):
        say(done, len(steps), LABEL)
        step(people, at)
    say(len(steps), len(steps), LABEL)


def _round(people: dict[str, Any], title: str, summary: str, opens: datetime, closes: datetime) -> Round:
    return actions.create_round(
        actor=people["admin"], title=title, summary=summary, opens_at=opens, closes_at=closes, at=opens
    )


def _envelope(
    people: dict[str, Any], round_: Round, rule: Rule, wishes: list[Wish], **fields: Any
) -> Envelope:
    actor, at = people["admin"], round_.created_at
    envelope = actions.add_envelope(actor=actor, round_id=round_.pk, fields=fields, rule=rule, at=at)
    for wish in wishes:
        actions.add_project(actor=actor, envelope_id=envelope.pk, fields=wish.fields(), at=at)
    return envelope


def _area(code: str) -> Area:
    return Area.objects.get(code=code)


def _hour(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)


def _voting(people: dict[str, Any], at: datetime) -> None:
    title = "2027년 주민참여예산 온라인 투표"
    if Round.objects.filter(title=title).exists():
        return
    opens, closes = _hour(at) - timedelta(days=6), _hour(at) + timedelta(days=9)
    round_ = _round(
        people,
        title,
        "주민이 제안하고 담당 부서가 비용을 따져 본 사업들입니다. 내년 예산을 어디에 먼저 쓸지 골라 주세요. "
        "시 전체 사업은 누구나, 동네 사업은 그 지역에 사는 분이 정합니다.",
        opens,
        closes,
    )
    city = _envelope(
        people, round_, SHARES, CITY, name="시 전체", amount=30 * EOK, min_choices=3, max_choices=6
    )
    _envelope(
        people,
        round_,
        GREEDY,
        JONGNO,
        name="종로구",
        area=_area("11110"),
        amount=5 * EOK,
        ballot_kind="knapsack",
    )
    _envelope(
        people,
        round_,
        SHARES,
        HAEUNDAE,
        name="해운대구",
        area=_area("26350"),
        amount=4 * EOK,
        min_choices=2,
        max_choices=4,
    )
    actions.announce_round(actor=people["admin"], round_id=round_.pk, at=opens - timedelta(days=14))
    actions.open_round(round_id=round_.pk, at=at)
    for envelope in round_.envelopes.select_related("area"):
        crowd_votes(envelope, people["crowd"])
    names = list(city.projects.values_list("public_id", flat=True)[:4])
    city = Envelope.objects.select_related("round", "area").get(pk=city.pk)
    actions.cast_ballot(voter=people["minsu"], envelope=city, choices=names, at=at)


def _past(people: dict[str, Any], at: datetime) -> None:
    title = "2026년 주민참여예산 온라인 투표"
    if Round.objects.filter(title=title).exists():
        return
    opens, closes = _hour(at) - timedelta(days=380), _hour(at) - timedelta(days=366)
    round_ = _round(
        people,
        title,
        "지난해 주민이 직접 고른 사업입니다. 어떤 사업이 왜 뽑혔는지, "
        "표를 어떻게 셌는지 모두 볼 수 있습니다.",
        opens,
        closes,
    )
    _envelope(
        people, round_, SHARES, PAST_CITY, name="시 전체", amount=20 * EOK, min_choices=3, max_choices=5
    )
    _envelope(
        people,
        round_,
        GREEDY,
        PAST_JONGNO,
        name="종로구",
        area=_area("11110"),
        amount=4 * EOK,
        ballot_kind="knapsack",
    )
    actions.announce_round(actor=people["admin"], round_id=round_.pk, at=opens - timedelta(days=14))
    actions.open_round(round_id=round_.pk, at=opens)
    for envelope in round_.envelopes.select_related("area"):
        crowd_votes(envelope, people["crowd"])
    actions.close_round(round_id=round_.pk, at=closes)
    actions.seal_round(round_id=round_.pk, at=closes)
    for envelope_id in round_.envelopes.values_list("pk", flat=True):
        counting.count_envelope(envelope_id, closes, clock.now)
    actions.check_result(actor=people["admin"], round_id=round_.pk, at=closes + timedelta(days=1))
    actions.publish_result(actor=people["admin2"], round_id=round_.pk, at=closes + timedelta(days=1))
    _spare_the_mailboxes(round_, at)


def _spare_the_mailboxes(round_: Round, at: datetime) -> None:
    """Nobody is told today that last year's vote has begun."""
    old = Event.objects.filter(topic__in=OLD_NEWS, payload__round=round_.public_id, done_at=None)
    old.update(done_at=at)


def _draft(people: dict[str, Any], at: datetime) -> None:
    title = "2027년 청소년참여예산"
    if Round.objects.filter(title=title).exists():
        return
    opens = _hour(at) + timedelta(days=60)
    round_ = _round(
        people,
        title,
        "청소년이 제안하고 청소년이 고르는 예산입니다.",
        opens,
        opens + timedelta(days=14),
    )
    _envelope(
        people, round_, SHARES, PAST_CITY[:3], name="시 전체", amount=12 * EOK, min_choices=2, max_choices=3
    )


def crowd_votes(envelope: Envelope, crowd: list[Any]) -> None:
    """Some hundred ballots with tastes: a few projects are loved by many, each by somebody."""
    chance = random.Random(envelope.name + str(envelope.round_id))
    projects = list(envelope.projects.all())
    key = box.read_key(Round.objects.get(pk=envelope.round_id).public_id)
    voters = [user for user in crowd if envelope.area is None or chance.random() < 0.6]
    liked = {project.pk: chance.uniform(1.0, 2.4) for project in projects}
    ballots = [_ballot(envelope, projects, liked, key, voter, chance) for voter in voters]
    Ballot.objects.bulk_create(ballots, batch_size=1000, ignore_conflicts=True)
    roll = [VoterRoll(round_id=envelope.round_id, voter=voter) for voter in voters]
    VoterRoll.objects.bulk_create(roll, batch_size=1000, ignore_conflicts=True)


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
