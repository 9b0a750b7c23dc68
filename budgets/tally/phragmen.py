"""Sequential Phragmén: everybody earns money at the same speed, from nothing.

A project is bought the moment its supporters can pay it together; they begin again with nothing. That moment
is `price`, in money earned by each voter. A voter's *load* is the moment of her last purchase, so supporters
have earned, at the moment t, the sum of (t - load), and t = (cost + sum of their loads) / supporters.
Loads only grow, and so does every project's moment: the last one is a lower bound (a heap), as in shares.py.
"""

import heapq
from collections import Counter
from fractions import Fraction
from typing import Any

from .ballots import np
from .electorate import Electorate
from .instance import Instance
from .limits import Limits
from .result import Purchase, Reason, Result
from .rule import Rule
from .ties import ranks


class Loads:
    """When each group last bought something, as the number of a round; round 0 is the beginning."""

    def __init__(self, electorate: Electorate) -> None:
        self.electorate = electorate
        self.moments = [Fraction(0)]
        groups = len(electorate.instance.ballots)
        self.quick = electorate.instance.ballots.are_many
        self.last: Any = np.zeros(groups, dtype=np.int64) if self.quick else [0] * groups

    def moment(self, index: int) -> Fraction:
        """When the supporters of a project will have earned its cost."""
        instance = self.electorate.instance
        loads = sum((self.moments[r] * weight for r, weight in self._by_round(index)), Fraction(0))
        return (instance.projects[index].cost + loads) / instance.votes[index]

    def _by_round(self, index: int) -> list[tuple[int, int]]:
        """How many supporters last bought something in which round."""
        if self.quick:
            groups, weights, _ = self.electorate.columns[index]
            sums = np.bincount(self.last[groups], weights=weights)
            return [(r, int(weight)) for r, weight in enumerate(sums.tolist()) if weight]
        found: Counter[int] = Counter()
        for group, weight, _ in self.electorate.lists[index]:
            found[self.last[group]] += weight
        return list(found.items())

    def buy(self, index: int, moment: Fraction) -> None:
        self.moments.append(moment)
        if self.quick:
            self.last[self.electorate.columns[index][0]] = len(self.moments) - 1
            return
        for group, _, _ in self.electorate.lists[index]:
            self.last[group] = len(self.moments) - 1


def phragmen(instance: Instance, rule: Rule, candidates: tuple[int, ...]) -> Result:
    """Buy in the order of the moments. `fit` says what happens when a ready project would break the budget.

    skip: it is left out and the others go on. stop: the count ends, also when only one of several that are
    ready at the same moment would break the budget (as in the literature's rule).
    """
    electorate = Electorate(instance, candidates, "cardinality", ranks(instance, rule))
    loads, limits, left = Loads(electorate), Limits(instance, rule), instance.budget
    purchases: list[Purchase] = []
    reasons = {index: Reason("no_votes") for index in candidates if not instance.votes[index]}
    heap = [(loads.moment(index), index) for index in candidates if instance.votes[index]]
    heapq.heapify(heap)
    while heap:
        moment, ready = _ready(heap, loads)
        funded = [purchase.project for purchase in purchases]
        barred = {index: bar for index in ready if (bar := limits.bar(index, funded))}
        dear = {i: _dear(instance, i, left) for i in ready if instance.projects[i].cost > left}
        reasons |= dear | barred
        if rule.fit == "stop" and dear.keys() - barred.keys():
            rest = {*ready, *(index for _, index in heap)} - reasons.keys()
            reasons |= {index: Reason("after_stop") for index in rest}
            break
        able = [index for index in ready if index not in reasons]
        if able:
            winner = min(able, key=lambda i: electorate.ranks[i])
            loads.buy(winner, moment)
            left -= instance.projects[winner].cost
            purchases.append(Purchase(winner, moment))
            reasons[winner] = _earned(instance, winner, len(purchases), moment)
            able.remove(winner)
        for index in able:
            heapq.heappush(heap, (moment, index))
    return Result(tuple(purchases), reasons, "phragmen", instance.budget - left, steps=1)


def _ready(heap: list[tuple[Fraction, int]], loads: Loads) -> tuple[Fraction, list[int]]:
    """The next moment at which something can be bought, and all that can be; taken from the heap."""
    best, ready = heap[0][0], []
    fresh: list[tuple[Fraction, int]] = []
    while heap and (not fresh or heap[0][0] <= best):
        _, index = heapq.heappop(heap)
        fresh.append((loads.moment(index), index))
        best = min(moment for moment, _ in fresh)
    for moment, index in fresh:
        if moment == best:
            ready.append(index)
        else:
            heapq.heappush(heap, (moment, index))
    return best, ready


def _dear(instance: Instance, index: int, left: int) -> Reason:
    cost = instance.projects[index].cost
    return Reason("does_not_fit", {"left": left, "missing": cost - left})


def _earned(instance: Instance, index: int, place: int, moment: Fraction) -> Reason:
    return Reason("earned", {"round": place, "price": moment, "supporters": instance.votes[index]})
