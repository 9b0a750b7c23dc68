"""The result file: all that an auditor needs beside the ballots, the same bytes each time."""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from .instance import Instance, written
from .result import VERSIONS, Purchase, Reason, Result, plain, purchase_json, text
from .rule import Rule
from .scores import blend, parts, with_rank_points

EXACT = re.compile(r"[0-9]+(/[1-9][0-9]*)?")


def to_json(instance: Instance, rule: Rule, result: Result) -> dict[str, Any]:
    """Plain data: winners in order of selection with exact prices, the rule, the digests, the reasons."""
    ids = [project.id for project in instance.projects]
    scores = with_rank_points(instance, rule).scores
    blended = _blended(instance, rule)
    return {
        "format": "gwangjang-tally",
        "version": VERSIONS[result.outvoted is not None],
        "rule": rule.to_json(),
        "rule_sha256": rule.digest,
        "input_sha256": instance.digest,
        "budget": instance.budget,
        "voters": instance.voters,
        "decided_by": result.decided_by,
        "preference": list(result.preference) if result.preference else None,
        **_transcript(result, ids),
        "projects": [_project(instance, scores, result, index) | blended[index] for index in range(len(ids))],
        **_given(instance, rule),
        **({"outvoted": _transcript(result.outvoted, ids)} if result.outvoted else {}),
    }


def _transcript(result: Result, ids: list[str]) -> dict[str, Any]:
    """All that a replay follows."""
    return {
        "cost": result.cost,
        "endowment": text(result.endowment),
        "steps": result.steps,
        "filled": result.filled,
        "winners": list(purchase_json(result.purchases, ids)),
        "overshoot": None if result.overshoot is None else list(purchase_json(result.overshoot, ids)),
        "overshoot_endowment": text(result.overshoot_endowment),
    }


def _given(instance: Instance, rule: Rule) -> dict[str, Any]:
    """What the panels beside the ballots gave, in the form that `--panels` reads."""
    if rule.method != "panels":
        return {}
    ids = [project.id for project in instance.projects]
    names = [panel["name"] for panel in rule.panels if panel["source"] == "scores"]
    scores = {name: map(written, instance.panels[name]) for name in names}
    return {"panels": {name: dict(zip(ids, row, strict=True)) for name, row in scores.items()}}


def _blended(instance: Instance, rule: Rule) -> list[dict[str, Any]]:
    """For each project its exact share of every panel and their weighted mean; nothing by other rules."""
    if rule.method != "panels":
        return [{} for _ in instance.projects]
    found = parts(with_rank_points(instance, rule), rule)
    return [
        {"shares": {name: text(row[index]) for name, row in found.items()}, "blend": text(mean)}
        for index, mean in enumerate(blend(found, rule))
    ]


def _project(instance: Instance, scores: Sequence[int], result: Result, index: int) -> dict[str, Any]:
    project, reason = instance.projects[index], result.reasons[index]
    return {
        "project": project.id,
        "cost": project.cost,
        "votes": instance.votes[index],
        "score": scores[index],
        "funded": index in result.winners,
        "reason": reason.code,
        "detail": {key: plain(value) for key, value in reason.detail.items()},
    }


def from_json(instance: Instance, data: dict[str, Any]) -> Result:
    """The `Result` that `to_json` wrote, so that a published transcript can be replayed."""
    index = {project.id: place for place, project in enumerate(instance.projects)}
    result = _followed(data, index, data["decided_by"])
    return replace(
        result,
        reasons={index[row["project"]]: Reason(row["reason"], row["detail"]) for row in data["projects"]},
        preference=tuple(data["preference"]) if data["preference"] else None,
        outvoted=_followed(data["outvoted"], index, "equal_shares") if "outvoted" in data else None,
    )


def _followed(data: dict[str, Any], index: dict[str, int], decided_by: str) -> Result:
    overshoot = data["overshoot"]
    return Result(
        purchases=_purchases(data["winners"], index),
        reasons={},
        decided_by=decided_by,
        cost=data["cost"],
        endowment=_exact(data["endowment"]),
        overshoot=None if overshoot is None else _purchases(overshoot, index),
        overshoot_endowment=_exact(data["overshoot_endowment"]),
        steps=data["steps"],
        filled=data["filled"],
    )


def _purchases(rows: list[dict[str, Any]], index: dict[str, int]) -> tuple[Purchase, ...]:
    return tuple(
        Purchase(index[row["project"]], _exact(row["price"]), _exact(row["payment"])) for row in rows
    )


def _exact(value: str | None) -> Fraction | None:
    """Only what `to_json` writes: of "1e999999999" Fraction would make a number for hours."""
    if value is None:
        return None
    if not isinstance(value, str) or not EXACT.fullmatch(value):
        raise ValueError(f"not an exact number: {str(value)[:40]}")
    return Fraction(value)
