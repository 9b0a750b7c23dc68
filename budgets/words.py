"""Amounts in words: won for our rounds, the currency's code for elections that came from elsewhere."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from budgets.models import Envelope
from portal.frontend import words


def money(amount: Any, envelope: Envelope) -> str:
    """An amount in the smallest unit of the envelope; exact fractions are rounded up to a whole unit."""
    whole = -((-Fraction(amount)) // 1)
    if envelope.currency == "KRW" and envelope.scale == 1:
        return str(words.won(int(whole)))
    places = len(str(envelope.scale)) - 1
    return f"{Decimal(int(whole)) / envelope.scale:,.{places}f} {envelope.currency}"


def short_money(amount: int, envelope: Envelope) -> str:
    """The units people speak of (2억 4,000만 원) where amounts are compared at a glance; never rounded."""
    if envelope.currency == "KRW" and envelope.scale == 1:
        return str(words.won_short(amount))
    return money(amount, envelope)
