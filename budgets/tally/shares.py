"""The Method of Equal Shares, exact and quick.

Every voter gets the same wallet. In each round, for every project, the smallest price per satisfaction
(rho) is sought at which its supporters together can pay it, whoever has too little paying all that is left;
the project with the smallest rho is bought and the round repeats.

Two things make it quick, and neither may change the outcome:

* rho of a project never falls while wallets shrink, so the last rho is a lower bound, and a round looks only
  at projects whose bound is below the best found (a heap).
* wallets are kept twice: exactly, once per *class* of voters who paid the same, and as whole numbers of
  2**-40 units rounded down, per group. The rounded ones give for each rho an interval that is certain to
  hold it; wherever the intervals of two projects touch, exact fractions decide. There is no float here.
"""

import heapq
from dataclasses import dataclass
from fractions import Fraction

from .instance import Instance
from .result import Purchase
from .ties import Rank

UNIT = 40  # binary places of the rounded wallets
FINE = 40  # further binary places when a payment is divided by the satisfaction

Backer = tuple[int, int, int]  # (group, weight, points)


@dataclass(frozen=True)
class Electorate:
    """An instance prepared for many runs: who backs what, and how a payment becomes a price."""

    instance: Instance
    candidates: tuple[int, ...]
    backers: tuple[tuple[Backer, ...], ...]
    weights: tuple[int, ...]
    scales: tuple[int, ...]
    ranks: list[Rank]
    groups: int


def prepare(instance: Instance, candidates: tuple[int, ...], utility: str, ranks: list[Rank]) -> Electorate:
    backers: list[list[Backer]] = [[] for _ in instance.projects]
    for number, group in enumerate(instance.groups):
        for index, points in group.worth():
            backers[index].append((number, group.weight, points if utility == "points" else 1))
    scales = [max(project.cost, 1) if utility == "cost" else 1 for project in instance.projects]
    return Electorate(
        instance,
        tuple(index for index in candidates if backers[index]),
        tuple(tuple(found) for found in backers),
        tuple(sum(weight for _, weight, _ in found) for found in backers),
        tuple(scales),
        ranks,
        len(instance.groups),
    )


@dataclass(frozen=True, slots=True)
class Bid:
    """Rho lies in [low, high] (whole numbers of 2**-80); `pay` is a lower bound of the payment."""

    index: int
    low: int
    high: int
    pay: int


