"""Exact payments. Whoever has money left has paid every project of hers in full, so her wallet is the first
wallet less the payments of what she chose: sums over voters become a few products of big whole numbers.

All amounts here are numerators over one common denominator, which grows with the payments.
"""

from fractions import Fraction
from math import lcm

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
        self.electorate = electorate
        self.wallets = wallets(electorate, endowment)
        self.denominator, self.endowment = endowment.denominator, endowment.numerator
        self.payments: dict[int, int] = {}
        self.purchases: list[Purchase] = []

    def payment(self, bid: Bid) -> Fraction | None:
        """The exact payment per point that raises the cost of a project; None when they have too little."""
        return self._solve(bid.index, self.wallets.split(bid.index, bid.low, bid.high))

    def _solve(self, index: int, split: Split) -> Fraction | None:
        cost = self.electorate.instance.projects[index].cost
        rest = Fraction(cost * self.denominator - self._held(split))
        unsure = sorted((Fraction(self.wallet(g), points), points * w) for g, w, points in split.unsure)
        pull, last = split.pull + sum(points for _, points in unsure), Fraction(0)
        for most, points in unsure:
            if rest <= most * pull:
                break
            rest, pull, last = rest - most * points, pull - points, most
        if not pull:
            return None if rest > 0 else last / self.denominator
        return rest / (pull * self.denominator)

    def _held(self, split: Split) -> int:
        """All that the poor of a split still have."""
        spent = sum(self.payments[index] * points for index, points in split.spent.items())
        return self.endowment * split.poor - spent

    def wallet(self, group: int) -> int:
        """What a voter of a group that is not empty still has."""
        with_points = self.electorate.with_points
        worth = self.electorate.instance.ballots[group].worth()
        paid = (self.payments[i] * (p if with_points else 1) for i, p in worth if i in self.payments)
        return self.endowment - sum(paid)

    def buy(self, index: int, start: int) -> None:
        """Buy what is known to be the cheapest. `start`: a lower bound of the payment, in units."""
        bid = self.wallets.bid(index, start)
        split = None if bid is None else self.wallets.split(index, bid.low, bid.high)
        payment = self._solve(index, split) if split else None
        if split is None or payment is None:
            raise ArithmeticError(f"project {index} was bought and cannot be paid")
        self._pay(index, payment, split.unsure)

    def _pay(self, index: int, payment: Fraction, unsure: list[Backer]) -> None:
        bits, due = self.wallets.bits, payment * self.denominator
        low = (payment.numerator << bits) // payment.denominator
        high = -((-payment.numerator << bits) // payment.denominator)
        emptied = [group for group, _, points in unsure if self.wallet(group) <= due * points]
        self.wallets.charge(index, low, high, emptied)
        self._note(index, payment)
        self.purchases.append(Purchase(index, payment / self.electorate.scales[index], payment))

    def _note(self, index: int, payment: Fraction) -> None:
        common = lcm(self.denominator, payment.denominator)
        more = common // self.denominator
        if more > 1:
            self.payments = {bought: amount * more for bought, amount in self.payments.items()}
            self.endowment *= more
            self.denominator = common
        self.payments[index] = payment.numerator * (common // payment.denominator)

    def raised(self, index: int) -> Fraction:
        """All the money that the supporters of a project still hold."""
        beyond = self.wallets.first + 2
        return Fraction(self._held(self.wallets.split(index, beyond, beyond)), self.denominator)
