"""pabutools with its own reader and its own profile, but our tie chain. GPL: a development tool only."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from budgets.tally import Instance, Rule
from budgets.tally.ties import ranks


class Pabutools:
    def __init__(self, path: Path, instance: Instance) -> None:
        from pabutools.election import AbstractCardinalProfile, parse_pabulib
        from pabutools.tiebreaking import TieBreakingRule

        self.theirs, self.profile = parse_pabulib(str(path))
        self.has_points = isinstance(self.profile, AbstractCardinalProfile)
        rank = {p.id: key for p, key in zip(instance.projects, ranks(instance, Rule()), strict=True)}
        self.ties = TieBreakingRule(lambda instance, profile, project: rank[project.name])

    def count(self, rule: Rule) -> list[str]:
        """Ids of the winners, in the order that pabutools keeps."""
        return [project.name for project in self._allocation(rule)]

    def _allocation(self, rule: Rule) -> Any:
        from pabutools import rules
        from pabutools.election import Additive_Cardinal_Sat, Cardinality_Sat, Cost_Sat

        if rule.method == "phragmen":
            return rules.sequential_phragmen(self.theirs, self.profile, tie_breaking=self.ties)
        sats = {"cost": Cost_Sat, "cardinality": Cardinality_Sat, "points": Additive_Cardinal_Sat}
        words = {"sat_class": sats[rule.utility], "tie_breaking": self.ties}
        if rule.method == "greedy":
            return rules.greedy_utilitarian_welfare(self.theirs, self.profile, **words)
        step = rule.increment if rule.completion == "add1" else None
        return rules.method_of_equal_shares(self.theirs, self.profile, voter_budget_increment=step, **words)