class Run:
    """One run from a given wallet. After `play()`: `purchases`, `cost`, and what is left in the wallets."""

    def __init__(self, electorate: Electorate, endowment: Fraction) -> None:
        self.electorate = electorate
        self.endowment = endowment
        self.exact = [Fraction(0), endowment]
        self.rounded = [0, self._round(endowment)]
        self.klass = [1] * electorate.groups
        self.wallets = [self.rounded[1]] * electorate.groups
        self.purchases: list[Purchase] = []
        self.cost = 0

    @staticmethod
    def _round(value: Fraction) -> int:
        return (value.numerator << UNIT) // value.denominator

    def play(self) -> "Run":
        heap = [(0, index, 0) for index in self.electorate.candidates]
        while heap:
            found = self._round_of_bids(heap)
            if not found:
                return self
            winner = self._decide(found)
            for bid in found:
                if bid.index != winner.project:
                    heapq.heappush(heap, (bid.low, bid.index, bid.pay))
            self._buy(winner)
        return self

    def _round_of_bids(self, heap: list[tuple[int, int, int]]) -> list[Bid]:
        """Take from the heap every project that could be this round's cheapest; the hopeless fall out."""
        best: int | None = None
        found: list[Bid] = []
        while heap and (best is None or heap[0][0] <= best):
            _, index, pay = heapq.heappop(heap)
            bid = self._bid(index, pay)
            if bid is None:
                continue
            found.append(bid)
            if best is None or bid.high < best:
                best = bid.high
        return found

    def _bid(self, index: int, start: int) -> Bid | None:
        """Newton from below on the rounded wallets; None when the supporters cannot pay even together."""
        electorate, wallets = self.electorate, self.wallets
        target = electorate.instance.projects[index].cost << UNIT
        pending, poor, pay = electorate.backers[index], 0, start
        while True:
            rich: list[Backer] = []
            slope = 0
            for backer in pending:
                group, weight, points = backer
                wallet = wallets[group]
                if wallet > pay * points:
                    rich.append(backer)
                    slope += weight * points
                else:
                    poor += weight * wallet
            if not slope:
                return self._borderline(index, target, poor, pay, start)
            reached = -((poor - target) // slope)
            if reached <= pay:
                low = max(start, pay - electorate.weights[index] // slope - 2)
                return self._interval(index, low, pay)
            pay, pending = reached, tuple(rich)

    def _borderline(self, index: int, target: int, poor: int, pay: int, start: int) -> Bid | None:
        """Everybody pays all. Rounding hides less than one unit per voter: certain no, or ask exactly."""
        weight = self.electorate.weights[index]
        if poor + weight <= target:
            return None
        exact = self._exact_payment(index)
        if exact is None:
            return None
        paid = self._round(exact)
        return self._interval(index, max(start, paid), paid + 1)

    def _interval(self, index: int, low: int, high: int) -> Bid:
        scale = self.electorate.scales[index]
        return Bid(index, (low << FINE) // scale, -((-high << FINE) // scale), low)

    def _decide(self, found: list[Bid]) -> Purchase:
        """The smallest exact rho among the bids whose intervals reach the best; ties by the chain."""
        best = min(bid.high for bid in found)
        exact = []
        for bid in found:
            payment = self._exact_payment(bid.index) if bid.low <= best else None
            if payment is not None:
                price = payment / self.electorate.scales[bid.index]
                exact.append((price, self.electorate.ranks[bid.index], bid.index, payment))
        price, _, index, payment = min(exact)
        return Purchase(index, price, payment)

    def _exact_payment(self, index: int) -> Fraction | None:
        """The exact payment per point that raises the cost, over classes instead of voters."""
        crowd = self.crowd(index)
        cost, pay = self.electorate.instance.projects[index].cost, Fraction(0)
        poor = Fraction(0)
        while True:
            rich = []
            for exact, points, weight in crowd:
                if exact > pay * points:
                    rich.append((exact, points, weight))
                else:
                    poor += exact * weight
            slope = sum(points * weight for _, points, weight in rich)
            if not slope:
                return pay if poor >= cost else None
            reached = (cost - poor) / slope
            if reached <= pay:
                return pay
            pay, crowd = reached, rich

    def crowd(self, index: int) -> list[tuple[Fraction, int, int]]:
        """The supporters of a project as (exact wallet, points, weight)."""
        found: dict[tuple[int, int], int] = {}
        for group, weight, points in self.electorate.backers[index]:
            key = (self.klass[group], points)
            found[key] = found.get(key, 0) + weight
        return [(self.exact[klass], points, weight) for (klass, points), weight in found.items()]

    def _buy(self, purchase: Purchase) -> None:
        moved: dict[tuple[int, int], int] = {}
        for group, _, points in self.electorate.backers[purchase.project]:
            key = (self.klass[group], points)
            if key not in moved:
                moved[key] = self._class_after(self.exact[key[0]] - (purchase.payment or 0) * points)
            self.klass[group] = moved[key]
            self.wallets[group] = self.rounded[moved[key]]
        self.purchases.append(purchase)
        self.cost += self.electorate.instance.projects[purchase.project].cost

    def _class_after(self, left: Fraction) -> int:
        if left <= 0:
            return 0
        self.exact.append(left)
        self.rounded.append(self._round(left))
        return len(self.exact) - 1

    def raised(self, index: int) -> Fraction:
        """All the money that the supporters of a project still hold."""
        return sum((exact * weight for exact, _, weight in self.crowd(index)), Fraction(0))
