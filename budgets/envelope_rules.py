"""What is wrong with an envelope as it is typed: all of it at once. The database refuses the same, one thing
at a time."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from budgets.models import Envelope
from budgets.rules import LIMITS, MIN_AGE, NO_MONEY
from budgets.schedule_rules import NO_CAP
from budgets.tally import Rule
from portal.refusals import Refusal

OLDEST_KNOWN = 19
GONE = Refusal("gone", _("이미 지난 날입니다. 오늘이나 앞으로 올 날을 써 주세요."), "start")
NO_POINTS = Refusal("no_points", _("나눌 점수는 1점 이상이어야 합니다."), "points_total")
NO_RANKS = Refusal("no_ranks", _("순위 점수로 세려면 투표 방식이 ‘순위 매기기’여야 합니다."), "method")
NO_SHARED_POINTS = Refusal(
    "no_shared_points", _("만족을 점수로 재려면 투표 방식이 ‘점수 나누기’여야 합니다."), "utility"
)
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
    if few := _few_points_refusal(fields):
        yield few


def kind_refusal(kind: str, rule: Rule) -> Refusal | None:
    """Does the rule count what this kind of ballot asks for? Or voters would read that their ranks or points
    decide where nobody could write any."""
    if rule.method == "borda" and kind != Envelope.Ballot.RANKED:
        return NO_RANKS
    by_points = rule.method == "equal_shares" and rule.utility == "points"
    return NO_SHARED_POINTS if by_points and kind != Envelope.Ballot.POINTS else None


def _few_points_refusal(fields: Mapping[str, Any]) -> Refusal | None:
    """Can anybody give a point to as many projects as she must?"""
    points, least = fields.get("points_total"), fields.get("min_choices")
    if fields.get("ballot_kind") != Envelope.Ballot.POINTS or points is None or least is None:
        return None
    if points >= least:
        return None
    sentence = _("사업 %(least)s개 이상에 나누려면 나눌 점수가 %(least)s점 이상이어야 합니다.")
    return Refusal("few_points", sentence % {"least": least}, "points_total")


def _is_below_one(number: int | None) -> bool:
    return number is not None and number < 1


def doubt(fields: Mapping[str, Any]) -> Refusal | None:
    """What is allowed and can hardly be meant."""
    amount, cap = fields["amount"], fields["project_cap"]
    return HIGH_CAP if cap is not None and cap > amount else None
