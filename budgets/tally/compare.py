"""The same ballots counted by several rules, side by side."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from .count import count, prepared
from .fairness import Fairness, measure
from .instance import Instance
from .replay import verify
from .result import Result
from .rule import Rule
from .rule_parts import RuleError

USUAL: dict[str, dict[str, Any]] = {
    "most votes": {"method": "greedy"},
    "most votes per cost": {"method": "greedy", "rank_by": "score_per_cost"},
    "equal shares": {"method": "equal_shares", "utility": "cost", "completion": "none"},
    "equal shares, add1": {"method": "equal_shares", "utility": "cost", "completion": "add1"},
    "equal shares by number, add1": {
        "method": "equal_shares",
        "utility": "cardinality",
        "completion": "add1",
    },
    "Phragmén": {"method": "phragmen"},
}


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    rule: Rule
    result: Result
    fairness: Fairness


def usual(declared: Rule) -> dict[str, Rule]:
    """Well-known rules with the thresholds, limits and ties of the declared one, which comes first."""
    bare = replace(declared, panels=(), comparison="none", rank_by="score")
    others = {name: replace(bare, **changes) for name, changes in USUAL.items()}
    return {"declared": declared} | {k: v for k, v in others.items() if v.record() != declared.record()}


def side_by_side(
    instance: Instance,
    rules: Mapping[str, Rule],
    progress: Callable[[str, int, Fraction], None] | None = None,
) -> Iterator[Column]:
    """Each rule's replayed result and its fairness; rules that do not go with these ballots are left out.

    `progress(name, step, wallet)` is called at the steps of Add1.
    """
    for name, rule in rules.items():
        step = None if progress is None else lambda s, wallet, name=name: progress(name, s, wallet)
        try:
            result = count(instance, rule, step)
        except RuleError:
            continue
        verify(instance, rule, result)
        yield Column(name, rule, result, measure(prepared(instance, rule), result.winners))
