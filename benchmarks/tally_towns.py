"""Elections of a wished size, the same on every machine; tastes and costs are like those of cities."""

from __future__ import annotations

import random
from collections.abc import Iterator

from budgets.tally import Instance, Project, merge

Choices = tuple[int, ...]


def ballots(voters: int, projects: int, most: int = 10, seed: int = 2026) -> Iterator[Choices]:
    """Approvals: every voter leans to one of twelve districts, and some projects are wanted by all."""
    chance = random.Random(seed)
    appeal = [0.3 + chance.expovariate(1) for _ in range(projects)]
    districts = []
    for _ in range(12):
        near = set(chance.sample(range(projects), max(projects // 6, 1)))
        districts.append([value * (5 if index in near else 1) for index, value in enumerate(appeal)])
    everything = range(projects)
    for _ in range(voters):
        number = min(most, 1 + int(chance.expovariate(1 / 5)))
        picked = chance.choices(everything, weights=districts[chance.randrange(12)], k=number)
        yield tuple(sorted(set(picked)))


def costs(projects: int, seed: int = 2026) -> list[int]:
    chance = random.Random(seed + 1)
    return [chance.randint(20, 900) * 1000 + chance.randint(0, 999) for _ in range(projects)]


def town(voters: int, projects: int, share: float = 0.3) -> Instance:
    """`share` of the cost of all projects is the budget."""
    named = [Project(str(place), cost) for place, cost in enumerate(costs(projects), start=1)]
    budget = int(sum(project.cost for project in named) * share)
    return merge(budget, named, ((choices, None) for choices in ballots(voters, projects)))
