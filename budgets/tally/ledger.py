"""Exact payments. Whoever has money left has paid every project of hers in full, so her wallet is the first
wallet less the payments of what she chose: sums over voters become a few products of fractions.
"""

from fractions import Fraction

from .arrays import ArrayWallets
from .electorate import Backer, Electorate
from .result import Purchase
from .wallets import Bid, ListWallets, Split


def wallets(electorate: Electorate, endowment: Fraction) -> ListWallets | ArrayWallets:
    kernel = ArrayWallets if electorate.bits(endowment) else ListWallets
    return kernel(electorate, endowment)


class Ledger:
    """One run with exact payments: it is told what to buy and says for how much."""

    def __init__(self, electorate: Electorate, endowment: Fraction) -> None:
        self.electorate, self.endowment = electorate, endowment
        self.wallets = wallets(electorate, endowment)
        self.payments: dict[int, Fraction] = {}

    def payment(self, bid: Bid) -> Fraction | None:
        """The exact payment per point that raises the cost of a project; None when they have too little."""
        split = self.wallets.split(bid.index, bid.low, bid.high)
        rest = self.electorate.instance.projects[bid.index].cost - self._held(split)
        unsure = sorted((self.wallet(group) / points, points * w) for group, w, points in split.unsure)
        pull, last = split.pull + sum(points for _, points in unsure), Fraction(0)
        for most, points in unsure:
            if rest <= most * pull:
                return rest / pull
            rest, pull, last = rest - most * points, pull - points, most
        if pull:
            return rest / pull
        return None if rest > 0 else last

    def _held(self, split: Split) -> Fraction:
        """All that the poor of a split still have."""
        spent = sum((self.payments[index] * points for index, points in split.spent.items()), Fraction(0))
        return self.endowment * split.poor - spent

    def wallet(self, group: int) -> Fraction:
        """What a voter of a group that is not empty still has."""
        with_points = self.electorate.with_points
        worth = self.electorate.instance.ballots[group].worth()
        paid = (self.payments[i] * (p if with_points else 1) for i, p in worth if i in self.payments)
        return self.endowment - sum(paid, Fraction(0))

    def buy(self, bid: Bid) -> Purchase:
        payment = self.payment(bid)
        if payment is None:
            raise ArithmeticError(f"project {bid.index} was bought and cannot be paid")
        return self.pay(bid, payment)

    def pay(self, bid: Bid, payment: Fraction) -> Purchase:
        bits, index = self.wallets.bits, bid.index
        low = (payment.numerator << bits) // payment.denominator
        high = -((-payment.numerator << bits) // payment.denominator)
        emptied = self._emptied(self.wallets.split(index, low, high).unsure, payment)
        self.wallets.charge(index, low, high, emptied)
        self.payments[index] = payment
        return Purchase(index, payment / self.electorate.scales[index], payment)

    def _emptied(self, unsure: list[Backer], payment: Fraction) -> list[int]:
        return [group for group, _, points in unsure if self.wallet(group) <= payment * points]

    def raised(self, index: int) -> Fraction:
        """All the money that the supporters of a project still hold."""
        beyond = self.wallets.first + 2
        return self._held(self.wallets.split(index, beyond, beyond))
