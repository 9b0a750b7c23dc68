"""The rules that a result is held against: what cities use, what they could use."""

from dataclasses import replace
from typing import Any

from budgets.tally.rule import Rule

PLAIN: dict[str, Any] = {"comparison": "none", "completion": "add1"}
USUAL_STEPS: dict[str, Any] = {"start": "floor", "increment": 1, "increment_permille": 5}


def alternatives(rule: Rule) -> dict[str, Rule]:
    """By name; all keep the declared small print of `rule`: thresholds, ties, seed, how wallets are raised.

    A rule by votes says nothing about wallets: there the usual steps of half a per cent are taken.
    """
    shares = PLAIN | {"method": "equal_shares"} | ({} if rule.method == "equal_shares" else USUAL_STEPS)
    return {
        "greedy": replace(rule, **PLAIN, method="greedy"),
        "shares_cost": replace(rule, **shares, utility="cost"),
        "shares_cardinality": replace(rule, **shares, utility="cardinality"),
    }
