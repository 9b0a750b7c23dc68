"""Rounds of the demonstration that are further on: announced, counted, carried out, evaluated, and one of
the past with tens of thousands of ballots."""

import hashlib
import random
from datetime import datetime, timedelta
from typing import Any

from budgets import actions, after_seeds, appraisal_seeds, publishing
from budgets.importing import Source, import_election
from budgets.lifecycle import State
from budgets.models import Execution, Project, Round
from budgets.seed_projects import CITY, PAST_CITY
from budgets.seed_rounds import (
    EOK,
    GREEDY,
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
from budgets.tally import Project as Candidate
from budgets.tally.pb import Election, Vote
from portal import clock
from portal.organisations.models import Unit

DAY = timedelta(days=1)
OPINIONS = """\
밤길이 어두운 골목이 아직 많습니다. 조명 사업을 해마다 이어 주세요.
사업이 늦어질 때는 까닭을 더 빨리 알려 주세요.
아이와 어르신이 함께 쓰는 공간을 먼저 살펴 주세요.
투표소가 먼 동네에는 찾아가는 투표소를 늘려 주세요."""
BALLOTS, CANDIDATES, PICKS = 30_000, 40, (3, 8)
FIELDS = ("교통", "공원", "안전", "돌봄", "문화", "환경", "청소년", "건강")
PLACES = ("동네 입구", "초등학교 앞", "시장 골목", "하천 둔치", "버스 정류장")
WORKS = ("보행로 고치기", "쉼터 만들기", "나무 심기", "조명 바꾸기", "놀이터 손보기", "안내판 세우기")


def seed(people: dict[str, Any], at: datetime) -> None:
    """What is there already stays: a round is known by its title."""
    for title, story in STORIES.items():
        if not Round.objects.filter(title=title).exists():
            story(people, title, at)


def _announced(people: dict[str, Any], title: str, at: datetime) -> None:
    opens = morning(at + DAY * 5)
    round_ = _with_projects(
        people, title, "며칠 뒤 투표가 시작됩니다. 사업을 미리 살펴보세요.", opens, at - DAY * 9
    )
    actions.announce_round(actor=people["admin"], round_id=round_.pk, at=morning(at - DAY * 2))


def _counted(people: dict[str, Any], title: str, at: datetime) -> None:
    opens = morning(at - DAY * 16)
    round_ = _voted(people, title, "하반기에 쓸 예산을 주민이 투표로 정합니다.", opens)
    count_out(round_, evening(opens + DAY * 14))
    spare_the_mailboxes(round_, at)


def _carried_out(people: dict[str, Any], title: str, at: datetime) -> None:
    """Last year's: one project done, one late with its reason, one just begun."""
    opens = morning(at - DAY * 300)
    round_ = _finished(
        people,
        title,
        "주민이 투표로 뽑은 사업입니다. 어디까지 왔는지 함께 지켜봐 주세요.",
        opens,
        {State.EXECUTING: 30},
    )
    actions.begin_due_phases(round_id=round_.pk, at=at)
    today = clock.local(at).date()
    works = [_work(people, project, place, today) for place, project in enumerate(_winners(round_)[:3])]
    after_seeds.carried_out(people, _again(round_), works, at)
    _write_opinion(people, round_, opens + DAY * 24)
    spare_the_mailboxes(round_, at)


def _write_opinion(people: dict[str, Any], round_: Round, at: datetime) -> None:
    """What the residents said goes to the council with the budget bill."""
    introduction = (
        "이 의견서는 주민참여예산 온라인 투표에 참여한 주민의 뜻을 모은 것입니다. "
        "주민이 제안하고 담당 부서가 사업비를 따져 본 사업 가운데 주민이 직접 골랐으며, "
        "표를 세는 방법과 모든 익명 투표지를 공개했습니다. 예산안을 심의할 때 함께 살펴봐 주시기 바랍니다."
    )
    opinion = actions.ask_opinion(
        actor=people["admin"], round_=round_, introduction=introduction, opinions=OPINIONS, at=at
    )
    publishing.make_opinion(opinion.pk, at)


def _evaluated(people: dict[str, Any], title: str, at: datetime) -> None:
    opens = morning(at - DAY * 700)
    phases = {State.EXECUTING: 30, State.EVALUATING: 500}
    round_ = _finished(people, title, "집행이 끝난 사업을 주민과 함께 평가하고 있습니다.", opens, phases)
    actions.begin_due_phases(round_id=round_.pk, at=at)
    after_seeds.evaluated(people, _again(round_), _winners(round_), at)
    spare_the_mailboxes(round_, at)


def _again(round_: Round) -> Round:
    """As it stands after its phases went on."""
    return Round.objects.get(pk=round_.pk)


def _with_projects(people: dict[str, Any], title: str, summary: str, opens: datetime, at: datetime) -> Round:
    round_ = make_round(people, title, summary, opens, evening(opens + DAY * 14))
    Round.objects.filter(pk=round_.pk).update(created_at=at)
    wishes = CITY[:8] if opens > at else PAST_CITY
    make_envelope(people, round_, Purse("시 전체", 14, SHARES, wishes, {"min_choices": 3, "max_choices": 5}))
    return round_


def _voted(people: dict[str, Any], title: str, summary: str, opens: datetime, dates: Any = None) -> Round:
    round_ = _with_projects(people, title, summary, opens, opens - DAY * 20)
    if dates:
        actor = people["admin"]
        actions.set_schedule(actor=actor, round_id=round_.pk, dates=dates, at=opens - DAY * 20)
        actions.start_schedule(actor=actor, round_id=round_.pk, at=opens - DAY * 20)
    with held(round_):
        actions.announce_round(actor=people["admin"], round_id=round_.pk, at=opens - DAY * 14)
        actions.open_round(round_id=round_.pk, at=opens)
        for envelope in round_.envelopes.select_related("area", "round"):
            crowd_votes(envelope, people["crowd"])
    return round_


def _finished(
    people: dict[str, Any], title: str, summary: str, opens: datetime, phases: dict[State, int]
) -> Round:
    """Voted, counted, published; `phases` follow so many days after the opening."""
    closes = evening(opens + DAY * 14)
    dates = {State.ANNOUNCED: opens - DAY * 14, State.VOTING: opens, State.CLOSED: closes}
    later = {state: opens + DAY * days for state, days in phases.items()}
    round_ = _voted(people, title, summary, opens, dates | later)
    count_out(round_, closes)
    publish(people, round_, closes + DAY * 2)
    return round_


def _winners(round_: Round) -> list[Project]:
    found: list[Project] = []
    for envelope in round_.envelopes.select_related("tally"):
        projects = envelope.projects.select_related("envelope__round", "envelope__tally")
        by_id = {project.ballot_id: project for project in projects}
        winners = (envelope.tally.result or {})["winners"]
        found += [by_id[row["project"]] for row in winners]
    return found


def _work(people: dict[str, Any], project: Project, place: int, today: Any) -> Execution:
    at = clock.now()
    officer, unit = people["carla"], Unit.objects.filter(memberships__user=people["carla"]).first()
    execution = actions.begin_execution(actor=people["admin"], project=project, unit=unit, at=at)
    deed = {"actor": officer, "execution": execution, "at": at}
    steps = [("설계", 220), ("공사", 120), ("준공과 개방", 20 if place else 40)]
    milestones = [
        actions.plan_milestone(title=title, planned_on=today - DAY * days, **deed) for title, days in steps
    ]
    for milestone in milestones[: 3 - place]:
        actions.finish_milestone(actor=officer, milestone=milestone, on=milestone.planned_on, at=at)
    if not place:
        right = milestones[0].planned_on + DAY * 9
        reason = "설계를 맡긴 날을 적었습니다. 설계도를 받은 날로 고칩니다."
        actions.correct_done(actor=officer, milestone=milestones[0], on=right, reason=reason, at=at)
    actions.record_spending(
        spent_on=today - DAY * 200, amount=project.cost // 10, purpose="설계 용역비", **deed
    )
    if place < 2:
        actions.record_spending(
            spent_on=today - DAY * 90, amount=project.cost // 2, purpose="공사 1차 대금", **deed
        )
    if place:
        reason = "장마가 길어 공사를 미뤘습니다. 안전을 먼저 살피고 다시 시작합니다."
        actions.move_milestone(
            actor=officer, milestone=milestones[-1], planned_on=today + DAY * 60, reason=reason, at=at
        )
    return execution


def _large(people: dict[str, Any], title: str, at: datetime) -> None:
    """An election as another system handed it over: no names, no receipts, thirty thousand ballots."""
    dice = random.Random(title)
    opens = morning(at - DAY * 1100)
    meta = {
        "description": title,
        "country": "대한민국",
        "unit": "시 전체",
        "vote_type": "approval",
        "date_begin": f"{opens:%d.%m.%Y}",
        "date_end": f"{opens + DAY * 20:%d.%m.%Y}",
        "min_length": str(PICKS[0]),
        "max_length": str(PICKS[1]),
        "currency": "KRW",
        "language": "ko",
    }
    projects = [_candidate(number, dice) for number in range(1, CANDIDATES + 1)]
    rows = [{"project_id": one.id, "category": FIELDS[int(one.id) % len(FIELDS)]} for one in projects]
    votes = [Vote(str(voter), picks) for voter, picks in enumerate(_picks(dice))]
    election = Election(meta, 100 * EOK, projects, rows, votes)
    digest = hashlib.sha256(title.encode()).hexdigest()
    import_election(Source("2023.pb", digest, election, GREEDY), morning(opens + DAY * 25))


def _candidate(number: int, dice: random.Random) -> Candidate:
    name = f"{PLACES[number % len(PLACES)]} {WORKS[number % len(WORKS)]} {number}호"
    return Candidate(str(number), dice.randrange(12, 90) * 10_000_000, name)


def _picks(dice: random.Random) -> list[tuple[int, ...]]:
    """A few projects are loved by many, each by somebody."""
    liked = [dice.paretovariate(1.4) for _ in range(CANDIDATES)]
    found = []
    for _voter in range(BALLOTS):
        size, wanted = dice.randint(*PICKS), set[int]()
        while len(wanted) < size:
            wanted.update(dice.choices(range(CANDIDATES), liked, k=size - len(wanted)))
        found.append(tuple(sorted(wanted)))
    return found


STORIES = {
    "2027년 어린이공원 참여예산": _announced,
    "2026년 하반기 마을안전 참여예산": _counted,
    "2026년 마을공동체 참여예산": appraisal_seeds.seed,
    "2025년 주민참여예산": _carried_out,
    "2024년 주민참여예산": _evaluated,
    "2023년 시민참여예산 (3만 명 투표)": _large,
}
