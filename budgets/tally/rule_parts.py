"""The parts of a rule record that are lists and objects themselves: what may stand in them."""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

KINDS = ("approval", "knapsack", "choose_one", "ranked", "points")
BALLOT_NUMBERS = ("min", "max", "points", "min_distinct")
SOURCES = ("ballots", "scores")
EXACT = re.compile(r"\d{1,18}(/[1-9]\d{0,17})?", re.ASCII)


class RuleError(ValueError):
    """The rule record cannot be counted with. `field` names the part that is wrong."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason


def check_whole(field: str, value: Any, least: int, most: int | None = None) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise RuleError(field, f"must be a whole number of at least {least}")
    if most is not None and value > most:
        raise RuleError(field, f"must be at most {most}")


def check_exclusive(groups: Sequence[Sequence[Any]]) -> None:
    for group in groups:
        if len(group) < 2 or len(set(group)) != len(group):
            raise RuleError("exclusive", "each list must name two or more different projects")
        if not all(isinstance(one, str) for one in group):
            raise RuleError("exclusive", "projects are named by their ids, as text")


def check_caps(caps: Any) -> None:
    _check_object("caps", caps)
    for category, cap in caps.items():
        _check_object("caps", cap)
        if not cap or set(cap) - {"number", "money"}:
            raise RuleError("caps", f"“{category}” must have a number, money or both")
        for value in cap.values():
            check_whole("caps", value, 0)


def check_panels(panels: Sequence[Any], wanted: bool) -> None:
    if wanted != bool(panels):
        raise RuleError("panels", "belong to the method “panels”, and it needs them")
    for panel in panels:
        _check_object("panels", panel)
        if set(panel) != {"name", "weight", "source"}:
            raise RuleError("panels", "each must have a name, a weight and a source, and nothing else")
        if not isinstance(panel["name"], str) or panel["source"] not in SOURCES:
            raise RuleError("panels", f"source must be one of {', '.join(SOURCES)}")
        check_whole("panels", panel["weight"], 1)
    if len({panel["name"] for panel in panels}) != len(panels):
        raise RuleError("panels", "each needs a name of its own")


def check_ballot(ballot: Any) -> None:
    _check_object("ballot", ballot)
    if set(ballot) - {"kind", "categories", *BALLOT_NUMBERS}:
        raise RuleError("ballot", "has a part that is not known")
    if ballot and ballot.get("kind") not in KINDS:
        raise RuleError("ballot", f"kind must be one of {', '.join(KINDS)}")
    for name in BALLOT_NUMBERS:
        check_whole("ballot", ballot.get(name, 1), 0)
    if ballot.get("min", 0) > ballot.get("max", ballot.get("min", 0)):
        raise RuleError("ballot", "min is more than max")
    _check_object("ballot", ballot.get("categories", {}))
    for most in ballot.get("categories", {}).values():
        check_whole("ballot", most, 0)


def _check_object(field: str, value: Any) -> None:
    if not isinstance(value, Mapping):
        raise RuleError(field, "must be a JSON object")


def panels_of(given: Any, ids: Sequence[str]) -> dict[str, tuple[int | Fraction, ...]]:
    """Exact scores of panels in the order of `ids`, out of {panel: {id of a project: score}}.

    A score is a whole number, or an exact fraction as text ("165/2"), none below zero.
    """
    _check_object("panels", given)
    found = {}
    for name, scores in given.items():
        _check_object("panels", scores)
        if set(scores) != set(ids):
            raise RuleError("panels", f"“{name}” must have a score for each project, and for no other")
        found[name] = tuple(_exact(scores[project]) for project in ids)
    return found


def _exact(score: Any) -> int | Fraction:
    if isinstance(score, str):
        if not EXACT.fullmatch(score):
            raise RuleError("panels", f"“{score[:40]}” is not an exact number")
        return Fraction(score)
    check_whole("panels", score, 0)
    return int(score)
