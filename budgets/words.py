"""Amounts in words: won for our rounds, the currency's code for elections that came from elsewhere."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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


TASKS = {
    Envelope.Ballot.APPROVAL: gettext_lazy("%(least)s개에서 %(most)s개까지 고르기"),
    Envelope.Ballot.KNAPSACK: gettext_lazy("예산 안에서 담기"),
    Envelope.Ballot.CHOOSE_ONE: gettext_lazy("하나 고르기"),
    Envelope.Ballot.RANKED: gettext_lazy("%(most)s순위까지 순위 매기기"),
    Envelope.Ballot.POINTS: gettext_lazy("%(points)s점 나누기"),
}


def task(envelope: Envelope) -> str:
    """What this ballot asks for, in a few words: ‘3개에서 6개까지 고르기’, ‘10점 나누기’."""
    kind, least, most = Envelope.Ballot(envelope.ballot_kind), envelope.min_choices, envelope.max_choices
    is_exact = kind == Envelope.Ballot.APPROVAL and least == most
    sentence = _("%(most)s개 고르기") if is_exact else str(TASKS[kind])
    return sentence % {"least": least, "most": most, "points": envelope.points_total}
