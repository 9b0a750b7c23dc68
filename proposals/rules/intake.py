"""What a unit may do with a proposal before it answers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.organisations import clocks
from portal.organisations.models import Unit
from portal.organisations.rules import Role, has_role
from portal.refusals import Refusal
from proposals.models import Proposal
from proposals.states import State

ANSWER = clocks.CALENDAR(30)  # 규정 제10조 ①: thirty days from receipt
ASK_WITHIN = clocks.CALENDAR(7)  # 규정 제6조 ②: a supplement is asked for within seven days of receipt
SUPPLEMENT = clocks.CALENDAR(7)  # how long the citizen has; our choice, the law leaves it to the agency

NOT_YOUR_UNIT = Refusal("not_your_unit", _("이 제안을 맡은 부서의 담당자만 처리할 수 있습니다."))
OWN_PROPOSAL = Refusal(
    "own_proposal", _("자기가 낸 제안은 다른 담당자가 처리합니다. 다른 부서로 넘길 수는 있습니다.")
)
NOT_NOW = Refusal("not_now", _("지금 단계에서는 할 수 없는 일입니다."))
NO_UNIT = Refusal("no_unit", _("제안을 맡을 부서를 골라 주세요."), field="unit")
SAME_UNIT = Refusal("same_unit", _("이미 이 부서가 맡고 있습니다."), field="unit")
TOO_LATE_TO_ASK = Refusal("too_late_to_ask", _("보완은 접수한 뒤 7일 안에만 요청할 수 있습니다."))
STILL_TIME = Refusal("still_time", _("아직 보완 기한이 지나지 않았습니다."))


def officer_refusal(officer: Any, unit: Unit | None) -> Refusal | None:
    """May this officer act for ``unit``?"""
    if unit is None:
        return NO_UNIT
    return None if has_role(officer, Role.OFFICER, unit=unit) else NOT_YOUR_UNIT


def own_refusal(officer: Any, proposal: Proposal) -> Refusal | None:
    """Nobody decides about what she proposed herself."""
    return OWN_PROPOSAL if proposal.author_id == officer.pk else None


def receipt_refusal(proposal: Proposal) -> Refusal | None:
    return None if proposal.state == State.SUBMITTED else NOT_NOW


def supplement_refusal(proposal: Proposal, at: datetime) -> Refusal | None:
    if proposal.state != State.RECEIVED or proposal.received_at is None:
        return NOT_NOW
    return TOO_LATE_TO_ASK if at >= clocks.late_from(proposal.received_at, ASK_WITHIN) else None


def transfer_refusal(proposal: Proposal, to: Unit | None) -> Refusal | None:
    if proposal.state not in State.transferable():
        return NOT_NOW
    if to is None:
        return NO_UNIT
    return SAME_UNIT if to.pk == proposal.unit_id else None


def publication_refusal(proposal: Proposal) -> Refusal | None:
    return None if proposal.state == State.RECEIVED else NOT_NOW


def closing_refusal(proposal: Proposal, at: datetime) -> Refusal | None:
    """Only what was left without its supplement is closed unanswered; everybody else gets an answer."""
    if proposal.state != State.SUPPLEMENT or proposal.supplement_until is None:
        return NOT_NOW
    return STILL_TIME if at < proposal.supplement_until else None
