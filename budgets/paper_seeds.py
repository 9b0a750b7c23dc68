"""Paper ballots of the demonstration's open vote: one booth that is open, one whose box is being keyed.

Two officers have keyed most sheets of the second booth's box. Two sheets wait for a third pair of eyes, some
have been keyed once, and the last lie untouched, so that a visitor can try every step.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from budgets import actions, paper_marks, roll
from budgets.actions.sandbox import filled_in
from budgets.models import Booth, Envelope, PaperBallot, Round, VoidReason
from budgets.residents import Resident
from portal import clock
from portal.organisations.models import Area

TITLE = "2027년 주민참여예산 온라인 투표"
DAY = timedelta(days=1)
VISITORS = 9
USED = {"시 전체": 9, "종로구": 8, "기후와 환경": 6, "청소년": 5, "올해의 큰 사업": 7}
"""How many sheets of each ballot lay in the closed booth's box: nobody must fill in all of hers."""
ONCE, UNTOUCHED = 3, 2
DIFFERENT = (4, 15)
SPOILED = 20


def seed(people: dict[str, Any], at: datetime) -> None:
    """What is there already stays."""
    round_ = Round.objects.filter(title=TITLE).first()
    if round_ is None or round_.booths.exists():
        return
    today, area = clock.local(at).date(), Area.objects.get(code="11110")
    closed = {"name": "찾아가는 투표소 (창신동)", "place": "창신동 주민센터 1층 민원실 옆", "area": area}
    closed |= {"opens_on": today - DAY * 4, "closes_on": today - DAY}
    past = _booth(people, round_, closed, at - DAY * 8)
    still = {"name": "종로구청 1층 투표소", "place": "삼봉로 43 종로구청 1층 안내대 왼쪽", "area": area}
    still |= {"opens_on": today - DAY * 2, "closes_on": clock.local(round_.closes_at).date()}
    here = _booth(people, round_, still, at - DAY * 8)
    _hand_out(people, past, 0, VISITORS, at - DAY * 2)
    _hand_out(people, here, VISITORS, 4, at)
    actions.count_box(officer=people["carla"], booth_id=past.pk, in_box=sum(USED.values()), at=at)
    _key(people, past, at)


def _booth(people: dict[str, Any], round_: Round, fields: dict[str, Any], at: datetime) -> Booth:
    officers = [people["carla"], people["gyeol"], people["admin2"]]
    booth = actions.add_booth(
        actor=people["admin"], round_id=round_.pk, fields=fields, officers=officers, at=at
    )
    for envelope in round_.envelopes.filter(name__in=USED):
        actions.print_sheets(actor=people["admin"], booth_id=booth.pk, envelope=envelope, number=20, at=at)
    return booth


def _hand_out(people: dict[str, Any], booth: Booth, first: int, number: int, at: datetime) -> None:
    """To residents without an account: the roll knows them by a hash alone."""
    for place in range(first, first + number):
        name = roll.person(booth.round_id, f"demo booth {place}")
        born = f"{1938 + place * 3}-04-15"
        somebody = Resident(name=name, born=born, area_id=booth.area_id, area=booth.area, pk=None)
        actions.issue_paper(officer=people["gyeol"], booth_id=booth.pk, somebody=somebody, at=at)


def _key(people: dict[str, Any], booth: Booth, at: datetime) -> None:
    sheets = list(_filled(booth))
    for place, (sheet, marks, other) in enumerate(sheets[: len(sheets) - UNTOUCHED]):
        void = VoidReason.UNCLEAR if place == SPOILED else ""
        batch = f"창신-{place // 10 + 1}"
        first = actions.Typed(sheet.serial, batch, "" if void else marks, void)
        actions.key_sheet(officer=people["gyeol"], booth_id=booth.pk, typed=first, at=at)
        if place < len(sheets) - UNTOUCHED - ONCE:
            again = actions.Typed(sheet.serial, batch, other, "") if place in DIFFERENT else first
            actions.key_sheet(officer=people["admin2"], booth_id=booth.pk, typed=again, at=at)


def _filled(booth: Booth) -> Iterator[tuple[PaperBallot, str, str]]:
    """The sheets that lay in the box, each with what stands on it and what a tired eye reads instead."""
    for envelope in Envelope.objects.filter(round=booth.round_id, name__in=USED).select_related("round"):
        number = USED[envelope.name]
        picks = filled_in(envelope, list(envelope.projects.all()), number + 20, booth.name)
        marks = [paper_marks.shown(*one) for one in picks]
        for place, sheet in enumerate(booth.sheets.filter(envelope=envelope)[:number]):
            other = next(one for one in marks[number:] if one != marks[place])
            yield sheet, marks[place], other
