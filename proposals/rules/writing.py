"""The author's own verbs: save, hand in, supplement, withdraw, ask for a re-examination."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.organisations import clocks
from portal.refusals import Refusal
from proposals import texts
from proposals.models import Proposal
from proposals.states import Outcome, State

WRITER_LEVEL = 2
REEXAMINATION = clocks.CALENDAR(15)  # 규정 제12조 ①
MOST_DRAFTS = 20

LEVEL = Refusal("level", _("본인 확인을 마치면 제안을 보낼 수 있습니다. 쓰신 글은 그대로 보관합니다."))
NOT_YOURS = Refusal("not_yours", _("내가 쓴 제안만 바꿀 수 있습니다."))
NOT_EDITABLE = Refusal("not_editable", _("이미 보낸 제안은 고칠 수 없습니다. 고칠 점은 댓글로 알려 주세요."))
TITLE_SHORT = Refusal("title_short", _("제목을 5자 이상 적어 주세요."), field="title")
PROBLEM_SHORT = Refusal("problem_short", _("지금 무엇이 문제인지 10자 이상 적어 주세요."), field="problem")
IMPROVEMENT_SHORT = Refusal(
    "improvement_short", _("어떻게 바꾸면 좋을지 10자 이상 적어 주세요."), field="improvement"
)
EFFECT_SHORT = Refusal("effect_short", _("바꾸면 무엇이 좋아지는지 10자 이상 적어 주세요."), field="effect")
NO_AREA = Refusal("no_area", _("어느 지역의 일인지 골라 주세요."), field="area")
TOO_LONG = Refusal("too_long", _("한 칸에 3,000자까지 쓸 수 있습니다. 조금만 줄여 주세요."))
TOO_MANY_DRAFTS = Refusal(
    "too_many_drafts", _("작성 중인 제안이 너무 많습니다. 쓰지 않는 초안을 먼저 지워 주세요.")
)
NOT_WITHDRAWABLE = Refusal("not_withdrawable", _("답변이 나왔거나 이미 끝난 제안은 철회할 수 없습니다."))
NO_SUPPLEMENT_ASKED = Refusal("no_supplement_asked", _("보완을 요청받은 제안이 아닙니다."))
NOT_REFUSED = Refusal("not_refused", _("불채택된 제안만 재심사를 요청할 수 있습니다."))
ONCE_ONLY = Refusal("once_only", _("재심사는 한 번만 요청할 수 있습니다."))
NO_GROUNDS = Refusal("no_grounds", _("무엇을 다시 살펴 주기를 바라는지 적어 주세요."), field="note")
REEXAMINATION_LATE = Refusal(
    "reexamination_late", _("재심사를 요청할 수 있는 기간(답변을 받은 뒤 15일)이 지났습니다.")
)


def edit_refusal(author: Any, proposal: Proposal) -> Refusal | None:
    if proposal.author_id != author.pk:
        return NOT_YOURS
    return None if proposal.state in State.editable() else NOT_EDITABLE


def gaps(proposal: Proposal) -> list[Refusal]:
    """Everything that is still missing before it can be handed in, in the order of the form."""
    least = texts.PART_MIN
    checks = (
        (len(proposal.title.strip()) >= texts.TITLE_MIN, TITLE_SHORT),
        (proposal.area_id is not None, NO_AREA),
        (len(proposal.problem.strip()) >= least, PROBLEM_SHORT),
        (len(proposal.improvement.strip()) >= least, IMPROVEMENT_SHORT),
        (len(proposal.effect.strip()) >= least, EFFECT_SHORT),
    )
    return [refusal for is_met, refusal in checks if not is_met]


def submission_refusal(author: Any, proposal: Proposal) -> Refusal | None:
    """Why this draft cannot be handed in now. The level comes last: first the text, then the identity."""
    if refusal := edit_refusal(author, proposal):
        return refusal
    if missing := gaps(proposal):
        return missing[0]
    return None if author.level >= WRITER_LEVEL else LEVEL


def supplement_refusal(author: Any, proposal: Proposal) -> Refusal | None:
    if proposal.author_id != author.pk:
        return NOT_YOURS
    if proposal.state != State.SUPPLEMENT:
        return NO_SUPPLEMENT_ASKED
    return next(iter(gaps(proposal)), None)


def withdrawal_refusal(author: Any, proposal: Proposal) -> Refusal | None:
    if proposal.author_id != author.pk:
        return NOT_YOURS
    return None if proposal.state in State.withdrawable() else NOT_WITHDRAWABLE


def reexamination_until(proposal: Proposal) -> datetime | None:
    """The first instant that is too late, or None when there is nothing to re-examine."""
    if proposal.outcome != Outcome.NOT_ADOPTED or proposal.decided_at is None:
        return None
    return clocks.late_from(proposal.decided_at, REEXAMINATION)


def reexamination_refusal(author: Any, proposal: Proposal, rounds: int, at: datetime) -> Refusal | None:
    """``rounds``: how many answers there are already."""
    if proposal.author_id != author.pk:
        return NOT_YOURS
    until = reexamination_until(proposal)
    if proposal.state != State.DECIDED or until is None:
        return NOT_REFUSED
    if rounds > 1:
        return ONCE_ONLY
    return REEXAMINATION_LATE if at >= until else None
