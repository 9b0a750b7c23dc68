"""May an administrator change a schedule like this? Each answered with a Refusal or None."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from budgets.models import Round
from budgets.models import RoundState as State
from budgets.rules import FROZEN, LONGEST
from budgets.schedule import PLANNED, Dates, field_of, is_ahead, label, order_refusal, order_refusals, place
from portal.actions import constraints
from portal.refusals import Refusal

MOVE, BEGIN, HOLD, RESUME = "move", "begin", "hold", "resume"
GONE = _("이미 지난 날짜입니다. 앞으로 올 날을 써 주세요.")
NO_REASON = Refusal("reason", _("까닭을 써 주세요. 시민에게 공개됩니다."), "reason")
BEGUN = Refusal("begun", _("이미 시작했거나 지나간 단계의 날짜는 바꿀 수 없습니다."), "state")
BOX_SHUT = Refusal("box_shut", _("마감한 투표함은 다시 열 수 없습니다."), "state")
SHORTER = Refusal(
    "shorter", _("투표 마감은 앞당길 수 없습니다. 공고한 마감을 믿고 기다리는 분이 있습니다."), "to"
)
UNMOVED = Refusal("unmoved", _("지금과 같은 날짜입니다. 새 날짜와 시각을 정해 주세요."), "to")
NARROWER = Refusal(
    "narrower",
    _("투표 기간이 공고한 것보다 짧아집니다. ‘투표 마감’을 먼저 그만큼 늦춘 뒤 ‘투표 시작’을 옮겨 주세요."),
    "to",
)
NO_DATE = Refusal("no_date", _("새 날짜와 시각을 정해 주세요."), "to")
NO_DATE_YET = Refusal(
    "no_date_yet",
    _("이 단계에는 아직 날짜가 없습니다. ‘한 단계의 날짜를 정하거나 옮깁니다’에서 정해 주세요."),
    "state",
)
PAST = Refusal("past", _("지금보다 뒤의 날짜를 정해 주세요."), "to")
ANNOUNCE_ELSEWHERE = Refusal(
    "announce_elsewhere",
    _("여기에서는 먼저 공고할 수 없습니다. 날짜를 옮기거나 ‘공고’ 화면에서 바로 공고해 주세요."),
    "state",
)
PUBLISH_ELSEWHERE = Refusal(
    "publish_elsewhere",
    _("여기에서는 결과를 발표할 수 없습니다. ‘참여예산 관리’ 화면에서 확인하고 발표해 주세요."),
    "state",
)
BALLOT_RUNS = Refusal(
    "ballot_runs",
    _("공고한 뒤 결과를 발표하기 전까지는 일정을 멈출 수 없습니다. 날짜를 옮겨 주세요."),
)
HELD = Refusal("held", _("일정이 멈춰 있습니다. 먼저 다시 시작해 주세요."))
NOT_HELD = Refusal("not_held", _("일정이 멈춰 있지 않습니다."))
RUNS = Refusal("runs", _("일정이 이미 시작됐습니다. ‘일정 바꾸기’에서 까닭을 쓰고 옮겨 주세요."), "opens_at")
NOTHING_DATED = Refusal(
    "nothing_dated", _("공고나 그 앞 단계의 날짜를 하나 이상 정하면 일정을 시작할 수 있습니다.")
)
HAS_PROJECTS = Refusal("has_projects", _("사업이 들어 있는 예산은 지울 수 없습니다."))
NOT_STARTED = Refusal(
    "not_started", _("아직 일정을 시작하지 않았습니다. ‘일정’ 화면에서 날짜를 바로 고칠 수 있습니다.")
)
SANDBOX = Refusal("sandbox", _("시험용 사본에서는 할 수 없습니다."))

NO_CAP = Refusal("cap", _("사업 하나의 최고 금액은 1원 이상이어야 합니다."), "project_cap")

constraints(
    {
        "budgets_step_once": Refusal("already", _("다른 분이 방금 바꿨습니다. 화면을 새로 열어 주세요.")),
        "budgets_change_has_a_reason": NO_REASON,
        "budgets_sandbox_never_public": SANDBOX,
        "budgets_round_total_positive": Refusal("total", _("전체 예산은 1원 이상이어야 합니다."), "total"),
        "budgets_envelope_cap_positive": NO_CAP,
    }
)


def set_refusal(round_: Round, dates: Dates, at: datetime) -> Refusal | None:
    """May the whole schedule be written anew? Only until the clock runs."""
    return next(set_refusals(round_, dates, at), None)


def set_refusals(round_: Round, dates: Dates, at: datetime) -> Iterator[Refusal]:
    """Everything that speaks against it: each wrong date by itself."""
    if round_.is_sandbox:
        yield SANDBOX
    elif round_.state not in State.preparing():
        yield FROZEN
    elif round_.is_running or round_.state != State.DRAFT:
        yield RUNS
    else:
        yield from order_refusals(dates)
        yield from _gone(dates, at)


def _gone(dates: Dates, at: datetime) -> Iterator[Refusal]:
    """Nobody can vote any more when the ballot's end is past; then every date that is past is named."""
    if dates[State.CLOSED] <= at:
        gone = [state for state, starts in dates.items() if starts <= at]
        yield from (Refusal("gone", GONE, field_of(state)) for state in gone)


