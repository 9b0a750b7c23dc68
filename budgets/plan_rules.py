"""Plans: who costs, merges, likes, and puts them on a ballot."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from budgets import idea_texts as texts
from budgets.idea_rules import MOVED_ON, NOT_NOW, officer_refusal
from budgets.models import Envelope, Plan, PlanState
from budgets.models import RoundState as Phase
from portal.actions import constraints
from portal.frontend import words
from portal.refusals import Refusal

LEVEL = 2
NOT_CONSULTING = Refusal("not_consulting", _("온라인 의견을 받는 기간에만 누를 수 있습니다."))
LIKE_LEVEL = Refusal("level", _("본인확인을 하면 공감할 수 있습니다."))
LIKE_OWN = Refusal("own", _("내 의견으로 만든 사업안에는 공감할 수 없습니다."))
ALREADY_LIKED = Refusal("already_liked", _("이미 공감하셨습니다."))
NO_COST = Refusal("no_cost", _("사업비는 1원 이상이어야 합니다."), "amount")
NO_REASON = Refusal("no_reason", _("왜 이 금액인지 10자 이상 적어 주세요. 모두에게 보입니다."), "reason")
SAME_COST = Refusal("same_cost", _("지금 사업비와 같은 금액입니다."), "amount")
REVISED = Refusal(
    "revised", _("다른 담당자가 방금 사업비를 고쳤습니다. 새 금액을 확인한 뒤 다시 고쳐 주세요.")
)
NO_FEASIBILITY = Refusal("no_feasibility", _("할 수 있는 일인지 골라 주세요."), "feasibility")
ITSELF = Refusal("itself", _("합칠 다른 사업안을 골라 주세요."), "into")
ELSEWHERE = Refusal(
    "elsewhere", _("같은 참여예산에서 우리 부서가 맡은 사업안끼리만 합칠 수 있습니다."), "into"
)
NOT_COSTED = Refusal("not_costed", _("사업비가 나온 사업안만 투표용지에 올릴 수 있습니다."))
FOREIGN_ENVELOPE = Refusal("foreign_envelope", _("이 참여예산의 예산을 골라 주세요."), "envelope")
WRONG_AREA = Refusal("wrong_area", _("이 사업의 지역은 그 예산의 지역 밖에 있습니다."), "envelope")
TOO_DEAR = Refusal(
    "too_dear", _("사업비가 그 예산보다 큽니다. 더 큰 예산을 고르거나 사업비를 줄여 주세요."), "envelope"
)

constraints(
    {
        "budgets_plan_like_once": ALREADY_LIKED,
        "budgets_cost_number_once": REVISED,
        "budgets_cost_is_money": NO_COST,
        "budgets_cost_has_a_reason": NO_REASON,
        "budgets_plan_on_ballot_has_a_card": MOVED_ON,
    }
)


def work_refusal(officer: Any, plan: Plan, at: datetime) -> Refusal | None:
    """May this officer work on the plan now?"""
    if plan.state not in PlanState.open() or plan.round.phase(at) not in Phase.shaping():
        return NOT_NOW
    return officer_refusal(officer, plan.unit)


def cost_refusals(plan: Plan, amount: int | None, reason: str) -> Iterator[Refusal]:
    """Everything that is wrong with a figure and its reason: who mends one is not told of the next
    afterwards."""
    if not amount or amount < 1:
        yield NO_COST
    elif amount == plan.cost:
        yield SAME_COST
    if len(reason.strip()) < texts.PART_MIN:
        yield NO_REASON


def dear_doubt(plan: Plan, amount: int, money: int | None) -> Refusal | None:
    """A figure that no envelope can pay is asked about once more: one zero too many would be public at once
    and stay in the history. It may be true all the same; then the plan is too dear, and people should know.
    `money`: the most that one project can get here, None where nobody has said yet."""
    if money is None or amount <= money:
        return None
    told = {"amount": words.won_short(amount), "money": words.won_short(money)}
    sentence = _(
        "적으신 사업비 %(amount)s은 이 사업안이 받을 수 있는 예산 %(money)s보다 많습니다. "
        "금액이 맞으면 여기에 표시하고 다시 눌러 주세요."
    )
    return Refusal("dear", sentence % told, "sure")


def merging_refusal(plan: Plan, into: Plan | None) -> Refusal | None:
    if into is None or into.pk == plan.pk:
        return ITSELF
    if into.state not in PlanState.open():
        return MOVED_ON
    same = into.round_id == plan.round_id and into.unit_id == plan.unit_id
    return None if same else ELSEWHERE


def like_refusal(person: Any, plan: Plan, at: datetime) -> Refusal | None:
    """As with ideas, nobody adds to the number beside her own."""
    if plan.state != PlanState.COSTED or plan.round.phase(at) != Phase.CONSULTING:
        return NOT_CONSULTING
    if person.is_authenticated and plan.ideas.filter(author=person.pk).exists():
        return LIKE_OWN
    return None if person.is_authenticated and person.level >= LEVEL else LIKE_LEVEL


def unlike_refusal(person: Any, plan: Plan, at: datetime) -> Refusal | None:
    """Her own idea may have been merged into a plan that she liked before: she can still take that back."""
    refusal = like_refusal(person, plan, at)
    return None if refusal is LIKE_OWN else refusal


def ballot_refusal(plan: Plan, envelope: Envelope | None) -> Refusal | None:
    """May this plan become a card of that envelope? The round's own state is asked with its lock."""
    if plan.state != PlanState.COSTED or plan.cost is None:
        return NOT_COSTED
    if envelope is None or envelope.round_id != plan.round_id:
        return FOREIGN_ENVELOPE
    if envelope.area is not None and not envelope.area.contains(plan.area):
        return WRONG_AREA
    return TOO_DEAR if plan.cost > envelope.amount else None
