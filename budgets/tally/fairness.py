"""How well an outcome serves the voters: figures that can be compared between rules.

Satisfaction is measured in two ways: how many of a voter's choices are funded, and what they cost. All is
exact, in O(approvals) and a sort; ranked ballots and points count as approvals here.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from .instance import Instance


@dataclass(frozen=True, slots=True)
class Slighted:
    """An unfunded project whose supporters could fairly claim it.

    `supporters` of them make up a share of the voters that entitles them to more than they have: even with
    this project, whose like nobody of them has got, each would have less than that share of the money.
    `missing` is what the best served of them lacks, in money.
    """

    project: int
    supporters: int
    missing: Fraction


@dataclass(frozen=True, slots=True)
class Fairness:
    """Figures of one outcome. Money in the smallest unit of the currency; means are per voter."""

    voters: int
    excluded: int
    mean_winners: Fraction
    mean_cost: Fraction
    gini: Fraction
    slighted: tuple[Slighted, ...]

    @property
    def excluded_share(self) -> Fraction:
        """The share of voters none of whose choices is funded."""
        return Fraction(self.excluded, max(self.voters, 1))


def measure(
    instance: Instance, winners: Collection[int], candidates: Iterable[int] | None = None
) -> Fairness:
    """All figures of an outcome. `candidates`: the projects that could have won (default: all)."""
    funded, voters = set(winners), max(instance.voters, 1)
    spent = [sum(instance.projects[i].cost for i in g.choices if i in funded) for g in instance.groups]
    numbers = [sum(i in funded for i in g.choices) for g in instance.groups]
    weights = [group.weight for group in instance.groups]
    histogram: dict[int, int] = defaultdict(int)
    for value, weight in zip(spent, weights, strict=True):
        histogram[value] += weight
    return Fairness(
        voters=instance.voters,
        excluded=sum(w for w, number in zip(weights, numbers, strict=True) if not number),
        mean_winners=Fraction(sum(w * n for w, n in zip(weights, numbers, strict=True)), voters),
        mean_cost=Fraction(sum(w * s for w, s in zip(weights, spent, strict=True)), voters),
        gini=gini(histogram),
        slighted=_slighted(instance, funded, spent, candidates),
    )


def gini(histogram: Mapping[int, int]) -> Fraction:
    """Gini coefficient of `{value: how many have it}`: 0 when all have the same, near 1 when one has all."""
    number = sum(histogram.values())
    total = sum(value * many for value, many in histogram.items())
    if not total:
        return Fraction(0)
    below = twice = 0  # `twice`: twice the area under the Lorenz curve, in voters x money
    for value, many in sorted(histogram.items()):
        twice += many * (2 * below + value * many)
        below += value * many
    return 1 - Fraction(twice, number * total)


def slighted(
    instance: Instance, winners: Collection[int], candidates: Iterable[int] | None = None
) -> tuple[Slighted, ...]:
    """Where an outcome breaks EJR+ up to any project (Brill and Peters 2023); empty for Equal Shares by cost.

    Measured in cost: there are j supporters of an unfunded project c, each of whom has less than
    j x budget / voters even if c is added to what she has already got.
    """
    funded = set(winners)
    spent = [sum(instance.projects[i].cost for i in g.choices if i in funded) for g in instance.groups]
    return _slighted(instance, funded, spent, candidates)


def _slighted(
    instance: Instance, funded: set[int], spent: list[int], candidates: Iterable[int] | None
) -> tuple[Slighted, ...]:
    losers = set(range(len(instance.projects)) if candidates is None else candidates) - funded
    served: dict[int, dict[int, int]] = {index: defaultdict(int) for index in losers}
    for group, value in zip(instance.groups, spent, strict=True):
        for index in group.choices:
            if index in losers:
                served[index][value] += group.weight
    found = (_claim(instance, index, served[index]) for index in sorted(losers))
    return tuple(claim for claim in found if claim)


def _claim(instance: Instance, index: int, served: Mapping[int, int]) -> Slighted | None:
    """The strongest claim of a project's supporters: `served` is {money got: how many of them}."""
    cost, voters, together = instance.projects[index].cost, instance.voters, 0
    best: Slighted | None = None
    for value, many in sorted(served.items()):
        together += many
        missing = Fraction(together * instance.budget, voters) - value - cost
        if missing > 0 and (best is None or missing > best.missing):
            best = Slighted(index, together, missing)
    return best
