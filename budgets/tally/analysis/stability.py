"""Would the winners be the same if other neighbours had come to vote? The bootstrap, from a published seed.

A resample draws as many ballots as there were, with replacement, and is counted by the same rule. A winner
of 99 % of the resamples is sure; one of 55 % owed it to who happened to take part. Resample `n` depends on
the seed and on `n` only (Python's Mersenne Twister), so anybody can draw the same ones.
"""

import random
from collections import Counter
from dataclasses import replace
from typing import Any

from budgets.tally.count import count
from budgets.tally.instance import Instance
from budgets.tally.rule import Rule

RESAMPLES = 1000


class Stability:
    """One step per resample: the ids of its winners."""

    def __init__(self, instance: Instance, rule: Rule, seed: str, resamples: int = RESAMPLES) -> None:
        self.instance, self.rule, self.seed, self.resamples = instance, rule, seed, resamples
        order = sorted(range(len(instance.groups)), key=lambda i: _key(instance, i))
        self.ballots = [i for i in order for _ in range(instance.groups[i].weight)]

    @property
    def total(self) -> int:
        return self.resamples if self.ballots else 0

    def step(self, number: int) -> list[int]:
        return sorted(count(self.resample(number), self.rule).winners)

    def resample(self, number: int) -> Instance:
        chance = random.Random(f"{self.seed}:{number}")
        drawn = Counter(chance.choices(self.ballots, k=len(self.ballots)))
        groups = (replace(self.instance.groups[i], weight=many) for i, many in sorted(drawn.items()))
        return self.instance.with_groups(groups)

    def finish(self, outcomes: list[list[int]]) -> dict[str, Any]:
        """For each project in how many resamples it won."""
        wins = Counter(index for winners in outcomes for index in winners)
        rows = [{"project": p.id, "won": wins[i]} for i, p in enumerate(self.instance.projects)]
        return {"seed": self.seed, "resamples": len(outcomes), "projects": rows}


def _key(instance: Instance, index: int) -> Any:
    """The order in which groups were read must not decide what is drawn."""
    group = instance.groups[index]
    return group.choices, group.points or ()
