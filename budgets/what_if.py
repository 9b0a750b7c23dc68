"""Other rules, other budgets, other weights: which winners would change, read from what was worked out."""

from typing import Any

from budgets.findings import RULES, Analyses, Kind, waiting
from budgets.models import Envelope, Project
from budgets.result_queries import finished
from budgets.words import money


def cells_of(analyses: Analyses) -> list[dict[str, Any]]:
    return (finished(analyses, Kind.WHAT_IF) or {"cells": []})["cells"]


def context(
    envelope: Envelope, projects: list[Project], analyses: Analyses, wanted: tuple[str, int]
) -> dict[str, Any]:
    """One chosen cell against what happened, and the declared rule over all budgets."""
    cells = {(cell["rule"], cell["permille"]): cell for cell in cells_of(analyses)}
    real, other = cells.get(("declared", 1000)), cells.get(wanted)
    if real is None or other is None:
        return {"waiting": [w for w in [waiting(analyses, Kind.WHAT_IF)] if w]}
    before, after = set(real["winners"]), set(other["winners"])
    return {
        "waiting": [],
        "cell": other,
        "rule_name": RULES[other["rule"]],
        "cost": money(other["cost"], envelope),
        "budget": money(other["budget"], envelope),
        "gains": [p for p in projects if p.ballot_id in after - before],
        "losses": [p for p in projects if p.ballot_id in before - after],
        "stays": len(before & after),
        "weights": _weights(projects, analyses, before),
        **_budgets(envelope, projects, [c for (rule, _p), c in cells.items() if rule == wanted[0]]),
    }


def _weights(projects: list[Project], analyses: Analyses, before: set[str]) -> list[dict[str, Any]]:
    """Where panels were weighted: who comes in and who drops out when one weight moves by ten points."""
    found = finished(analyses, Kind.WHAT_IF) or {}
    return [
        {
            "panel": cell["panel"],
            "points": f"{cell['points']:+d}",
            "gains": [p for p in projects if p.ballot_id in set(cell["winners"]) - before],
            "losses": [p for p in projects if p.ballot_id in before - set(cell["winners"])],
        }
        for cell in found.get("weights", [])
    ]


def _budgets(envelope: Envelope, projects: list[Project], cells: list[dict[str, Any]]) -> dict[str, Any]:
    """The projects whose fate changes with the budget, under one rule."""
    cells = sorted(cells, key=lambda cell: cell["permille"])
    rows = [(p, [p.ballot_id in cell["winners"] for cell in cells]) for p in projects]
    return {
        "budget_heads": [_percent(cell["permille"]) for cell in cells],
        "budget_rows": [{"project": p, "marks": marks} for p, marks in rows if len(set(marks)) > 1],
        "budget_bars": [
            (money(cell["budget"], envelope), len(cell["winners"]), cell["permille"] == 1000)
            for cell in cells
        ],
    }


def _percent(permille: int) -> str:
    """1100 -> +10%, 1000 -> 0%."""
    return f"{permille // 10 - 100:+d}%" if permille != 1000 else "0%"
