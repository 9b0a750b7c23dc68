"""A round in each of its stages, made through the same actions that the portal uses."""

import os
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse

from portal import clock
from tests.budgets.carrying import (  # noqa: F401  (fixtures)
    evaluated,
    execution,
    inspected,
    member,
    watch,
    winner,
)
from tests.budgets.panels import panel  # noqa: F401  (fixture)
from tests.budgets.shaping import collecting, costed, idea, plan, write  # noqa: F401  (fixtures)

PB = Path(os.environ.get("PABULIB_DIR", Path(settings.BASE_DIR).parent / "shared" / "pb"))

CITY = [
    ("어린이 물놀이터", 60),
    ("학교 앞 안심 통학로", 50),
    ("공원 화장실 고치기", 40),
    ("자전거 보관대", 30),
    ("도서관 밤 열람실", 20),
]
DISTRICT = [("골목 쉼터", 50), ("경로당 문턱 없애기", 30), ("마을 텃밭", 25)]
MILLION = 1_000_000


@pytest.fixture(scope="session")
def pb_dir() -> Path:
    if not PB.is_dir():
        pytest.skip(
            f"The real elections (Pabulib) are not here: no folder {PB}. Set PABULIB_DIR to where they are."
        )
    return PB


@pytest.fixture(autouse=True)
def keys(settings: Any, tmp_path: Path) -> Path:
    """Ballot keys of a test live and die with it."""
    settings.BALLOT_KEYS_DIR = tmp_path / "keys"
    return tmp_path / "keys"


def fill(envelope: Any, actor: Any, wishes: list[tuple[str, int]]) -> None:
    from budgets import actions

    for title, cost in wishes:
        fields = {"title": title, "cost": cost * MILLION, "summary": f"{title}을(를) 만듭니다."}
        actions.add_project(actor=actor, envelope_id=envelope.pk, fields=fields, at=clock.now())


@pytest.fixture
def draft(admin: Any, jongno: Any) -> Any:
    """Two envelopes: the whole city's (approval, equal shares), Jongno's (knapsack, greedy)."""
    from budgets import actions
    from budgets.tally import Rule

    now = clock.now()
    round_ = actions.create_round(
        actor=admin,
        title="2027년 주민참여예산",
        summary="내년 예산을 함께 고릅니다.",
        opens_at=now - timedelta(hours=1),
        closes_at=now + timedelta(days=7),
        at=now,
    )
    shares = Rule(method="equal_shares", min_votes=1, start="floor", increment_permille=5)
    city = actions.add_envelope(
        actor=admin,
        round_id=round_.pk,
        fields={"name": "시 전체", "amount": 100 * MILLION, "min_choices": 2, "max_choices": 3},
        rule=shares,
        at=now,
    )
    district = actions.add_envelope(
        actor=admin,
        round_id=round_.pk,
        fields={"name": "종로구", "area": jongno, "amount": 80 * MILLION, "ballot_kind": "knapsack"},
        rule=Rule(min_votes=1),
        at=now,
    )
    fill(city, admin, CITY)
    fill(district, admin, DISTRICT)
    return round_


@pytest.fixture
def voting(draft: Any, admin: Any) -> Any:
    """Announced, and the dates say that votes are taken."""
    from budgets import actions

    actions.announce_round(actor=admin, round_id=draft.pk, at=clock.now())
    draft.refresh_from_db()
    return draft


@pytest.fixture
def city(voting: Any) -> Any:
    return voting.envelopes.select_related("round", "area").get(name="시 전체")


@pytest.fixture
def district(voting: Any) -> Any:
    return voting.envelopes.select_related("round", "area").get(name="종로구")


@pytest.fixture
def names() -> Callable[..., list[str]]:
    """`names(city, 1, 2)`: the public ids of projects by number."""

    def of(envelope: Any, *numbers: int) -> list[str]:
        found = dict(envelope.projects.values_list("number", "public_id"))
        return [found[number] for number in numbers]

    return of


@pytest.fixture
def cast(names: Any) -> Callable[..., Any]:
    """`cast(voter, envelope, 1, 2)` through the action."""
    from budgets import actions

    def vote(voter: Any, envelope: Any, *numbers: int) -> Any:
        return actions.cast_ballot(
            voter=voter, envelope=envelope, choices=names(envelope, *numbers), at=clock.now()
        )

    return vote


@pytest.fixture
def finish() -> Callable[..., Any]:
    """Close, seal and count a round, as the beat and the workers would."""
    from budgets import actions, counting

    def run(round_: Any) -> Any:
        at = clock.now()
        type(round_).objects.filter(pk=round_.pk).update(opens_at=at - timedelta(days=2), closes_at=at)
        actions.close_round(round_id=round_.pk, at=at)
        actions.seal_round(round_id=round_.pk, at=at)
        for envelope in round_.envelopes.all():
            counting.count_envelope(envelope.pk, at, clock.now)
        round_.refresh_from_db()
        return round_

    return run


