"""The Method of Equal Shares, exact and quick.

Every voter gets the same wallet. In each round, for every project, the smallest price per satisfaction
(rho) is sought at which its supporters together can pay it, whoever has too little paying all that is left;
the project with the smallest rho is bought and the round repeats.

Two things make it quick, and neither may change the outcome:

* rho of a project never falls while wallets shrink, so the last rho is a lower bound, and a round looks only
  at projects whose bound is below the best found (a heap).
* wallets are whole numbers with a known error (wallets.py, arrays.py), and so every rho is an interval. As
  long as the cheapest is certain, nothing exact is needed; where two intervals touch, the rounds so far are
  repeated with fractions (ledger.py), which decide.
"""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from .electorate import Electorate
from .ledger import Ledger, wallets
from .limits import Limits
from .result import Purchase
from .ties import Rank
from .wallets import Bid


@dataclass(frozen=True, slots=True)
class Step:
    """A round of a run: what was bought, at a price of at most `most` (units of 2**-PRICE)."""

    index: int
    start: int
    most: int


class Run:
    """One run from a given wallet. After `play()`: `steps`, `cost`; `purchases` when they are asked for."""

    def __init__(self, electorate: Electorate, endowment: Fraction, limits: Limits) -> None:
        self.electorate, self.endowment, self.limits = electorate, endowment, limits
        self.wallets = wallets(electorate, endowment)
        self.is_exact = True
        self.steps: list[Step] = []
        self.cost = 0
        self.heap = [self._unpaid(index) for index in electorate.candidates if electorate.pulls[index]]
        heapq.heapify(self.heap)

    def _unpaid(self, index: int) -> tuple[int, int, int]:
        """While nobody is short, all points pay the same: a lower bound for ever."""
        low = self.wallets.target(index) // self.electorate.pulls[index]
        return self.wallets.quote(index, low, low).least, index, low

    def play(self) -> "Run":
        while found := self._bids():
            winner = self._winner(found)
            if winner is None:
                continue
            self._put_back(found, winner.index)
            self._buy(winner)
        return self

    def _bids(self, limit: int | None = None) -> list[Bid]:
        """Take from the heap whatever could be this round's cheapest (or could cost at most `limit`).

        The hopeless fall out.
        """
        found: list[Bid] = []
        best = limit
        while self.heap and (best is None or self.heap[0][0] <= best):
            _, index, start = heapq.heappop(self.heap)
            bid = self.wallets.bid(index, start) if self.could_buy(index) else None
            if bid is None:
                continue
            found.append(bid)
            if bid.sure and limit is None and (best is None or bid.most < best):
                best = bid.most
        return found

    @cached_property
    def ledger(self) -> Ledger:
        return Ledger(self.electorate, self.endowment)

    def _put_back(self, bids: Sequence[Bid], but: int | None = None) -> None:
        for bid in bids:
            if bid.index != but:
                heapq.heappush(self.heap, (bid.least, bid.index, bid.low))

    def _winner(self, found: list[Bid]) -> Bid | None:
        """The cheapest bid; None when the round must be looked at again."""
        best = min(bid.most for bid in found)
        rivals = [bid for bid in found if bid.least <= best]
        if len(rivals) == 1 and rivals[0].sure:
            return rivals[0]
        if not self.is_exact:
            self._put_back(found)
            self._go_exact()
            return None
        return self._decide(rivals, found)

    def _go_exact(self) -> None:
        """Repeat the rounds so far with fractions: what was bought is certain, only the prices were not."""
        for step in self.steps[len(self.ledger.purchases) :]:
            self.ledger.buy(step.index, step.start)
        self.wallets = self.ledger.wallets.copy()
        self.is_exact = True

    def _decide(self, rivals: list[Bid], found: list[Bid]) -> Bid | None:
        """The smallest exact rho; ties by the chain. Whoever turns out unable to pay is out for good."""
        prices: list[tuple[Fraction, Rank, int, Bid]] = []
        for bid in rivals:
            payment = self.ledger.payment(bid)
            if payment is None:
                found.remove(bid)
            else:
                price = payment / self.electorate.scales[bid.index]
                prices.append((price, self.electorate.ranks[bid.index], len(prices), bid))
        if not prices:
            self._put_back(found)
            return None
        return min(prices)[-1]

    def _buy(self, bid: Bid) -> None:
        self.steps.append(Step(bid.index, bid.low, bid.most))
        self.cost += self.electorate.instance.projects[bid.index].cost
        self.wallets.charge(bid.index, bid.low, bid.high, [])
        self.is_exact = False

    @property
    def order(self) -> list[int]:
        return [step.index for step in self.steps]

    def could_buy(self, index: int) -> bool:
        """With more money: it is not bought, nor barred by what is."""
        return index not in (order := self.order) and not self.limits.bar(index, order)

    @property
    def purchases(self) -> tuple[Purchase, ...]:
        """What was bought, with exact prices."""
        self._go_exact()
        return tuple(self.ledger.purchases)

    def raised(self, index: int) -> Fraction:
        """What the supporters of a project still hold together."""
        self._go_exact()
        return self.ledger.raised(index)

    def same_as(self, lower: "Run") -> bool:
        """Is the outcome certainly that of `lower`, also for every wallet between its and this one?

        While the same is bought, larger wallets leave more and make everything cheaper. So if in each round
        the winner's price with the smaller wallet is below all others' prices with the larger one (or equal
        to one that would lose the tie), nothing in between can be different. Plays this run as far as that
        holds.
        """
        for place, step in enumerate(lower.steps):
            bids = self._bids(step.most)
            mine = next((bid for bid in bids if bid.index == step.index), None)
            if mine is None:
                return False
            rivals = [bid for bid in bids if bid is not mine and bid.least <= step.most]
            if rivals and not self._all_lose(rivals, step.index, lower.purchases[place]):
                return False
            self._put_back(bids, mine.index)
            self._buy(mine)
        return not self._bids()

    def _all_lose(self, rivals: list[Bid], winner: int, bought: Purchase) -> bool:
        """Are the exact prices of the rivals above that of a purchase (or equal, and the chain is for it)?"""
        self._go_exact()
        ranks = self.electorate.ranks
        for bid in rivals:
            payment = self.ledger.payment(bid)
            if payment is None or bought.price is None:
                continue
            price = payment / self.electorate.scales[bid.index]
            if price < bought.price or (price == bought.price and ranks[bid.index] < ranks[winner]):
                return False
        return True
