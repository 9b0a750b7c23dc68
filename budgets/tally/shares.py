"""The Method of Equal Shares, exact and quick.

Every voter gets the same wallet. In each round, for every project, the smallest price per satisfaction
(rho) is sought at which its supporters together can pay it, whoever has too little paying all that is left;
the project with the smallest rho is bought and the round repeats.

Two things make it quick, and neither may change the outcome:

* rho of a project never falls while wallets shrink, so the last rho is a lower bound, and a round looks only
  at projects whose bound is below the best found (a heap).
* wallets are whole numbers with a known error (wallets.py, arrays.py), and so every rho is an interval. As
  long as the cheapest is certain, nothing exact is needed; where two intervals touch, the run is repeated
  up to there with fractions (ledger.py) and goes on with them.
"""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from .electorate import Electorate
from .ledger import Ledger, wallets
from .result import Purchase
from .wallets import Bid


@dataclass(frozen=True, slots=True)
class Step:
    """A round of a run: what was bought, at a price of at most `most` (units of 2**-PRICE)."""

    index: int
    start: int
    most: int


class Run:
    """One run from a given wallet. After `play()`: `steps`, `cost`; `purchases` are worked out when asked for.
    """

    def __init__(self, electorate: Electorate, endowment: Fraction) -> None:
        self.electorate, self.endowment = electorate, endowment
        self.wallets = wallets(electorate, endowment)
        self.exact: Ledger | None = None
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
            bid = self.wallets.bid(index, start)
            if bid is None:
                continue
            found.append(bid)
            if bid.sure and limit is None and (best is None or bid.most < best):
                best = bid.most
        return found

    def _put_back(self, bids: Sequence[Bid], but: int | None = None) -> None:
        for bid in bids:
            if bid.index != but:
                heapq.heappush(self.heap, (bid.least, bid.index, bid.low))

    def _winner(self, found: list[Bid]) -> Bid | None:
        """The cheapest bid; None when the round must be looked at again with exact wallets."""
        best = min(bid.most for bid in found)
        rivals = [bid for bid in found if bid.least <= best]
        if len(rivals) == 1 and rivals[0].sure:
            return rivals[0]
        if self.exact is None:
            self._go_exact()
            self._put_back(found)
            return None
        return self._decide(self.exact, rivals, found)

    def _go_exact(self) -> None:
        """Repeat the rounds so far with fractions; what was bought is certain, only the prices were not."""
        self.exact = Ledger(self.electorate, self.endowment)
        self.exact_purchases = [self.exact.buy(self._rebid(self.exact, step)) for step in self.steps]
        self.wallets = self.exact.wallets

    @staticmethod
    def _rebid(ledger: Ledger, step: Step) -> Bid:
        bid = ledger.wallets.bid(step.index, step.start)
        if bid is None:
            raise ArithmeticError(f"project {step.index} was bought and cannot be paid")
        return bid

    def _decide(self, ledger: Ledger, rivals: list[Bid], found: list[Bid]) -> Bid | None:
        """The smallest exact rho; ties by the chain. Whoever turns out unable to pay is out for good."""
        prices, able = [], set()
        for bid in rivals:
            payment = ledger.payment(bid)
            if payment is not None:
                price = payment / self.electorate.scales[bid.index]
                prices.append((price, self.electorate.ranks[bid.index], len(prices), bid))
                able.add(bid.index)
        if not prices:
            self._put_back([bid for bid in found if bid not in rivals])
            return None
        found[:] = [bid for bid in found if bid not in rivals or bid.index in able]
        return min(prices)[-1]

    def _buy(self, bid: Bid) -> None:
        self.steps.append(Step(bid.index, bid.low, bid.most))
        self.cost += self.electorate.instance.projects[bid.index].cost
        if self.exact is None:
            self.wallets.charge(bid.index, bid.low, bid.high, [])
        else:
            self.exact_purchases.append(self.exact.buy(bid))

    @cached_property
    def ledger(self) -> Ledger:
        if self.exact is None:
            self._go_exact()
        assert self.exact is not None
        return self.exact

    @property
    def purchases(self) -> tuple[Purchase, ...]:
        return tuple(self.exact_purchases) if self.ledger else ()

    def same_as(self, lower: "Run") -> bool:
        """Is the outcome certainly that of `lower`, also for every wallet between its and this one?

        While the same is bought, larger wallets leave more and make everything cheaper. So if in each round
        the winner's price with the smaller wallet is below all others' prices with the larger one, nothing
        in between can be different. Plays this run as far as that holds.
        """
        for step in lower.steps:
            bids = self._bids(step.most)
            mine = next((bid for bid in bids if bid.index == step.index), None)
            if mine is None or any(bid.least <= step.most for bid in bids if bid is not mine):
                return False
            self._put_back(bids, mine.index)
            self._buy(mine)
        return not self._bids()
