"""The result file: all that an auditor needs beside the ballots, the same bytes each time."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from .instance import Instance, written
from .result import VERSION, Purchase, Reason, Result, plain, purchase_json, text
from .rule import Rule
from .scores import blend, parts, with_rank_points


def to_json(instance: Instance, rule: Rule, result: Result) -> dict[str, Any]:
    """Plain data: winners in order of selection with exact prices, the rule, the digests, the reasons."""
    ids = [project.id for project in instance.projects]
    scores = with_rank_points(instance, rule).scores
    blended = _blended(instance, rule)
    overshoot = None if result.overshoot is None else list(purchase_json(result.overshoot, ids))
    return {
        "format": "gwangjang-tally",
        "version": VERSION,
        "rule": rule.to_json(),
        "rule_sha256": rule.digest,
        "input_sha256": instance.digest,
        "budget": instance.budget,
        "voters": instance.voters,
        "decided_by": result.decided_by,
        "cost": result.cost,
        "endowment": text(result.endowment),
        "steps": result.steps,
        "filled": result.filled,
        "preference": list(result.preference) if result.preference else None,
        "winners": list(purchase_json(result.purchases, ids)),
        "overshoot": overshoot,
        "overshoot_endowment": text(result.overshoot_endowment),
        "projects": [_project(instance, scores, result, index) | blended[index] for index in range(len(ids))],
        **_given(instance, rule),
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
    overshoot = data["overshoot"]
    return Result(
        purchases=_purchases(data["winners"], index),
        reasons={index[row["project"]]: Reason(row["reason"], row["detail"]) for row in data["projects"]},
        decided_by=data["decided_by"],
        cost=data["cost"],
        endowment=_exact(data["endowment"]),
        overshoot=None if overshoot is None else _purchases(overshoot, index),
        overshoot_endowment=_exact(data["overshoot_endowment"]),
        steps=data["steps"],
        filled=data["filled"],
        preference=tuple(data["preference"]) if data["preference"] else None,
    )


def _purchases(rows: list[dict[str, Any]], index: dict[str, int]) -> tuple[Purchase, ...]:
    return tuple(
        Purchase(index[row["project"]], _exact(row["price"]), _exact(row["payment"])) for row in rows
    )


def _exact(value: str | None) -> Fraction | None:
    return None if value is None else Fraction(value)
