"""Where a round stands, as citizens see it: the step indicator, the whole timeline, what one can do now."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgets.models import Round
from budgets.models import RoundState as State
from budgets.schedule import ORDER, is_ahead, label
from budgets.schedule_queries import Change, Course
from portal.frontend import words

PLACES = {
    **dict.fromkeys(State.preparing(), 0),
    State.ANNOUNCED: 1,
    State.VOTING: 2,
    State.CLOSED: 3,
    State.COUNTED: 3,
    **dict.fromkeys(State.decided(), 4),
}


def steps(round_: Round, at: datetime) -> list[dict[str, Any]]:
    """Five steps; a round that had no phases before its ballot begins with the second."""
    phase = round_.phase(at)
    current = PLACES[phase]
    labels = [
        (_("제안과 준비"), ""),
        (_("투표 예고"), ""),
        (_("투표"), words.days(round_.opens_at, round_.closes_at, at)),
        (_("개표와 확인"), ""),
        (_("결과와 집행"), words.day_from(round_.published_at, at) if round_.published_at else ""),
    ]
    return [
        {"label": label, "note": note, "state": _mark(number, current, phase)}
        for number, (label, note) in enumerate(labels)
    ]


def _mark(number: int, current: int, phase: State) -> str:
    if number < current or phase == State.EVALUATING:
        return "done"
    return "current" if number == current else "todo"


class Phase(NamedTuple):
    """One phase on the public timeline; `mark`: done, current or todo. What it shows follows from these alone
    and the timeline is drawn anew when one of them differs."""

    state: State
    at: datetime
    mark: str
    changes: tuple[Change, ...]

    @property
    def label(self) -> str:
        return label(self.state)

    @property
    def text(self) -> str:
        return explain(self.state)


def timeline(round_: Round, course: Course, at: datetime) -> tuple[Phase, ...]:
    """Every phase with a date, past ones with the date on which they really began, each with the overrides
    that touched it. A phase that was planned but left out is not shown."""
    now = round_.phase(at)
    found = []
    for state in ORDER:
        when = course.happened.get(state) or course.dates.get(state)
        if when is None or not _shown(state, now, course.happened):
            continue
        mark = "current" if state == now else "todo" if is_ahead(state, now) else "done"
        touched = tuple(change for change in course.changes if change.state == state)
        found.append(Phase(state, when, mark, touched))
    return tuple(found)


def _shown(state: State, now: State, happened: Mapping[State, datetime]) -> bool:
    """Opening and closing are true by the clock; of the others a past one must have happened."""
    if state in (State.VOTING, State.CLOSED) or is_ahead(state, now):
        return True
    return state in happened or state == now


SENTENCES: dict[State, Any] = {
    State.DRAFT: "",
    State.COLLECTING: gettext_lazy("누구나 사업을 제안할 수 있습니다."),
    State.SCREENING: gettext_lazy("예산으로 할 수 있는 제안인지 담당자가 살펴봅니다."),
    State.COSTING: gettext_lazy("부서가 사업비와 방법을 따져 사업으로 다듬습니다."),
    State.CONSULTING: gettext_lazy("다듬은 사업에 의견을 보낼 수 있습니다."),
    State.SHORTLISTING: gettext_lazy("참여단이 투표에 올릴 사업을 고릅니다."),
    State.ANNOUNCED: gettext_lazy("투표에 오른 사업과 세는 방법이 정해져 더는 바뀌지 않습니다."),
    State.VOTING: gettext_lazy("마감 전까지 고르고 바꿀 수 있습니다."),
    State.CLOSED: gettext_lazy("표를 봉인하고, 이름과 표를 잇는 열쇠를 없앤 뒤 셉니다."),
    State.COUNTED: gettext_lazy("두 명의 운영자가 결과를 확인합니다."),
    State.PUBLISHED: gettext_lazy("뽑힌 사업과 그 까닭을 모두 볼 수 있고, 누구나 다시 셀 수 있습니다."),
    State.EXECUTING: gettext_lazy("뽑힌 사업이 어떻게 되어 가는지 볼 수 있습니다."),
    State.EVALUATING: gettext_lazy("한 해의 참여예산을 함께 돌아봅니다."),
}


def explain(state: State) -> str:
    """A phase in one sentence for citizens."""
    return str(SENTENCES[state])


PREPARING = (
    gettext_lazy("지금은 준비하고 있습니다"),
    gettext_lazy("소식을 받으면 다음 단계가 시작될 때 알려 드립니다."),
)
COUNTING = (gettext_lazy("표를 세고 있습니다"), gettext_lazy("두 명의 운영자가 확인한 뒤 결과를 발표합니다."))
DEEDS: dict[State, tuple[Any, Any]] = {
    **dict.fromkeys(State.preparing(), PREPARING),
    State.COLLECTING: (gettext_lazy("지금 제안할 수 있습니다"), SENTENCES[State.COLLECTING]),
    State.CONSULTING: (gettext_lazy("지금 의견을 보낼 수 있습니다"), SENTENCES[State.CONSULTING]),
    State.ANNOUNCED: (
        gettext_lazy("곧 투표가 시작됩니다"),
        gettext_lazy("투표에 오른 사업을 미리 살펴보세요."),
    ),
    State.VOTING: (gettext_lazy("지금 투표할 수 있습니다"), SENTENCES[State.VOTING]),
    State.CLOSED: COUNTING,
    State.COUNTED: (
        gettext_lazy("다 세었습니다"),
        gettext_lazy("두 명의 운영자가 결과를 확인하고 있습니다. 확인이 끝나면 발표합니다."),
    ),
    **dict.fromkeys(State.decided(), (gettext_lazy("결과가 나왔습니다"), SENTENCES[State.PUBLISHED])),
}


def deed(phase: State) -> tuple[str, str]:
    """What a citizen can do now: a heading and a sentence."""
    heading, sentence = DEEDS[phase]
    return str(heading), str(sentence)


GROUPS = [
    ("vote", [State.VOTING]),
    ("speak", [State.COLLECTING, State.CONSULTING]),
    ("soon", [State.SCREENING, State.COSTING, State.SHORTLISTING, State.ANNOUNCED]),
    ("counting", [State.CLOSED, State.COUNTED]),
    ("decided", State.decided()),
]


def grouped(rounds: Iterable[Round], at: datetime) -> list[dict[str, Any]]:
    """Rounds by what a citizen can do with them: what ends soonest first, the latest result first. Groups of
    which there are none are left out."""
    in_time = sorted(rounds, key=lambda round_: round_.closes_at)
    rows = [{"round": round_, "phase": round_.phase(at)} for round_ in in_time]
    titles = {
        "vote": _("지금 투표할 수 있습니다"),
        "speak": _("지금 제안하고 의견을 보낼 수 있습니다"),
        "soon": _("준비하고 있습니다"),
        "counting": _("표를 세고 확인하고 있습니다"),
        "decided": _("결과를 볼 수 있습니다"),
    }
    latest_first = list(reversed(rows))
    found = [
        {
            "key": key,
            "title": titles[key],
            "rows": [row for row in (latest_first if key == "decided" else rows) if row["phase"] in states],
        }
        for key, states in GROUPS
    ]
    return [group for group in found if group["rows"]]
