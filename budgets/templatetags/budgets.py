from typing import Any

from django import template

from budgets.models import Envelope
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
