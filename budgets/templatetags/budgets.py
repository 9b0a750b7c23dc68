from typing import Any

from django import template

from budgets.models import Envelope
from budgets.words import money

register = template.Library()


@register.filter(name="money")
def money_filter(amount: Any, envelope: Envelope) -> str:
    """`{{ project.cost|money:envelope }}`: won, or the currency of an election from elsewhere."""
    return money(amount, envelope)
