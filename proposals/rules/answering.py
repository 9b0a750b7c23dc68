"""The unit's answer, and the promise that follows from it."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from portal import clock
from portal.refusals import Refusal
from proposals.models import Commitment, Proposal
from proposals.states import Exclusion, Outcome, State

NOT_NOW = Refusal("not_now", _("지금 단계에서는 답변할 수 없습니다."))
TWICE = Refusal("answered_already", _("이미 답변한 제안입니다."))
NO_OUTCOME = Refusal("no_outcome", _("채택할지 정해 주세요."), field="outcome")
NO_REASON_CODE = Refusal("no_reason_code", _("불채택하는 까닭을 목록에서 골라 주세요."), field="reason_code")
NO_DATE = Refusal("no_date", _("채택한 제안은 실행 예정일을 함께 알려야 합니다."), field="planned_on")
PAST_DATE = Refusal("past_date", _("실행 예정일은 오늘이나 그 뒤로 정해 주세요."), field="planned_on")
WITHOUT_COMMITTEE = Refusal(
    "without_committee", _("재심사는 심사위원회 심의를 거쳐야 합니다."), field="committee"
)
DONE_ALREADY = Refusal("done_already", _("이미 실행을 마친 제안입니다."))
NOT_LATER = Refusal("not_later", _("새 예정일은 지금 예정일보다 뒤여야 합니다."), field="planned_on")
NOT_LATE = Refusal("not_awaiting", _("답변을 기다리는 제안이 아닙니다."))


def answer_refusal(
    proposal: Proposal,
    *,
    outcome: str,
    reason_code: str,
    planned_on: date | None,
    committee: bool,
    at: datetime,
) -> Refusal | None:
    if proposal.state not in State.answerable():
        return NOT_NOW
    if outcome not in Outcome.decisions():
        return NO_OUTCOME
    if proposal.state == State.REEXAMINING and not committee:
        return WITHOUT_COMMITTEE
    if outcome == Outcome.NOT_ADOPTED:
        return None if reason_code in Exclusion.values else NO_REASON_CODE
    return _date_refusal(planned_on, at)


def _date_refusal(planned_on: date | None, at: datetime) -> Refusal | None:
    if planned_on is None:
        return NO_DATE
    return PAST_DATE if planned_on < clock.local(at).date() else None


def delay_refusal(proposal: Proposal) -> Refusal | None:
    return None if proposal.state in State.answerable() else NOT_LATE


def postponement_refusal(
    proposal: Proposal, commitment: Commitment, planned_on: date | None
) -> Refusal | None:
    if proposal.state != State.FOLLOWING:
        return DONE_ALREADY
    if planned_on is None:
        return NO_DATE
    return NOT_LATER if planned_on <= commitment.planned_on else None


def completion_refusal(proposal: Proposal) -> Refusal | None:
    return None if proposal.state == State.FOLLOWING else DONE_ALREADY
