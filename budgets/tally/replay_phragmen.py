"""Following sequential Phragmén purchase by purchase: when has each group last bought something?"""

from collections.abc import Sequence
from fractions import Fraction

from .instance import Instance
from .replay_parts import is_barred, require
from .replay_standing import Standing, backers
from .result import Purchase
from .rule import Rule
from .ties import ranks


def verify_phragmen(instance: Instance, rule: Rule, bought: Sequence[Purchase], candidates: set[int]) -> None:
    """The moments are those of the definition, nobody was ready earlier, nothing more can be bought."""
    _Run(instance, rule, candidates).follow(bought)


class _Run:
    """`last`: the round in which each group last bought something; `moments` of the rounds, 0 at first.

    `known` moments of projects never fall, so most need no second look.
    """

    def __init__(self, instance: Instance, rule: Rule, candidates: set[int]) -> None:
        self.instance, self.rule, self.rank = instance, rule, ranks(instance, rule)
        self.last, self.moments = Standing(instance.ballots, 0), [Fraction(0)]
        self.funded: list[int] = []
        self.left = instance.budget
        found = backers(instance.ballots, candidates, with_points=False)
        self.backers = {index: groups for index, by_points in found.items() for groups in by_points.values()}
        self.known = dict.fromkeys(self.backers, Fraction(0))

    def follow(self, bought: Sequence[Purchase]) -> None:
        for number, purchase in enumerate(bought, start=1):
            winner, moment = purchase.project, purchase.price or Fraction(0)
            require(winner in self.backers, f"round {number}: not a candidate, or bought twice")
            require(self.moment(winner) == moment, f"round {number}: another moment")
            barred = is_barred(self.instance, self.rule, winner, self.funded)
            require(not barred and self._cost(winner) <= self.left, f"round {number}: barred, or too dear")
            for other in self._ready(moment):
                if other != winner:
                    self._compare(number, winner, other, moment)
            self._buy(winner, moment)
        self._nothing_left()

    def _compare(self, number: int, winner: int, other: int, moment: Fraction) -> None:
        name = self.instance.projects[other].id
        if is_barred(self.instance, self.rule, other, self.funded):
            return
        if self._cost(other) > self.left:
            require(self.rule.fit == "skip", f"round {number}: {name} ends the count")
            return
        require(self.known[other] == moment, f"round {number}: {name} was ready earlier")
        require(self.rank[winner] < self.rank[other], f"round {number}: {name} wins the tie")

    def _buy(self, index: int, moment: Fraction) -> None:
        self.moments.append(moment)
        self.last.places = len(self.moments)
        groups = self.backers.pop(index)
        self.last.move(groups, dict.fromkeys(self.last.queue(groups).places, len(self.moments) - 1))
        self.left -= self._cost(index)
        self.funded.append(index)

    def _nothing_left(self) -> None:
        """All that is left does not fit; a count that stops may also end because of one that comes next."""
        rest = [i for i in self.backers if not is_barred(self.instance, self.rule, i, self.funded)]
        dear = [index for index in rest if self._cost(index) > self.left]
        if self.rule.fit == "stop" and dear:
            moments = {index: self.moment(index) for index in rest}
            require(min(moments[i] for i in dear) == min(moments.values()), "the count stopped too early")
        else:
            require(len(dear) == len(rest), "something affordable was left")

    def _ready(self, moment: Fraction) -> list[int]:
        """Whoever could pay by this moment."""
        for index in self.backers:
            if self.known[index] <= moment:
                self.known[index] = self.moment(index)
        return [index for index in self.backers if self.known[index] <= moment]

    def moment(self, index: int) -> Fraction:
        """When the supporters will have earned the cost: (cost + what each had earned by her last purchase)
        shared among them."""
        queue = self.last.queue(self.backers[index])
        loads = sum((self.moments[r] * int(v) for r, v in zip(*queue, strict=True)), Fraction(0))
        return (self._cost(index) + loads) / queue.total

    def _cost(self, index: int) -> int:
        return self.instance.projects[index].cost
