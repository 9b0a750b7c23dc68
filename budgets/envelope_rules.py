"""What is wrong with an envelope as it is typed: all of it at once. The database refuses the same, one thing
at a time."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from budgets.models import Envelope
from budgets.rules import LIMITS, MIN_AGE, NO_MONEY
from budgets.schedule_rules import NO_CAP
from portal.refusals import Refusal

OLDEST_KNOWN = 19
NO_AREA = Refusal("no_area", _("‘살거나 일하거나 배우는 사람’이 투표하려면 지역을 골라 주세요."), "area")
HIGH_CAP = Refusal(
    "high_cap",
    _("사업 하나의 최고 금액이 예산보다 많습니다. 이대로 두면 최고 금액이 아무것도 막지 않습니다."),
    "project_cap",
)


def refusals(fields: Mapping[str, Any]) -> Iterator[Refusal]:
    """Everything that keeps these fields from being an envelope."""
    if _is_below_one(fields.get("amount")):
        yield NO_MONEY
    if _is_below_one(fields.get("project_cap")):
        yield NO_CAP
    age = fields.get("min_age")
    if age is not None and not 1 <= age <= OLDEST_KNOWN:
        yield MIN_AGE
    least, most = fields.get("min_choices"), fields.get("max_choices")
    if _is_below_one(least) or (least is not None and most is not None and most < least):
        yield LIMITS
    if fields.get("voters") == Envelope.Voters.COMMUNITY and "area" in fields and fields["area"] is None:
        yield NO_AREA


def _is_below_one(number: int | None) -> bool:
    return number is not None and number < 1


def doubt(fields: Mapping[str, Any]) -> Refusal | None:
    """What is allowed and can hardly be meant."""
    amount, cap = fields["amount"], fields["project_cap"]
    return HIGH_CAP if cap is not None and cap > amount else None
