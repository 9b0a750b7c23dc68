"""What the clock will do with a round, and what will stand in its way: read before it happens."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from budgets import appraisal_queries, paper_queries, paper_rules, schedule
from budgets.announcing import obstacles
from budgets.models import Project, Round
from budgets.models import RoundState as State
from portal.organisations.calendars import Calendar


@dataclass(frozen=True, slots=True)
class Row:
    """One phase ahead. `obstacles` keep it from happening, `remarks` only deserve a look."""

    state: State
    label: str
    at: datetime
    happens: str
    obstacles: list[str]
    remarks: list[str]


def rows(
    round_: Round,
    envelopes: Sequence[Any],
    projects: Sequence[Project],
    administrators: int,
    at: datetime,
    calendar: Calendar | None = None,
) -> list[Row]:
    """Every phase that still lies before the round, in order; `administrators`: how many there are."""
    dates = schedule.dates_of(round_)
    shut = schedule.days_off(dates, calendar or Calendar.load())
    now = round_.phase(at)
    ahead = {state: when for state, when in dates.items() if schedule.is_ahead(state, now)}
    order = schedule.order_refusal(ahead)  # what is past was in order, or was moved on by hand
    found = []
    for state, when in ahead.items():
        stops = _stops(round_, state, envelopes, projects, administrators, max(when, at))
        if order is not None and order.field == schedule.field_of(state):
            stops.append(str(order))
        remarks = [*_remarks(state, when, at, shut), *_on_paper(round_, state)]
        found.append(Row(state, schedule.label(state), when, schedule.what_happens(state), stops, remarks))
    return found


def _stops(
    round_: Round,
    state: State,
    envelopes: Sequence[Any],
    projects: Sequence[Project],
    administrators: int,
    when: datetime,
) -> list[str]:
    if state == State.ANNOUNCED:
        return [str(one) for one in obstacles(round_, envelopes, projects, when)]
    if state == State.VOTING and round_.state in State.preparing() and not _announces(round_):
        return [_("공고 날짜가 없습니다. 운영자가 그 전에 직접 공고해야 투표가 시작됩니다.")]
    if state == State.CLOSED and round_.state not in State.preparing():
        return [str(one) for one in appraisal_queries.obstacles(round_, envelopes)]
    if state == State.PUBLISHED and administrators < 2:
        return [_("운영자가 한 명뿐입니다. 결과는 확인한 운영자가 아닌 다른 운영자가 발표해야 합니다.")]
    return []


def _announces(round_: Round) -> bool:
    return State.ANNOUNCED in schedule.dates_of(round_)


def _on_paper(round_: Round, state: State) -> list[str]:
    """Booths whose days are no days of the vote any more, since it was moved; and what sealing waits for."""
    if state not in (State.VOTING, State.CLOSED):
        return []
    booths = paper_queries.booths(round_)
    if state == State.CLOSED and booths:
        count = sum(booth.signed_at is None for booth in booths)
        waits = _(
            "종이 투표소가 모두 입력을 마쳤다고 서명해야 봉인하고 셉니다. 아직 %(count)d곳이 남았습니다."
        )
        return [waits % {"count": count}] if count else []
    moved = _("‘%(booth)s’ 투표소가 여는 날이 투표 기간을 벗어났습니다. 투표소의 날을 고쳐 주세요.")
    off = [one for one in booths if paper_rules.days_refusal(round_, one.opens_on, one.closes_on)]
    return [moved % {"booth": booth.name} for booth in off]


def _remarks(state: State, when: datetime, at: datetime, shut: dict[State, str]) -> list[str]:
    found = []
    if when <= at:
        found.append(_("날짜가 지났습니다. 앞의 일이 끝나면 바로 시작합니다."))
    if state in shut:
        found.append(_("쉬는 날입니다: %(day)s") % {"day": shut[state]})
    return found
