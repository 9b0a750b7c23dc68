"""Other rules and other budgets: which winners would change."""

from dataclasses import replace
from typing import Any

from budgets.tally.count import count
from budgets.tally.instance import Instance
from budgets.tally.rule import Rule

from .alternatives import alternatives
from .comparison import DECLARED

BUDGETS = (800, 900, 950, 1000, 1050, 1100, 1200)  # thousandths of the real budget


class WhatIf:
    """One step per rule and budget: the winners of that count."""

    def __init__(self, instance: Instance, rule: Rule) -> None:
        self.instance = instance
        rules = {DECLARED: rule} | alternatives(rule)
        self.cells = [(name, other, permille) for name, other in rules.items() for permille in BUDGETS]

    @property
    def total(self) -> int:
        return len(self.cells)

    def step(self, number: int) -> dict[str, Any]:
        name, rule, permille = self.cells[number]
        instance = replace(self.instance, budget=self.instance.budget * permille // 1000)
        result = count(instance, rule)
        winners = [instance.projects[index].id for index in result.winners]
        return {
            "rule": name,
            "permille": permille,
            "budget": instance.budget,
            "cost": result.cost,
            "winners": winners,
        }

    def finish(self, outcomes: list[Any]) -> dict[str, Any]:
        return {"cells": outcomes}