def start_refusal(round_: Round, dates: Dates, at: datetime) -> Refusal | None:
    """May the clock begin to move this round's phases?"""
    if round_.is_sandbox:
        return SANDBOX
    if round_.is_running:
        return RUNS
    if round_.state != State.DRAFT:
        return HELD
    if not any(state in dates for state in (*State.shaping(), State.ANNOUNCED)):
        return NOTHING_DATED
    return order_refusal(dates) or _started_refusal(dates, at)


def _started_refusal(dates: Dates, at: datetime) -> Refusal | None:
    """A phase that should have begun would be public the moment the clock runs, under a date long gone."""
    for state, starts in dates.items():
        if starts <= at:
            sentence = _("‘%(phase)s’ 날짜가 이미 지났습니다. 날짜를 고친 뒤 시작해 주세요.")
            return Refusal("past", sentence % {"phase": label(state)}, field_of(state))
    return None


def move_refusal(
    round_: Round, dates: Dates, state: State, to: datetime | None, reason: str, at: datetime
) -> Refusal | None:
    """May this phase begin at `to` instead? Never what has begun, never a box that is shut."""
    if not reason:
        return NO_REASON
    if round_.state == State.DRAFT and not round_.is_running:
        return NOT_STARTED
    refusal = _ahead_refusal(round_, state, at)
    if refusal is not None:
        return refusal
    if to is None:
        return NO_DATE
    if to <= at:
        return PAST
    if to == dates.get(state):
        return UNMOVED
    moved = order_refusal(ahead_of(round_, {**dates, state: to}, at))
    if moved is not None:
        return Refusal(moved.code, moved.sentence, "to")
    return _ballot_refusal(round_, state, to)


def movable(round_: Round, at: datetime) -> list[State]:
    """The phases that may still be given a date; those that were left out of the schedule too, for a round
    without a date for its evaluation would never be evaluated."""
    return [state for state in PLANNED if _ahead_refusal(round_, state, at) is None]


def ahead_of(round_: Round, dates: Dates, at: datetime) -> dict[State, datetime]:
    """The phases that still lie before the round."""
    now = round_.phase(at)
    return {state: starts for state, starts in dates.items() if is_ahead(state, now)}


def _ahead_refusal(round_: Round, state: State, at: datetime) -> Refusal | None:
    now = round_.phase(at)
    if state in (State.VOTING, State.CLOSED) and place(now) >= place(State.CLOSED):
        return BOX_SHUT
    return None if state in PLANNED and is_ahead(state, now) else BEGUN


