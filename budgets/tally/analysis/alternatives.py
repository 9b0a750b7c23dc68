"""The rules that a result is held against: what cities use, what they could use."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from math import lcm
from typing import Any

from budgets.tally.rule import Rule

PLAIN: dict[str, Any] = {"comparison": "none", "completion": "add1", "rank_by": "score", "panels": ()}
USUAL_STEPS: dict[str, Any] = {"start": "floor", "increment": 1, "increment_permille": 5}


def alternatives(rule: Rule) -> dict[str, Rule]:
    """By name; all keep the declared small print of `rule`: thresholds, limits, ties, seed, how wallets grow.

    A rule by votes says nothing about wallets: there the usual steps of half a per cent are taken.
    """
    shares = PLAIN | {"method": "equal_shares"} | ({} if rule.method == "equal_shares" else USUAL_STEPS)
    return {
        "greedy": replace(rule, **PLAIN | {"method": "greedy"}),
        "greedy_per_cost": replace(rule, **PLAIN | {"method": "greedy", "rank_by": "score_per_cost"}),
        "shares_cost": replace(rule, **shares, utility="cost"),
        "shares_cardinality": replace(rule, **shares, utility="cardinality"),
        "phragmen": replace(rule, **PLAIN | {"method": "phragmen", "fit": "skip"}),
    }


def shifted(panels: tuple[Mapping[str, Any], ...], which: int, points: int) -> tuple[Mapping[str, Any], ...]:
    """One panel's weight moved by so many hundredths of the whole, the others sharing the rest as before.

    Weights stay whole numbers; a share never leaves 0 to 1. With a single panel nothing can move.
    """
    whole = sum(panel["weight"] for panel in panels)
    shares = [Fraction(panel["weight"], whole) for panel in panels]
    rest = 1 - shares[which]
    if not rest:
        return panels
    moved = min(Fraction(1), max(Fraction(0), shares[which] + Fraction(points, 100)))
    shares = [moved if i == which else share * (1 - moved) / rest for i, share in enumerate(shares)]
    common = lcm(*(share.denominator for share in shares))
    return tuple(
        {**panel, "weight": int(share * common)} for panel, share in zip(panels, shares, strict=True)
    )
