"""What is counted: projects with whole costs and merged ballots with whole weights.

Money is an integer in the smallest unit of the round (won). Nothing here knows Django: an auditor can
read and run this package without the portal.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Project:
    """One thing that money can be spent on. `cost` is in the smallest unit of the currency."""

    id: str
    cost: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Voters who chose exactly the same: `weight` of them. `points` runs beside `choices`, or is None."""

    weight: int
    choices: tuple[int, ...]
    points: tuple[int, ...] | None = None

    def worth(self) -> Iterable[tuple[int, int]]:
        """Pairs (index of project, points); an approval is worth one point."""
        return zip(self.choices, self.points or (1,) * len(self.choices), strict=True)


@dataclass(frozen=True)
class Instance:
    """One envelope ready to be counted. Projects are referred to by their index everywhere inside."""

    budget: int
    projects: tuple[Project, ...]
    groups: tuple[Group, ...]

    @cached_property
    def voters(self) -> int:
        return sum(group.weight for group in self.groups)

    @cached_property
    def votes(self) -> tuple[int, ...]:
        """How many voters chose each project, whatever points they gave."""
        found = [0] * len(self.projects)
        for group in self.groups:
            for index in group.choices:
                found[index] += group.weight
        return tuple(found)

    @cached_property
    def scores(self) -> tuple[int, ...]:
        """Sum of the points of each project; equals `votes` where ballots carry no points."""
        found = [0] * len(self.projects)
        for group in self.groups:
            for index, points in group.worth():
                found[index] += group.weight * points
        return tuple(found)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the input that does not depend on the order of ballots."""
        ballots = sorted((tuple(group.worth()), group.weight) for group in self.groups)
        projects = [[project.id, project.cost] for project in self.projects]
        text = json.dumps([self.budget, projects, ballots], ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    def total_cost(self, indexes: Iterable[int]) -> int:
        return sum(self.projects[index].cost for index in indexes)


Ballot = tuple[Sequence[int], Sequence[int] | None]


def merge(budget: int, projects: Sequence[Project], ballots: Iterable[Ballot]) -> Instance:
    """An `Instance` of ballots (choices, points or None); equal ballots become one group.

    Order inside an approval ballot means nothing, so it is sorted away. Empty ballots are kept: whether
    they count as voters is a matter of the rule, not of the merging.
    """
    tally: dict[tuple[tuple[int, ...], tuple[int, ...] | None], int] = {}
    for choices, points in ballots:
        key = _canonical(choices, points)
        tally[key] = tally.get(key, 0) + 1
    groups = (Group(weight, choices, points) for (choices, points), weight in tally.items())
    return Instance(budget, tuple(projects), tuple(groups))


def _canonical(
    choices: Sequence[int], points: Sequence[int] | None
) -> tuple[tuple[int, ...], tuple[int, ...] | None]:
    if points is None:
        return tuple(sorted(set(choices))), None
    pairs = sorted((c, p) for c, p in zip(choices, points, strict=True) if p > 0)
    return tuple(c for c, _ in pairs), tuple(p for _, p in pairs)
