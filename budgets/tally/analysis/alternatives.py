"""The rules that a result is held against: what cities use, what they could use."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from math import lcm
from typing import Any

from budgets.tally.compare import USUAL
from budgets.tally.rule import Rule

NAMES = {
    "greedy": "most votes",
    "greedy_per_cost": "most votes per cost",
    "shares_cost": "equal shares, add1",
    "shares_cardinality": "equal shares by number, add1",
    "phragmen": "Phragmén",
}
USUAL_STEPS: dict[str, Any] = {"start": "floor", "increment": 1, "increment_permille": 5}


def alternatives(rule: Rule, *, ranked: bool) -> dict[str, Rule]:
    """By name; all keep the declared small print of `rule`: thresholds, limits, ties, seed, how wallets grow.

    A rule by votes says nothing about wallets: there the usual steps of half a per cent are taken.
    Of ranked ballots the first places are not approvals, so the points of Borda stand in for votes.
    """
    steps = {} if rule.method == "equal_shares" else USUAL_STEPS
    bare = replace(rule, panels=(), method="greedy", comparison="none", rank_by="score", **steps)
    found = {key: replace(bare, **USUAL[name]) for key, name in NAMES.items()}
    if not ranked:
        return found
    by_points = {"borda": replace(bare, method="borda")}
    return by_points | {key: other for key, other in found.items() if other.method != "greedy"}


def shifted(panels: tuple[Mapping[str, Any], ...], which: int, points: int) -> tuple[Mapping[str, Any], ...]:
    """One panel's weight moved by so many hundredths of the whole, the others sharing the rest as before.

    Weights stay whole numbers; a share never leaves 0 to 1, and a panel of which nothing is left is left out.
    With a single panel nothing can move.
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
        {**panel, "weight": int(share * common)} for panel, share in zip(panels, shares, strict=True) if share
    )
