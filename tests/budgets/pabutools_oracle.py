"""pabutools, which we did not write, counting our instances by our tie chain. GPL: used in tests only."""

from dataclasses import dataclass
from typing import Any

from pabutools.election import (
    Additive_Cardinal_Sat,
    ApprovalMultiProfile,
    Cardinality_Sat,
    CardinalMultiProfile,
    Cost_Sat,
    FrozenApprovalBallot,
    FrozenCardinalBallot,
)
from pabutools.election import Instance as Theirs
from pabutools.election import Project as TheirProject
from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares, sequential_phragmen
from pabutools.tiebreaking import TieBreakingRule

from budgets.tally import Instance, Rule
from budgets.tally.ties import ranks


@dataclass
class Oracle:
    """`left_out`: indexes that pabutools is not told about."""

    instance: Instance
    left_out: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        inside = [i for i in range(len(self.instance.projects)) if i not in self.left_out]
        self.projects = {i: TheirProject(str(i), self.instance.projects[i].cost) for i in inside}
        self.theirs = Theirs(self.projects.values(), budget_limit=self.instance.budget)
        rank = ranks(self.instance, Rule())
        self.ties = TieBreakingRule(lambda instance, profile, project: rank[int(project.name)])
        pointed = bool(self.instance.ballots.points)
        self.profile: Any = CardinalMultiProfile() if pointed else ApprovalMultiProfile()
        for group in self.instance.groups:
            worth = [(self.projects[i], points) for i, points in group.worth() if i in self.projects]
            made = (
                FrozenCardinalBallot(dict(worth)) if pointed else FrozenApprovalBallot([p for p, _ in worth])
            )
            self.profile[made] += group.weight

    def shares(self, utility: str, increment: int | None = None) -> list[int]:
        sat = {"cost": Cost_Sat, "cardinality": Cardinality_Sat, "points": Additive_Cardinal_Sat}[utility]
        found = method_of_equal_shares(
            self.theirs, self.profile, sat_class=sat, tie_breaking=self.ties, voter_budget_increment=increment
        )
        return [int(project.name) for project in found]

    def greedy(self, utility: str) -> set[int]:
        """By votes with `cost`, by votes per unit of cost with `cardinality`, by points with `points`."""
        sat = {"cost": Cost_Sat, "cardinality": Cardinality_Sat, "points": Additive_Cardinal_Sat}[utility]
        found = greedy_utilitarian_welfare(self.theirs, self.profile, sat_class=sat, tie_breaking=self.ties)
        return {int(project.name) for project in found}

    def phragmen(self) -> set[int]:
        found = sequential_phragmen(self.theirs, self.profile, tie_breaking=self.ties)
        return {int(project.name) for project in found}
