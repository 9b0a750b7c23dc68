"""Believable rounds for the demonstration: one in voting, one published, one in preparation.

The year's other phases: idea_seeds.py (ideas, costing, panel), history_seeds.py (announced, counted, carried
out, and a large election of the past).
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from budgets import actions, history_seeds, idea_seeds
from budgets.models import Envelope, Round
from budgets.seed_projects import CITY, HAEUNDAE, JONGNO, PAST_CITY, PAST_JONGNO
from budgets.seed_rounds import (
    EOK,
    GREEDY,
    SHARES,
    area,
    count_out,
    crowd_votes,
    hour,
    make_envelope,
    make_round,
    publish,
    spare_the_mailboxes,
)

Say = Callable[[int, int, str], None]
LABEL = "참여예산"


def seed(say: Say, people: dict[str, Any], at: datetime) -> None:
    """What is there already stays; a seed that was cut short goes on with the next round."""
    steps = [_voting, _past, _draft, idea_seeds.seed, history_seeds.seed]
    for done, step in enumerate(steps):
        say(done, len(steps), LABEL)
        step(people, at)
    say(len(steps), len(steps), LABEL)


def _voting(people: dict[str, Any], at: datetime) -> None:
    title = "2027년 주민참여예산 온라인 투표"
    if Round.objects.filter(title=title).exists():
        return
    opens, closes = hour(at) - timedelta(days=6), hour(at) + timedelta(days=9)
    round_ = make_round(
        people,
        title,
        "주민이 제안하고 담당 부서가 비용을 따져 본 사업들입니다. 내년 예산을 어디에 먼저 쓸지 골라 주세요. "
        "시 전체 사업은 누구나, 동네 사업은 그 지역에 사는 분이 정합니다.",
        opens,
        closes,
    )
    city = make_envelope(
        people, round_, SHARES, CITY, name="시 전체", amount=30 * EOK, min_choices=3, max_choices=6
    )
    make_envelope(
        people,
        round_,
        GREEDY,
        JONGNO,
        name="종로구",
        area=area("11110"),
        amount=5 * EOK,
        ballot_kind="knapsack",
    )
    make_envelope(
        people,
        round_,
        SHARES,
        HAEUNDAE,
        name="해운대구",
        area=area("26350"),
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
    opens, closes = hour(at) - timedelta(days=380), hour(at) - timedelta(days=366)
    round_ = make_round(
        people,
        title,
        "지난해 주민이 직접 고른 사업입니다. 어떤 사업이 왜 뽑혔는지, "
        "표를 어떻게 셌는지 모두 볼 수 있습니다.",
        opens,
        closes,
    )
    make_envelope(
        people, round_, SHARES, PAST_CITY, name="시 전체", amount=20 * EOK, min_choices=3, max_choices=5
    )
    make_envelope(
        people,
        round_,
        GREEDY,
        PAST_JONGNO,
        name="종로구",
        area=area("11110"),
        amount=4 * EOK,
        ballot_kind="knapsack",
    )
    actions.announce_round(actor=people["admin"], round_id=round_.pk, at=opens - timedelta(days=14))
    actions.open_round(round_id=round_.pk, at=opens)
    for envelope in round_.envelopes.select_related("area"):
        crowd_votes(envelope, people["crowd"])
    count_out(round_, closes)
    publish(people, round_, closes + timedelta(days=1))
    spare_the_mailboxes(round_, at)


def _draft(people: dict[str, Any], at: datetime) -> None:
    title = "2027년 청소년참여예산"
    if Round.objects.filter(title=title).exists():
        return
    opens = hour(at) + timedelta(days=60)
    round_ = make_round(
        people,
        title,
        "청소년이 제안하고 청소년이 고르는 예산입니다.",
        opens,
        opens + timedelta(days=14),
    )
    make_envelope(
        people, round_, SHARES, PAST_CITY[:3], name="시 전체", amount=12 * EOK, min_choices=2, max_choices=3
    )
