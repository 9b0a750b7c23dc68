"""Does somebody work or study here? What she may claim, and what an officer may decide about it."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from budgets.models import Belonging
from portal import clock
from portal.actions import constraints
from portal.refusals import Refusal

LONGEST = timedelta(days=731)
USUAL = timedelta(days=365)

ASKED = Refusal("already_asked", _("같은 내용으로 이미 확인을 부탁하셨습니다. 결과를 기다려 주세요."))
NOT_FOR_ONESELF = Refusal("own_claim", _("자기가 부탁한 확인은 다른 담당자가 해야 합니다."))
REASON_MISSING = Refusal(
    "reason_missing", _("확인하지 못한 이유를 적어 주세요. 신청한 분에게 그대로 알립니다."), "reason"
)
UNTIL_MISSING = Refusal("until_missing", _("언제까지 인정할지 날짜를 정해 주세요."), "until")
UNTIL_PAST = Refusal("until_past", _("오늘이나 오늘 뒤의 날짜를 골라 주세요."), "until")
UNTIL_FAR = Refusal("until_far", _("2년 안의 날짜를 골라 주세요."), "until")
DECIDED = Refusal("decided", _("이미 처리된 신청입니다. 화면을 새로 열어 주세요."))
OVER = Refusal("over", _("이미 끝난 신청입니다."))

constraints(
    {
        "budgets_belonging_asked_once": ASKED,
        "budgets_belonging_not_by_oneself": NOT_FOR_ONESELF,
        "budgets_belonging_refused_with_reason": REASON_MISSING,
        "budgets_belonging_ends": UNTIL_MISSING,
    }
)


def decide_refusal(
    officer: Any, claim: Belonging, *, confirm: bool, until: date | None, reason: str, at: datetime
) -> Refusal | None:
    if claim.state != Belonging.State.WAITING:
        return DECIDED
    if claim.person_id == officer.pk:
        return NOT_FOR_ONESELF
    if not confirm:
        return None if reason else REASON_MISSING
    return _until_refusal(until, clock.local(at).date())


def _until_refusal(until: date | None, today: date) -> Refusal | None:
    if until is None:
        return UNTIL_MISSING
    if until < today:
        return UNTIL_PAST
    return UNTIL_FAR if until > today + LONGEST else None


def withdraw_refusal(claim: Belonging) -> Refusal | None:
    return None if claim.state in Belonging.State.living() else OVER
