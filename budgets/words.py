"""Amounts in words: won for our rounds, the currency's code for elections that came from elsewhere."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgets.models import Envelope
from budgets.tally.rule import Rule
from portal.frontend import words


def money(amount: Any, envelope: Envelope) -> str:
    """An amount in the smallest unit of the envelope; exact fractions are rounded up to a whole unit."""
    whole = -((-Fraction(amount)) // 1)
    if envelope.currency == "KRW" and envelope.scale == 1:
        return str(words.won(int(whole)))
    places = len(str(envelope.scale)) - 1
    return f"{Decimal(int(whole)) / envelope.scale:,.{places}f} {envelope.currency}"


FINE = 1000  # units of the currency below which hundredths are worth showing


def paid_money(amount: Fraction, envelope: Envelope) -> str:
    """What somebody paid: rounded down, and small amounts to two places; with 315.84 in the wallet nobody
    pays 316. Every page and the script that works out a share (budgets-myshare.js) write it so."""
    if envelope.scale > 1 or amount >= FINE or amount.denominator == 1:
        return money(amount // 1, envelope)
    hundredths = int(amount * 100)
    text = f"{hundredths // 100}.{hundredths % 100:02d}"
    return (
        _("%(amount)s원") % {"amount": text} if envelope.currency == "KRW" else f"{text} {envelope.currency}"
    )


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


def counts_points(envelope: Envelope, rule: Rule) -> bool:
    """Whether the points of this ballot, or the places on it, decide.

    Where they do not, a ranked ballot or one by points counts as if boxes had been ticked: voters must know.
    """
    if rule.method == "equal_shares":
        return rule.utility == "points"
    by_kind = {
        Envelope.Ballot.POINTS: ("greedy", "borda", "panels"),
        Envelope.Ballot.RANKED: ("borda", "panels"),
    }
    return rule.method in by_kind.get(Envelope.Ballot(envelope.ballot_kind), ())


def pays_by_points(envelope: Envelope) -> bool:
    """Equal shares of points: who gave a project ten points pays ten times as much as who gave one."""
    return bool(envelope.rule.get("utility") == "points")


def paid_by_points(envelope: Envelope, result: dict[str, Any]) -> bool:
    """Whether points paid in this result: not where the comparison step let the votes decide."""
    return pays_by_points(envelope) and bool(result["decided_by"] == "equal_shares")


def ignored(envelope: Envelope, rule: Rule) -> str:
    """What of the ballot its rule throws away, as a sentence; empty where it counts all."""
    said = {
        Envelope.Ballot.RANKED: _("순위는 세지 않고, 골랐는지만 봅니다."),
        Envelope.Ballot.POINTS: _("점수는 세지 않고, 골랐는지만 봅니다."),
    }
    return "" if counts_points(envelope, rule) else said.get(Envelope.Ballot(envelope.ballot_kind), "")
