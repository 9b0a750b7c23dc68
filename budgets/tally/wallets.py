"""All wallets of a run of Equal Shares as whole numbers, each with a bound of its error.

A wallet of group g holds between `low[g]` and `low[g] + slack[g]` units of 2**-bits; every answer is an
interval that is certain to hold the exact one. There is no float here.

This is the kernel of plain lists, for small elections and machines without numpy; arrays.py has the other.
"""

from collections import defaultdict
from copy import copy
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Self

from .electorate import Backer, Electorate

PRICE = 160  # binary places of a price, whatever the bits of the wallets


@dataclass(frozen=True, slots=True)
class Bid:
    """The payment per point that raises a project's cost lies in [low, high], its price in [least, most].

    Not `sure`: rounding hides whether the supporters can pay at all.
    """

    index: int
    low: int
    high: int
    least: int
    most: int
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Split:
    """The supporters of a project at a payment in [low, high].

    `pull`    points of those who can certainly pay it
    `poor`    voters who certainly have less (or just as much) and pay all they have
    `spent`   {bought project: points that the poor have paid for}
    `unsure`  those about whom the intervals cannot tell
    """

    pull: int
    poor: int
    spent: dict[int, int]
    unsure: list[Backer]


class Wallets:
    """What both kernels share: prices out of payments."""

    bits: int
    low: Any
    slack: Any

    def __init__(self, electorate: Electorate, endowment: Fraction) -> None:
        self.electorate = electorate
        self.bought: list[int] = []
        self.first = (endowment.numerator << self.bits) // endowment.denominator
        self.worst = int(Fraction(self.first, 1 << self.bits) != endowment)

    def copy(self) -> Self:
        other = copy(self)
        other.low, other.slack, other.bought = self.low[:], self.slack[:], self.bought[:]
        return other

    def quote(self, index: int, low: int, high: int, sure: bool = True) -> Bid:
        scale, more = self.electorate.scales[index], PRICE - self.bits
        return Bid(index, low, high, (low << more) // scale, -((-high << more) // scale), sure)

    def target(self, index: int) -> int:
        return self.electorate.instance.projects[index].cost << self.bits

    def settled(self, index: int, start: int, pay: int, pull: int) -> Bid:
        """Newton ended at `pay`, where those with more still have `pull` points."""
        hidden = self.electorate.instance.votes[index] * self.worst
        return self.quote(index, max(start, pay - hidden // pull - 2), pay)


class ListWallets(Wallets):
    bits = 64

    def __init__(self, electorate: Electorate, endowment: Fraction) -> None:
        super().__init__(electorate, endowment)
        groups = len(electorate.instance.ballots)
        self.low, self.slack = [self.first] * groups, [self.worst] * groups

    def bid(self, index: int, start: int) -> Bid | None:
        """Newton from below; None when the supporters cannot pay even together. `start`: a lower bound."""
        low, target = self.low, self.target(index)
        pending, poor, pay = self.electorate.lists[index], 0, start
        while True:
            rich, pull = [], 0
            for backer in pending:
                group, weight, points = backer
                if low[group] > pay * points:
                    rich.append(backer)
                    pull += weight * points
                else:
                    poor += weight * low[group]
            if not pull:
                return self._last_penny(index, poor, target)
            reached = -((poor - target) // pull)
            if reached <= pay:
                return self.settled(index, start, pay, pull)
            pay, pending = reached, rich

    def _last_penny(self, index: int, poor: int, target: int) -> Bid | None:
        """Everybody pays all. Either that is certainly too little, or only exact numbers can tell."""
        backers = self.electorate.lists[index]
        hidden = sum(weight * self.slack[group] for group, weight, _ in backers)
        if poor + hidden < target:
            return None
        at_least = max((self.low[group] // points for group, _, points in backers), default=0) - hidden - 1
        at_most = max(((self.low[g] + self.slack[g]) // points for g, _, points in backers), default=0) + 1
        return self.quote(index, max(0, at_least), at_most, sure=False)

    def split(self, index: int, low: int, high: int) -> Split:
        pull, poor, unsure = 0, 0, []
        spent: dict[int, int] = defaultdict(int)
        for group, weight, points in self.electorate.lists[index]:
            most = self.low[group] + self.slack[group]
            if most and self.low[group] >= high * points:
                pull += weight * points
            elif most and most <= low * points:
                poor += weight
                self._add_spending(spent, group, weight)
            elif most:
                unsure.append((group, weight, points))
        return Split(pull, poor, spent, unsure)

    def _add_spending(self, spent: dict[int, int], group: int, weight: int) -> None:
        for index, points in self.electorate.instance.ballots[group].worth():
            if index in self.bought:
                spent[index] += weight * (points if self.electorate.with_points else 1)

    def charge(self, index: int, low: int, high: int, emptied: list[int]) -> None:
        """Take a payment in [low, high] per point from every supporter; `emptied` have nothing left."""
        low = max(low, high - self._doubt(index, high))
        for group, _, points in self.electorate.lists[index]:
            most = max(0, self.low[group] + self.slack[group] - low * points)
            self.low[group] = max(0, self.low[group] - high * points)
            self.slack[group] = most - self.low[group]
            self.worst = max(self.worst, self.slack[group])
        for group in emptied:
            self.low[group] = self.slack[group] = 0
        self.bought.append(index)

    def _doubt(self, index: int, high: int) -> int:
        """How far below `high` the payment can be: only what the poor may have beyond `low` counts."""
        hidden = pull = 0
        for group, weight, points in self.electorate.lists[index]:
            if self.low[group] > high * points:
                pull += weight * points
            else:
                hidden += weight * self.slack[group]
        return hidden // pull + 2 if pull else high
