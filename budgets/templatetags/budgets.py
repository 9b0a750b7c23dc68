from typing import Any

from django import template

from budgets.models import Envelope, RoundState
from budgets.schedule import label
from budgets.stages import explain
from budgets.words import money, short_money

register = template.Library()


@register.filter(name="money")
def money_filter(amount: Any, envelope: Envelope) -> str:
    """`{{ project.cost|money:envelope }}`: won, or the currency of an election from elsewhere."""
    return money(amount, envelope)


@register.filter(name="money_short")
def money_short_filter(amount: int, envelope: Envelope) -> str:
    """`{{ project.cost|money_short:envelope }}`: 2억 4,000만 원."""
    return short_money(amount, envelope)


@register.filter
def phase(state: str) -> str:
    """The name of a round's phase, in the language of whoever reads: letters carry only its code."""
    return label(state)


@register.filter
def phase_text(state: str) -> str:
    return explain(RoundState(state))
