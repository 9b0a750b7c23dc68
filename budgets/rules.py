"""May she? Pure questions, each answered with a Refusal or None. Pages grey out by the same answers."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from budgets.models import Envelope, Round
from portal.accounts.rules import REJOIN_AFTER
from portal.actions import constraints
from portal.refusals import Refusal

# Whoever leaves may be verified again after this time; a vote that were open for longer she could cast twice.
LONGEST = REJOIN_AFTER

NOT_YET = Refusal("not_yet", _("아직 투표 기간이 아닙니다. 투표가 시작되면 다시 와 주세요."))
CLOSED = Refusal("closed", _("투표가 마감되어 더는 표를 받거나 바꿀 수 없습니다."))
NEEDS_IDENTITY = Refusal("level", _("본인확인을 하면 투표할 수 있습니다."))
NEEDS_RESIDENCE = Refusal("level", _("이 지역에 산다는 거주확인을 하면 투표할 수 있습니다."))
ELSEWHERE = Refusal("elsewhere", _("이 예산은 그 지역에 사는 분만 투표할 수 있습니다."))
MOVED = Refusal(
    "elsewhere",
    _("이 참여예산에서는 이미 다른 지역의 예산에 투표하셨습니다. 한 분이 한 지역에서만 투표할 수 있습니다."),
)
NOTHING = Refusal("nothing", _("사업을 한 개 이상 골라 주세요."), "choices")
FOREIGN = Refusal(
    "foreign_project",
    _("이 투표용지에 없는 사업이 들어 있습니다. 화면을 새로 열고 다시 골라 주세요."),
    "choices",
)
TWICE = Refusal("twice", _("같은 사업을 두 번 고를 수 없습니다."), "choices")
FROZEN = Refusal("frozen", _("공고한 뒤에는 투표용지와 세는 방법을 바꿀 수 없습니다."))
DATES = Refusal("dates", _("투표 마감은 투표 시작보다 늦어야 합니다."), "closes_at")
SAME_PERSON = Refusal("same_person", _("결과는 확인한 운영자가 아닌 다른 운영자가 발표해야 합니다."))
NOT_COUNTED = Refusal("not_counted", _("아직 모든 예산의 개표가 끝나지 않았습니다."))
NOT_CHECKED = Refusal("not_checked", _("먼저 다른 운영자가 결과를 확인해야 합니다."))

constraints(
    {
        "budgets_round_dates_in_order": DATES,
        "budgets_round_two_administrators": SAME_PERSON,
        "budgets_round_sealed_before_counted": NOT_COUNTED,
        "budgets_round_each_state_once": Refusal("already", _("이미 한 일입니다. 화면을 새로 열어 주세요.")),
        "budgets_envelope_name_once": Refusal(
            "name_taken", _("이 참여예산에 같은 이름의 예산이 이미 있습니다."), "name"
        ),
        "budgets_envelope_has_money": Refusal("no_money", _("예산은 1원 이상이어야 합니다."), "amount"),
        "budgets_envelope_choice_limits": Refusal(
            "limits", _("고를 수 있는 수는 최소가 1 이상이고 최대보다 작거나 같아야 합니다."), "max_choices"
        ),
        "budgets_project_number_once": Refusal(
            "number_taken", _("다른 분이 방금 사업을 더했습니다. 다시 눌러 주세요.")
        ),
        "budgets_project_cost_not_negative": Refusal("cost", _("사업비는 0원 이상이어야 합니다."), "cost"),
        "budgets_ballot_not_empty": NOTHING,
    }
)


def time_refusal(round_: Round, at: datetime) -> Refusal | None:
    """Is this a moment at which votes are taken?"""
    if round_.accepts_votes(at):
        return None
    before = round_.state in Round.State.preparing() or (
        round_.state in Round.State.accepting() and at < round_.opens_at
    )
    return NOT_YET if before else CLOSED


def needed_level(envelope: Envelope) -> int:
    """City-wide: identity (2). A district's money: residence (3)."""
    return 2 if envelope.area_id is None else 3


def voter_refusal(voter: Any, envelope: Envelope) -> Refusal | None:
    """Is she one of those who decide about this money?"""
    if not voter.is_authenticated or voter.level < 2:
        return NEEDS_IDENTITY
    if envelope.area_id is None:
        return None
    if not voter.is_resident:
        return NEEDS_RESIDENCE
    if voter.area_id == envelope.area_id or (envelope.area and envelope.area.contains(voter.area)):
        return None
    return ELSEWHERE


def choices_refusal(envelope: Envelope, costs: Mapping[str, int], chosen: Sequence[str]) -> Refusal | None:
    """Does the ballot have a shape that can be counted? `costs`: the envelope's projects and their cost."""
    if not chosen:
        return NOTHING
    if len(set(chosen)) != len(chosen):
        return TWICE
    if not set(chosen) <= costs.keys():
        return FOREIGN
    if envelope.is_knapsack:
        return _spending_refusal(envelope, sum(costs[name] for name in chosen))
    return _number_refusal(envelope, len(chosen))


def _spending_refusal(envelope: Envelope, spent: int) -> Refusal | None:
    over = spent - envelope.amount
    if over <= 0:
        return None
    sentence = _("예산보다 %(over)s원을 더 담았습니다. 사업을 덜어 낸 뒤 다시 눌러 주세요.")
    return Refusal("overspent", sentence % {"over": f"{over:,}"}, "choices")


def _number_refusal(envelope: Envelope, number: int) -> Refusal | None:
    if number < envelope.min_choices:
        sentence = _("%(least)d개 이상 골라 주세요. 지금은 %(number)d개를 골랐습니다.")
        return Refusal("too_few", sentence % {"least": envelope.min_choices, "number": number}, "choices")
    if number > envelope.max_choices:
        sentence = _("%(most)d개까지만 고를 수 있습니다. 지금은 %(number)d개를 골랐습니다.")
        return Refusal("too_many", sentence % {"most": envelope.max_choices, "number": number}, "choices")
    return None
