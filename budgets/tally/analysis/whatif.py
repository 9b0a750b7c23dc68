"""Other rules, other budgets, other weights of the panels: which winners would change."""

from dataclasses import dataclass, replace
from typing import Any

from budgets.tally.count import count
from budgets.tally.instance import Instance
from budgets.tally.rule import Rule

from .alternatives import alternatives, shifted
from .comparison import DECLARED

BUDGETS = (800, 900, 950, 1000, 1050, 1100, 1200)  # thousandths of the real budget
POINTS = (-10, 10)  # hundredths by which one panel's weight is moved


@dataclass(frozen=True, slots=True)
class Cell:
    """One count: a rule by name, the budget, and whose weight was moved by how much."""

    name: str
    rule: Rule
    permille: int = 1000
    panel: str = ""
    points: int = 0


class WhatIf:
    """One step per rule and budget, then one per panel and shift: the winners of that count."""

    def __init__(self, instance: Instance, rule: Rule) -> None:
        self.instance = instance
        rules = {DECLARED: rule} | alternatives(rule, ranked=instance.ranked)
        cells = [Cell(name, other, permille) for name, other in rules.items() for permille in BUDGETS]
        self.cells = cells + (_weights(rule) if rule.method == "panels" else [])

    @property
    def total(self) -> int:
        return len(self.cells)

    def step(self, number: int) -> dict[str, Any]:
        cell = self.cells[number]
        instance = replace(self.instance, budget=self.instance.budget * cell.permille // 1000)
        result = count(instance, cell.rule)
        return {
            "rule": cell.name,
            "permille": cell.permille,
            "panel": cell.panel,
            "points": cell.points,
            "budget": instance.budget,
            "cost": result.cost,
            "winners": [instance.projects[index].id for index in result.winners],
        }

    def finish(self, outcomes: list[Any]) -> dict[str, Any]:
        return {
            "cells": [outcome for outcome in outcomes if not outcome["panel"]],
            "weights": [outcome for outcome in outcomes if outcome["panel"]],
        }


def _weights(rule: Rule) -> list[Cell]:
    return [
        Cell(DECLARED, replace(rule, panels=shifted(rule.panels, which, points)), 1000, panel["name"], points)
        for which, panel in enumerate(rule.panels)
        for points in POINTS
    ]
