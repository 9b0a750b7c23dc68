"""Ideas: may she write, support, decide? Pure questions, each answered with a Refusal or None."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from budgets import idea_texts as texts
from budgets.models import Code, Idea, IdeaState, Round
from budgets.models import RoundState as Phase
from portal.actions import constraints
from portal.organisations import clocks
from portal.organisations.models import Area, Unit
from portal.organisations.rules import Role, has_role
from portal.refusals import Refusal

WRITER_LEVEL = 2
MOST_DRAFTS = 20
# No statute gives the author a time for this; the fifteen days of 국민 제안 규정 제12조 are ours too.
RECHECK_WITHIN = clocks.CALENDAR(15)

MOVED_ON = Refusal(
    "moved_on", _("그사이 다른 분이 먼저 처리했습니다. 화면을 새로 열어 지금 상태를 확인해 주세요.")
)
LEVEL = Refusal("level", _("본인확인을 하면 의견을 낼 수 있습니다. 쓰신 글은 그대로 보관합니다."))
NOT_COLLECTING = Refusal("not_collecting", _("이 참여예산은 지금 의견을 받는 기간이 아닙니다."))
NOT_YOURS = Refusal("not_yours", _("내가 쓴 의견만 바꿀 수 있습니다."))
NOT_EDITABLE = Refusal("not_editable", _("이미 낸 의견은 고칠 수 없습니다. 고칠 점은 댓글로 알려 주세요."))
TOO_MANY_DRAFTS = Refusal(
    "too_many_drafts", _("작성 중인 의견이 너무 많습니다. 쓰지 않는 것을 먼저 지워 주세요.")
)
TITLE_SHORT = Refusal("title_short", _("제목을 5자 이상 적어 주세요."), "title")
PROBLEM_SHORT = Refusal("problem_short", _("지금 어떤 점이 불편한지 10자 이상 적어 주세요."), "problem")
REMEDY_SHORT = Refusal("remedy_short", _("무엇을 하면 좋을지 10자 이상 적어 주세요."), "remedy")
NO_PLACE = Refusal("no_place", _("어디에서 하면 좋을지 적어 주세요."), "place")
TOO_LONG = Refusal("too_long", _("한 칸에 2,000자까지 쓸 수 있습니다. 조금만 줄여 주세요."))
NOT_WITHDRAWABLE = Refusal("not_withdrawable", _("결정이 나온 의견은 철회할 수 없습니다."))
SUPPORT_LEVEL = Refusal("level", _("본인확인을 하면 공감할 수 있습니다. 한 사람이 한 번만 공감합니다."))
SUPPORT_OWN = Refusal("own", _("내가 낸 의견에는 공감할 수 없습니다."))
SUPPORT_OVER = Refusal("over", _("결정이 끝난 의견이라 공감을 더 받지 않습니다."))
ALREADY = Refusal("already", _("이미 하셨습니다."))
NOT_YOUR_UNIT = Refusal("not_your_unit", _("이 의견을 맡은 부서의 담당자만 처리할 수 있습니다."))
OWN = Refusal("own_idea", _("자기가 낸 의견은 다른 담당자가 심사합니다."))
SAME_OFFICER = Refusal("same_officer", _("재검토는 처음에 결정한 분이 아닌 다른 담당자가 합니다."))
NOT_NOW = Refusal("not_now", _("지금 단계에서는 할 수 없는 일입니다."))
NO_RESULT = Refusal("no_result", _("적격인지 부적격인지 골라 주세요."), "result")
NO_CODE = Refusal("no_code", _("부적격 사유를 여섯 가지 가운데 하나 골라 주세요."), "code")
NO_REASON = Refusal("no_reason", _("까닭을 쉬운 말로 10자 이상 적어 주세요. 모두에게 보입니다."), "reason")
NO_NOTE = Refusal("no_note", _("내용을 적어 주세요. 모두에게 보입니다."), "note")
NO_UNIT = Refusal("no_unit", _("부서를 골라 주세요."), "unit")
SAME_UNIT = Refusal("same_unit", _("이미 이 부서가 맡고 있습니다."), "unit")
TAKEN = Refusal("taken", _("이미 다른 부서가 맡았습니다. 화면을 새로 열어 주세요."))
NOT_REFUSED = Refusal("not_refused", _("부적격으로 결정된 의견만 재검토를 요청할 수 있습니다."))
RECHECK_ONCE = Refusal("recheck_once", _("재검토는 한 번만 요청할 수 있습니다."))
RECHECK_LATE = Refusal("recheck_late", _("재검토를 요청할 수 있는 15일이 지났습니다."))

constraints(
    {
        "budgets_idea_mark_once": ALREADY,
        "budgets_screening_once_a_turn": MOVED_ON,
        "budgets_screening_refusal_has_a_code": NO_CODE,
    }
)


def collecting_refusal(round_: Round, at: datetime) -> Refusal | None:
    return None if round_.phase(at) == Phase.COLLECTING else NOT_COLLECTING


def edit_refusal(author: Any, idea: Idea) -> Refusal | None:
    if not idea.wrote(author):
        return NOT_YOURS
    return None if idea.state == IdeaState.DRAFT else NOT_EDITABLE


def gaps(idea: Idea) -> list[Refusal]:
    """Everything that is still missing before it can be handed in, in the order of the form."""
    checks = (
        (len(idea.title.strip()) >= texts.TITLE_MIN, TITLE_SHORT),
        (len(idea.problem.strip()) >= texts.PART_MIN, PROBLEM_SHORT),
        (len(idea.remedy.strip()) >= texts.PART_MIN, REMEDY_SHORT),
        (bool(idea.place.strip()), NO_PLACE),
    )
    return [refusal for is_met, refusal in checks if not is_met]


def submission_refusal(author: Any, idea: Idea, at: datetime) -> Refusal | None:
    """The level comes last: first the text, then the identity."""
    refusal = edit_refusal(author, idea) or collecting_refusal(idea.round, at)
    if refusal or (refusal := next(iter(gaps(idea)), None)):
        return refusal
    return None if author.level >= WRITER_LEVEL else LEVEL


def withdrawal_refusal(author: Any, idea: Idea) -> Refusal | None:
    if not idea.wrote(author):
        return NOT_YOURS
    return None if idea.state in IdeaState.waiting() else NOT_WITHDRAWABLE


def support_refusal(person: Any, idea: Idea) -> Refusal | None:
    if idea.state not in IdeaState.alive():
        return SUPPORT_OVER
    if idea.wrote(person):
        return SUPPORT_OWN
    return None if person.is_authenticated and person.level >= WRITER_LEVEL else SUPPORT_LEVEL


def recheck_until(idea: Idea) -> datetime | None:
    """The first instant that is too late, or None when there is nothing to look at again."""
    if idea.state != IdeaState.INELIGIBLE or idea.decided_at is None:
        return None
    return clocks.late_from(idea.decided_at, RECHECK_WITHIN)


def recheck_refusal(author: Any, idea: Idea, turns: int, at: datetime) -> Refusal | None:
    """``turns``: how many decisions there are already."""
    if not idea.wrote(author):
        return NOT_YOURS
    until = recheck_until(idea)
    if until is None:
        return NOT_REFUSED
    if turns > 1:
        return RECHECK_ONCE
    if idea.round.phase(at) not in Phase.shaping():
        return NOT_NOW
    return RECHECK_LATE if at >= until else None


def officer_refusal(officer: Any, unit: Unit | None) -> Refusal | None:
    """May this person act for ``unit``?"""
    held = unit is not None and has_role(officer, Role.OFFICER, Role.APPROVER, unit=unit)
    return None if held else NOT_YOUR_UNIT


def reaches(unit: Unit, area: Area | None) -> bool:
    """May a unit take what concerns this place? Its agency's area must hold it."""
    return area is None or unit.agency.area.contains(area)


def taking_refusal(officer: Any, unit: Unit | None, area: Area | None) -> Refusal | None:
    if unit is None:
        return NO_UNIT
    refusal = officer_refusal(officer, unit)
    return refusal or (None if reaches(unit, area) else NOT_YOUR_UNIT)


def screening_refusal(officer: Any, idea: Idea, first_officer: int | None, at: datetime) -> Refusal | None:
    """``first_officer``: who decided the first time, if anybody has."""
    if idea.state not in IdeaState.waiting() or idea.round.phase(at) not in Phase.shaping():
        return NOT_NOW
    if refusal := officer_refusal(officer, idea.unit):
        return refusal
    if idea.wrote(officer):
        return OWN
    again = idea.state == IdeaState.RECHECK and first_officer == officer.pk
    return SAME_OFFICER if again else None


def decision_refusal(eligible: bool | None, code: str, reason: str) -> Refusal | None:
    """Does the decision say what it must?"""
    if eligible is None:
        return NO_RESULT
    if not eligible and code not in Code.values:
        return NO_CODE
    return None if len(reason.strip()) >= texts.PART_MIN else NO_REASON
