"""Believable rounds for the demonstration: one in voting, one published, one in preparation.

The year's other phases: idea_seeds.py (ideas, costing, panel), history_seeds.py (announced, counted, carried
out, and a large election of the past). Paper ballots of the open vote: paper_seeds.py.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from budgets import actions, history_seeds, idea_seeds, paper_seeds
from budgets.models import Envelope, Round
from budgets.seed_projects import CITY, HAEUNDAE, JONGNO, PAST_CITY, PAST_JONGNO
from budgets.seed_rounds import (
    BORDA,
    GREEDY,
    POINTS,
    SHARES,
    Purse,
    count_out,
    crowd_votes,
    evening,
    held,
    make_envelope,
    make_round,
    morning,
    publish,
    spare_the_mailboxes,
)
from budgets.seed_themes import CLIMATE, FLAGSHIP, PAST_CLIMATE, PAST_FLAGSHIP, PAST_YOUTH, YOUTH

Say = Callable[[int, int, str], None]
LABEL = "참여예산"
KNAPSACK = {"ballot_kind": "knapsack"}
RANKED = {"ballot_kind": "ranked", "min_choices": 1, "max_choices": 4}
BY_POINTS = {"ballot_kind": "points", "min_choices": 2, "max_choices": 4, "points_total": 10}
ONE = {"ballot_kind": "choose_one", "min_choices": 1, "max_choices": 1}
VOTING = [
    Purse("시 전체", 30, SHARES, CITY, {"min_choices": 3, "max_choices": 6, "category_limits": {"안전": 2}}),
    Purse("종로구", 5, GREEDY, JONGNO, KNAPSACK, "11110"),
    Purse("해운대구", 4, SHARES, HAEUNDAE, {"min_choices": 2, "max_choices": 4}, "26350"),
    Purse("기후와 환경", 3, BORDA, CLIMATE, RANKED),
    Purse("청소년", 2, POINTS, YOUTH, BY_POINTS),
    Purse("올해의 큰 사업", 3, GREEDY, FLAGSHIP, ONE),
]
PAST = [
    Purse(
        "시 전체", 20, SHARES, PAST_CITY, {"min_choices": 3, "max_choices": 5, "category_limits": {"교통": 2}}
    ),
    Purse("종로구", 4, GREEDY, PAST_JONGNO, KNAPSACK, "11110"),
    Purse("기후와 환경", 2, BORDA, PAST_CLIMATE, RANKED | {"max_choices": 3}),
    Purse("청소년", 2, POINTS, PAST_YOUTH, BY_POINTS),
    Purse("올해의 큰 사업", 3, GREEDY, PAST_FLAGSHIP, ONE),
]
DRAFT = [Purse("시 전체", 12, SHARES, PAST_CITY[:3], {"min_choices": 2, "max_choices": 3})]

DRAFTED = "횡단보도 앞 그늘이 모자랍니다.\n도서관을 더 늦게까지 열어 주세요."


def seed(say: Say, people: dict[str, Any], at: datetime) -> None:
    """What is there already stays."""
    steps = [open_vote, paper_seeds.seed, past_vote, _draft, idea_seeds.seed, history_seeds.seed]
    for done, step in enumerate(steps):
        say(done, len(steps), LABEL)
        step(people, at)
    say(len(steps), len(steps), LABEL)


def open_vote(people: dict[str, Any], at: datetime) -> None:
    title = paper_seeds.TITLE
    if Round.objects.filter(title=title).exists():
        return
    opens, closes = morning(at - timedelta(days=6)), evening(at + timedelta(days=9))
    round_ = make_round(
        people,
        title,
        "주민이 제안하고 담당 부서가 비용을 따져 본 사업들입니다. 내년 예산을 어디에 먼저 쓸지 골라 주세요. "
        "시 전체와 분야별 사업은 누구나, 동네 사업은 그 지역에 사는 분이 정합니다.",
        opens,
        closes,
    )
    _open(people, round_, VOTING, at)
    city = Envelope.objects.select_related("round", "area").get(round=round_, name="시 전체")
    names = list(city.projects.values_list("public_id", flat=True)[:4])
    actions.cast_ballot(voter=people["minsu"], envelope=city, choices=names, at=at)


def _open(people: dict[str, Any], round_: Round, purses: list[Purse], at: datetime) -> None:
    """Envelopes, announcement, the opening, and the crowd's ballots."""
    for purse in purses:
        make_envelope(people, round_, purse)
    announced = round_.opens_at - timedelta(days=14)
    with held(round_):
        actions.announce_round(actor=people["admin"], round_id=round_.pk, at=announced)
        actions.open_round(round_id=round_.pk, at=at)
        for envelope in round_.envelopes.select_related("area", "round"):
            crowd_votes(envelope, people["crowd"])


def past_vote(people: dict[str, Any], at: datetime) -> None:
    title = "2026년 주민참여예산 온라인 투표"
    if Round.objects.filter(title=title).exists():
        return
    opens, closes = morning(at - timedelta(days=380)), evening(at - timedelta(days=366))
    round_ = make_round(
        people,
        title,
        "지난해 주민이 직접 고른 사업입니다. 어떤 사업이 왜 뽑혔는지, "
        "표를 어떻게 셌는지 모두 볼 수 있습니다.",
        opens,
        closes,
    )
    _open(people, round_, PAST, opens)
    count_out(round_, closes)
    publish(people, round_, closes + timedelta(days=1))
    introduction = "올해 투표 결과와 온라인 의견을 모았습니다. 위원회가 고쳐 쓴 뒤 의회에 냅니다."
    actions.draft_opinion(
        actor=people["admin"], round_=round_, introduction=introduction, opinions=DRAFTED, at=at
    )
    spare_the_mailboxes(round_, at)


def _draft(people: dict[str, Any], at: datetime) -> None:
    title = "2027년 청소년참여예산"
    if Round.objects.filter(title=title).exists():
        return
    opens = morning(at + timedelta(days=60))
    round_ = make_round(
        people,
        title,
        "청소년이 제안하고 청소년이 고르는 예산입니다.",
        opens,
        evening(opens + timedelta(days=14)),
    )
    for purse in DRAFT:
        make_envelope(people, round_, purse)