def _ballot_refusal(round_: Round, state: State, to: datetime) -> Refusal | None:
    """What citizens were promised with the announcement."""
    announced = round_.state in State.accepting()
    if state == State.CLOSED and announced and to < round_.closes_at:
        return SHORTER
    opens = to if state == State.VOTING else round_.opens_at
    closes = to if state == State.CLOSED else round_.closes_at
    if announced and closes - opens < min(announced_length(round_), round_.closes_at - round_.opens_at):
        return NARROWER
    if closes - opens > LONGEST:
        sentence = _("투표는 %(days)d일까지만 열 수 있습니다. 날짜를 고쳐 주세요.")
        return Refusal("too_long", sentence % {"days": LONGEST.days}, "to")
    return None


def announced_length(round_: Round) -> timedelta:
    """For how long the announcement promised that one can vote, whatever was moved since."""
    promised = {State.VOTING: round_.opens_at, State.CLOSED: round_.closes_at}
    event = round_.events.filter(state=State.ANNOUNCED).first()
    for change in reversed(list(round_.changes.filter(state__in=list(promised)))):
        if change.before is not None and event is not None and change.at >= event.at:
            promised[State(change.state)] = change.before
    return promised[State.CLOSED] - promised[State.VOTING]


def begin_refusal(round_: Round, dates: Dates, state: State, reason: str, at: datetime) -> Refusal | None:
    """May this phase begin now, before its date? Only the next one, and only where no guard stands."""
    if not reason:
        return NO_REASON
    if not round_.is_running:
        return HELD
    refusal = _ahead_refusal(round_, state, at) or (None if state in dates else NO_DATE_YET)
    if refusal is not None:
        return refusal
    if state not in by_the_clock():
        return _elsewhere(state)
    following = next(iter(ahead_of(round_, dates, at)))
    return None if following == state else _not_next(following)


def _elsewhere(state: State) -> Refusal:
    """Where a phase begins that no date alone begins, or that nobody but its date may begin."""
    if state == State.ANNOUNCED:
        return ANNOUNCE_ELSEWHERE
    if state == State.PUBLISHED:
        return PUBLISH_ELSEWHERE
    sentence = _("‘%(phase)s’은(는) 정한 시각에만 합니다. 바꾸려면 날짜를 옮겨 주세요.")
    return Refusal("by_its_date", sentence % {"phase": label(state)}, "state")


def _not_next(following: State) -> Refusal:
    sentence = _("다음 단계는 ‘%(phase)s’입니다. 단계를 건너뛸 수 없습니다.")
    return Refusal("not_next", sentence % {"phase": label(following)}, "state")


def by_the_clock() -> list[State]:
    """Phases that begin with nothing but their date."""
    return [*State.shaping(), State.EXECUTING, State.EVALUATING]


def hold_refusal(round_: Round, reason: str) -> Refusal | None:
    if not reason:
        return NO_REASON
    if not round_.is_running:
        return HELD
    free = [*State.preparing(), *State.decided()]
    return None if round_.state in free else BALLOT_RUNS


def resume_refusal(round_: Round, reason: str) -> Refusal | None:
    if not reason:
        return NO_REASON
    return NOT_HELD if round_.is_running or (round_.state == State.DRAFT and not was_held(round_)) else None


def was_held(round_: Any) -> bool:
    """A draft whose clock never ran is not held; it has not begun."""
    return bool(round_.changes.filter(kind="held").exists())


def acts(round_: Round, dates: Dates, at: datetime) -> list[str]:
    """Which ways of stepping in are open now: each is asked of the rule that will judge it."""
    ahead, reason = ahead_of(round_, dates, at), "-"
    can_move = bool(movable(round_, at))
    has_started = round_.is_running or round_.state != State.DRAFT
    first = next(iter(ahead), None)
    is_open = {
        MOVE: can_move and has_started,
        BEGIN: first is not None and begin_refusal(round_, dates, first, reason, at) is None,
        HOLD: hold_refusal(round_, reason) is None,
        RESUME: resume_refusal(round_, reason) is None,
    }
    return [act for act, is_so in is_open.items() if is_so]
