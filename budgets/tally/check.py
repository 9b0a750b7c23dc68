"""A published result beside what the same ballots and rule give: one sentence for each claim that is false.

Every word of the file is compared, also what no replay follows. Whoever reads the file believes its votes,
its reasons and its fingerprints, and a check that passed over one of them would have vouched for it.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from . import report
from .count import count
from .instance import Instance
from .replay import Mismatch, verify
from .result import VERSIONS, Result
from .rule import Rule, from_json
from .rule_parts import panels_of

BESIDE = ("election",)  # what the portal adds to say whose result it is: the count knows nothing of it
MOST = 20  # sentences; a result of another election would have hundreds
PARTS = {
    "input_sha256": "the fingerprint of the ballots, so it is a result of other ballots",
    "rule_sha256": "the fingerprint of the rule",
    "budget": "the budget",
    "voters": "the number of voters",
    "cost": "what the winners cost together",
    "decided_by": "who decided",
    "winners": "the winners, their order or their prices",
    "overshoot": "the run that did not fit",
    "outvoted": "the outcome that was outvoted",
    "preference": "how many voters prefer the two outcomes",
    "steps": "the number of runs",
}


def faults(instance: Instance, data: Any, given: Rule | None = None) -> list[str]:
    """What is false in the result file `data`; `given`: the rule that whoever checks knows from elsewhere."""
    try:
        found = list(_faults(instance, data, given))
    except Mismatch as trouble:
        return [str(trouble)]
    except (AttributeError, KeyError, IndexError, TypeError, OverflowError) as trouble:
        return [f"the file is not written as results are ({type(trouble).__name__}: {trouble})"]
    rest = len(found) - MOST
    return found if rest <= 0 else [*found[:MOST], f"and {rest} more"]


def _faults(instance: Instance, data: Any, given: Rule | None) -> Iterator[str]:
    instance = with_claimed(instance, data)
    rule = from_json(data["rule"])
    yield from _rule_faults(rule, given)
    result = count(instance, rule)
    yield from _replayed(instance, rule, data, result)
    yield from _differences(data, as_version(report.to_json(instance, rule, result), data))


def with_claimed(instance: Instance, data: Any) -> Instance:
    """A result by panels names their scores itself; with --panels they must be those of that file."""
    claimed = panels_of(data.get("panels", {}), [project.id for project in instance.projects])
    if instance.panels and dict(instance.panels) != claimed:
        raise Mismatch("the panels gave other scores")
    return replace(instance, panels=claimed)


def _rule_faults(rule: Rule, given: Rule | None) -> Iterator[str]:
    if rule.commitment and not rule.seed:
        yield "the seed of the lot was promised before the vote and is not revealed"
    if given is None:
        return
    if given.digest != rule.digest:
        yield f"the result was counted by another rule than the one given: {_two(rule.digest, given.digest)}"
    elif given.seed and given.seed != rule.seed:
        yield "the lot was drawn from another seed than that of the rule given"


def _replayed(instance: Instance, rule: Rule, data: dict[str, Any], counted: Result) -> Iterator[str]:
    """The transcript of the file followed: it says in which round something is wrong."""
    try:
        claimed = report.from_json(instance, data)
    except ValueError as trouble:
        yield str(trouble)
        return
    if is_old(data):
        claimed = replace(claimed, outvoted=counted.outvoted)
    try:
        verify(instance, rule, claimed)
    except Mismatch as trouble:
        yield str(trouble)


def is_old(data: Mapping[str, Any]) -> bool:
    """Written before the outvoted outcome was kept? Then only counting again can check the comparison."""
    return data.get("version") == VERSIONS[0] and "outvoted" not in data


def as_version(counted: dict[str, Any], kept: Mapping[str, Any]) -> dict[str, Any]:
    """A fresh result as it would have been written when `kept` was."""
    if not is_old(kept):
        return counted
    return {key: value for key, value in counted.items() if key != "outvoted"} | {"version": VERSIONS[0]}


def _differences(data: dict[str, Any], counted: dict[str, Any]) -> Iterator[str]:
    for key, true in counted.items():
        if key != "projects" and not (key in data and _same(data[key], true)):
            yield f"{PARTS.get(key, f'“{key}”')}: {_two(data.get(key), true)}"
    for key in data:
        if key not in counted and key not in BESIDE:
            yield f"“{str(key)[:40]}” is not part of such a result"
    yield from _project_differences(data["projects"], counted["projects"])


def _project_differences(rows: list[dict[str, Any]], counted: list[dict[str, Any]]) -> Iterator[str]:
    if [row["project"] for row in rows] != [row["project"] for row in counted]:
        yield "the list of projects is not that of the ballots, or in another order"
        return
    for row, true in zip(rows, counted, strict=True):
        for key in sorted({*row, *true}):
            if key not in row or key not in true or not _same(row[key], true[key]):
                yield f"project {true['project']}, “{key}”: {_two(row.get(key), true.get(key))}"


def _same(one: Any, other: Any) -> bool:
    """The same as text: Python takes 1, 1.0 and true for equal, and other readers of the file do not."""
    return _text(one) == _text(other)


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _two(said: Any, found: Any) -> str:
    first, second = _text(said), _text(found)
    if len(first) > 90 or len(second) > 90:
        place = next((n for n, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), 0)
        start = max(0, place - 20)
        first, second = (f"…{one[start : start + 70]}…" for one in (first, second))
    return f"the file says {first}, it should be {second}"