@pytest.fixture
def published(
    voting: Any,
    city: Any,
    district: Any,
    cast: Any,
    finish: Any,
    admin: Any,
    admin2: Any,
    alice: Any,
    minsu: Any,
) -> Any:
    """Counted, checked by one administrator and published by another."""
    from budgets import actions

    cast(alice, city, 1, 5)
    cast(minsu, city, 1, 2)
    cast(alice, district, 1, 2)
    finish(voting)
    actions.check_result(actor=admin, round_id=voting.pk, at=clock.now())
    actions.publish_result(actor=admin2, round_id=voting.pk, at=clock.now())
    voting.refresh_from_db()
    return voting


@pytest.fixture
def page() -> Callable[..., str]:
    """`page(city)`, `page(city, "results")`: addresses."""

    def address(envelope: Any, name: str = "envelope", room: str = "budgets") -> str:
        return reverse(f"{room}:{name}", args=[envelope.round.public_id, envelope.public_id])

    return address


@pytest.fixture
def officers(staff: Any, unit: Any) -> list[Any]:
    """Three officers of a booth: two who key, one who looks where they differ."""
    return [staff(f"투표소 담당 {number}", "officer", unit) for number in (1, 2, 3)]


@pytest.fixture
def booth(voting: Any, admin: Any, officers: Any) -> Any:
    """A booth that is open from today until the round's last day."""
    from budgets import actions

    fields = {
        "name": "종로구청 투표소",
        "place": "종로구청 1층",
        "opens_on": clock.today(),
        "closes_on": clock.local(voting.closes_at).date(),
    }
    return actions.add_booth(
        actor=admin, round_id=voting.pk, fields=fields, officers=officers, at=clock.now()
    )


@pytest.fixture
def shut(booth: Any) -> Any:
    """The same booth on the day after its last one; the vote goes on."""
    return shut_booth(booth)


def shut_booth(booth: Any) -> Any:
    booth.opens_on = booth.closes_on = clock.today() - timedelta(days=1)
    booth.save(update_fields=["opens_on", "closes_on"])
    return booth


@pytest.fixture
def sheets(admin: Any) -> Callable[..., list[str]]:
    """`sheets(booth, city, 3)`: serials of freshly printed sheets."""
    from budgets import actions

    def print_(booth: Any, envelope: Any, number: int) -> list[str]:
        run = actions.print_sheets(
            actor=admin, booth_id=booth.pk, envelope=envelope, number=number, at=clock.now()
        )
        return list(booth.sheets.filter(run=run).order_by("pk").values_list("serial", flat=True))

    return print_


@pytest.fixture
def give() -> Callable[..., Any]:
    """`give(booth, "CI of somebody", area=jongno)`: she is vouched for at the booth and gets paper."""
    from budgets import actions, residents, roll
    from portal.accounts.identity.ci import hash_ci
    from portal.accounts.models import Verification
    from portal.accounts.vouching import Vouched

    def hand_out(booth: Any, ci: str, area: Any = None, born: date = date(1980, 1, 2)) -> Any:
        ci_hash = hash_ci(ci)
        known = Verification.objects.filter(ci_hash=ci_hash, ended_at=None).values_list("user_id", flat=True)
        vouched = Vouched(ci_hash=ci_hash, born=born, area=area, user_id=known.first())
        somebody = residents.resident(roll.person(booth.round_id, ci_hash), vouched)
        officer = booth.officers.order_by("pk").first()
        return actions.issue_paper(officer=officer, booth_id=booth.pk, somebody=somebody, at=clock.now())

    return hand_out


@pytest.fixture
def key(officers: Any) -> Callable[..., Any]:
    """`key(booth, serial, "1,4")`: two officers read the same; `…, "1", "2")`: they differ."""
    from budgets import actions

    def enter(booth: Any, serial: str, *marks: str, void: str = "") -> Any:
        both = marks if len(marks) == 2 else (*marks, *marks) or ("", "")
        for officer, typed in zip(officers, both, strict=False):
            read = actions.Typed(serial=serial, batch="1", marks=typed, void=void)
            sheet = actions.key_sheet(
                officer=officer, booth_id=booth.pk, typed=read, at=booth.round.closes_at
            )
        return sheet

    return enter


@pytest.fixture
def sign(officers: Any) -> Callable[..., Any]:
    """`sign(booth, 3)`: after closing its box is counted (3 sheets), and an officer signs."""
    from budgets import actions

    def finish_booth(booth: Any, in_box: int) -> None:
        at = booth.round.closes_at
        actions.count_box(officer=officers[0], booth_id=booth.pk, in_box=in_box, at=at)
        actions.sign_booth(officer=officers[1], booth_id=booth.pk, at=at)

    return finish_booth
