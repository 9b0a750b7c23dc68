"""The order of a round's phases and their dates. No writing; `Dates` is {state: when it begins}."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgets.models import Round, RoundStep
from budgets.models import RoundState as State
from portal import clock
from portal.organisations.calendars import Calendar
from portal.organisations.clocks import WORKING, due_after
from portal.refusals import Refusal

Dates = Mapping[State, datetime]

ORDER = list(State)
PLANNED = [state for state in ORDER if state not in (State.DRAFT, State.COUNTED)]
"""Everything with a date, in order: counting ends when it ends."""

MORNING, EVENING = time(9), time(18)
# Working days that each phase usually takes; from the year of a Korean city (budgeting.md §6.1).
USUAL = {
    State.COLLECTING: 40,
    State.SCREENING: 20,
    State.COSTING: 20,
    State.CONSULTING: 10,
    State.SHORTLISTING: 10,
    State.ANNOUNCED: 10,
    State.VOTING: 10,
    State.CLOSED: 5,
    State.PUBLISHED: 20,
    State.EXECUTING: 200,
    State.EVALUATING: 0,
}
OUT_OF_ORDER = gettext_lazy("‘%(later)s’은(는) ‘%(sooner)s’보다 늦게 시작해야 합니다. 날짜를 고쳐 주세요.")


LABELS = {
    State.ANNOUNCED: gettext_lazy("공고"),
    State.VOTING: gettext_lazy("투표 시작"),
    State.CLOSED: gettext_lazy("투표 마감과 개표"),
    State.COUNTED: gettext_lazy("결과 확인"),
}


def label(state: str) -> str:
    """A phase as a point on a schedule: its state is named for whoever stands in it ("투표 중")."""
    return str(LABELS.get(State(state), State(state).label))


def place(state: str) -> int:
    return ORDER.index(State(state))


def is_ahead(state: str, of: str) -> bool:
    """Does `state` still lie before a round that stands in `of`?"""
    return place(state) > place(of)


def dates_of(round_: Round, steps: Iterable[RoundStep] | None = None) -> dict[State, datetime]:
    """The whole schedule in its order; opening and closing come from the round itself."""
    rows = round_.steps.all() if steps is None else steps
    return whole(round_, {State(step.state): step.starts_at for step in rows})


def whole(round_: Round, steps: Dates) -> dict[State, datetime]:
    """The steps, with opening and closing among them, in order."""
    found = {**steps, State.VOTING: round_.opens_at, State.CLOSED: round_.closes_at}
    return {state: found[state] for state in PLANNED if state in found}


def order_refusal(dates: Dates) -> Refusal | None:
    """Does every phase begin after the one before it?"""
    return next(order_refusals(dates), None)


def order_refusals(dates: Dates) -> Iterator[Refusal]:
    """Each phase that begins before the one that it follows."""
    planned = [state for state in PLANNED if state in dates]
    for sooner, later in pairwise(planned):
        if dates[later] <= dates[sooner]:
            words = {"sooner": label(sooner), "later": label(later)}
            yield Refusal("order", OUT_OF_ORDER % words, field_of(later))


def field_of(state: State) -> str:
    """Under which name forms and refusals know a phase's date."""
    return {State.VOTING: "opens_at", State.CLOSED: "closes_at"}.get(state, str(state))


def propose(start: date, calendar: Calendar | None = None) -> dict[State, datetime]:
    """Dates for every phase from its first day on, each on a working day: 9 o'clock, the ballot's end 18."""
    days_off = calendar or Calendar.load()
    found: dict[State, datetime] = {}
    day = days_off.next_working(start)
    for state in PLANNED:
        hour = EVENING if state == State.CLOSED else MORNING
        found[state] = datetime.combine(day, hour, clock.local(clock.now()).tzinfo)
        day = _after(found[state], USUAL[state], days_off)
    return found


def _after(start: datetime, days: int, calendar: Calendar) -> date:
    """The first working day after a phase of so many working days."""
    last = due_after(start, WORKING(max(days, 1)), calendar=calendar)
    return calendar.next_working(_day(last) + timedelta(days=1))


def _day(due: date | datetime) -> date:
    return due.date() if isinstance(due, datetime) else due


def days_off(dates: Dates, calendar: Calendar) -> dict[State, str]:
    """Phases that begin or end on a day on which the office is shut, and why it is."""
    found = {}
    for state, at in dates.items():
        day = clock.local(at).date()
        if calendar.is_day_off(day):
            found[state] = calendar.why_off(day)
    return found


def what_happens(state: State) -> str:
    """What the portal does by itself when a phase begins."""
    return {
        State.COLLECTING: _("참여예산이 시민에게 보이고, 제안을 받기 시작합니다."),
        State.SCREENING: _("제안 접수를 마치고, 담당자가 적격성을 심사합니다."),
        State.COSTING: _("부서가 사업비와 내용을 따져 봅니다."),
        State.CONSULTING: _("사업 초안을 두고 온라인으로 의견을 듣습니다."),
        State.SHORTLISTING: _("참여단이 투표에 올릴 사업을 고릅니다."),
        State.ANNOUNCED: _("투표용지와 세는 방법을 고정하고, 추첨 씨앗의 해시를 공개합니다."),
        State.VOTING: _("투표를 받기 시작하고, 투표할 수 있는 분들께 알립니다."),
        State.CLOSED: _("표를 더 받지 않습니다. 봉인하고, 비밀 열쇠를 없애고, 셉니다."),
        State.PUBLISHED: _("운영자 한 명이 결과를 확인하고 다른 운영자가 발표합니다. 저절로 되지 않습니다."),
        State.EXECUTING: _("뽑힌 사업을 진행합니다."),
        State.EVALUATING: _("한 해의 참여예산을 돌아보고 평가합니다."),
    }[state]
