"""An instance prepared for many runs of Equal Shares: who backs what, and how a payment becomes a price."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from .ballots import np
from .instance import Instance
from .ties import Rank

LEAST_BITS = 24

Backer = tuple[int, int, int]  # (group, weight, points)


@dataclass(frozen=True)
class Electorate:
    """`utility` says what a funded project is worth: its cost, 1, or the points that a voter gave it."""

    instance: Instance
    candidates: tuple[int, ...]
    utility: str
    ranks: list[Rank]

    @property
    def with_points(self) -> bool:
        return self.utility == "points" and bool(self.instance.ballots.points)

    @cached_property
    def scales(self) -> tuple[int, ...]:
        """What divides a payment per point to give the price per unit of satisfaction."""
        costs = (max(project.cost, 1) for project in self.instance.projects)
        return tuple(cost if self.utility == "cost" else 1 for cost in costs)

    @cached_property
    def most(self) -> int:
        return max(self.instance.ballots.points, default=1) if self.with_points else 1

    @cached_property
    def pulls(self) -> tuple[int, ...]:
        """Sum of the points of a project's supporters: what it costs them all to pay one more per point."""
        return self.instance.scores if self.with_points else self.instance.votes

    @cached_property
    def lists(self) -> list[list[Backer]]:
        """The supporters of each project, for the kernel of plain lists."""
        found: list[list[Backer]] = [[] for _ in self.instance.projects]
        for group, weight, index, points in self.instance.ballots.cells():
            found[index].append((group, weight, points if self.with_points else 1))
        return found

    @cached_property
    def columns(self) -> list[tuple[Any, Any, Any]]:
        """The same for numpy: (groups, weights, points or None) of each project."""
        ballots, number = self.instance.ballots, len(self.instance.projects)
        choices, weights = np.asarray(ballots.choices), np.asarray(ballots.weights)
        small = choices.astype(np.uint16) if number < 2**16 else choices
        order = np.argsort(small, kind="stable")
        groups = np.repeat(np.arange(len(weights)), np.diff(ballots.starts))[order]
        ends = np.cumsum(np.bincount(choices, minlength=number))[:-1]
        parts = [np.split(groups, ends), np.split(weights[groups], ends)]
        points = np.split(np.asarray(ballots.points)[order], ends) if self.with_points else [None] * number
        return list(zip(*parts, points, strict=True))

    def bits(self, endowment: Fraction) -> int:
        """Binary places that keep all sums of a run inside 64-bit numbers; 0 where plain lists are better."""
        if not self.instance.ballots.are_many:
            return 0
        money = max(self.instance.voters, self.most) * (endowment.__ceil__() + 1) + self.instance.budget
        bits = 61 - money.bit_length()
        return bits if bits >= LEAST_BITS else 0
