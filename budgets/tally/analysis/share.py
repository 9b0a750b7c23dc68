"""Where one voter's share of the budget went, from the public transcript alone.

The citizen's browser does the same (static/js/budgets-share.js); nobody else needs to know her ballot for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any


@dataclass(frozen=True, slots=True)
class Payment:
    """What she paid towards one purchase; `all_she_had`: less was left than she was asked for."""

    project: str
    paid: Fraction
    all_she_had: bool


@dataclass(frozen=True, slots=True)
class Share:
    wallet: Fraction
    payments: tuple[Payment, ...]
    left: Fraction


def share_of(result: Mapping[str, Any], chosen: Mapping[str, int]) -> Share | None:
    """`chosen`: {project id: points}, 1 for an approval. None where nobody paid from wallets."""
    if result["decided_by"] != "equal_shares":
        return None
    wallet = left = Fraction(result["endowment"])
    payments = []
    for row in result["winners"][: len(result["winners"]) - result["filled"]]:
        if row["project"] in chosen:
            asked = Fraction(row["payment"]) * chosen[row["project"]]
            paid = min(left, asked)
            payments.append(Payment(row["project"], paid, paid < asked))
            left -= paid
    return Share(wallet, tuple(payments), left)
