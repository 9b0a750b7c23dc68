"""Following a run of Equal Shares purchase by purchase: one exact wallet per group, in whole numbers.

All prices are known from the transcript, so one common denominator serves the whole run. The smallest price
of every other project is worked out by its definition (whoever has too little pays all, the others share
equally) when the price of the round reaches the last known one: prices never fall while wallets shrink.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from .instance import Instance
from .replay_parts import is_barred, require
from .result import Purchase, Result
from .rule import Rule
from .ties import ranks


def verify_shares(
    instance: Instance, rule: Rule, result: Result, bought: Sequence[Purchase], candidates: set[int]
) -> None:
    endowment, last = result.endowment or Fraction(0), result.steps - (result.overshoot is not None)
    _verify_wallet(instance, rule, endowment, last)
    cost = _Run(instance, rule, endowment, bought, candidates).follow()
    if result.overshoot is not None:
        more = result.overshoot_endowment or Fraction(0)
        require(rule.completion in ("add1", "add1u"), "the rule does not raise wallets")
        _verify_wallet(instance, rule, more, result.steps)
        dear = _Run(instance, rule, more, result.overshoot, candidates).follow()
        require(dear > instance.budget, "the count stopped although the next run still fits")
    elif rule.completion in ("add1", "add1u"):
        rest = _rest(instance, rule, bought, candidates)
        fits = [i for i in rest if cost + instance.projects[i].cost <= instance.budget]
        require(not (fits if rule.exhaustive_stop else rest), "larger wallets would buy more")
    else:
        require(result.steps == 1, "the rule does not raise wallets")


def _rest(instance: Instance, rule: Rule, bought: Sequence[Purchase], candidates: set[int]) -> list[int]:
    funded = [purchase.project for purchase in bought]
    wanted = {index for _, _, index, _ in instance.ballots.cells()}
    rest = (candidates & wanted) - set(funded)
    return [index for index in rest if not is_barred(instance, rule, index, funded)]


def _verify_wallet(instance: Instance, rule: Rule, endowment: Fraction, step: int) -> None:
    voters = max(sum(instance.ballots.weights), 1)
    first = Fraction(instance.budget, voters)
    if rule.start == "floor":
        first = Fraction(instance.budget // voters)
    more = max(rule.increment, instance.budget * rule.increment_permille // (1000 * voters))
    require(endowment == first + (step - 1) * more, f"run {step} starts from another wallet")


class _Run:
    def __init__(
        self,
        instance: Instance,
        rule: Rule,
        endowment: Fraction,
        bought: Sequence[Purchase],
        candidates: set[int],
    ) -> None:
        self.instance, self.rule, self.bought = instance, rule, bought
        self.scales = [max(project.cost, 1) if rule.utility == "cost" else 1 for project in instance.projects]
        for number, purchase in enumerate(bought, start=1):
            require(purchase.price is not None, f"round {number}: the price is missing")
        payments = [(p.price or Fraction(0)) * self.scales[p.project] for p in bought]
        self.unit = lcm(endowment.denominator, *(payment.denominator for payment in payments))
        self.wallets = [int(endowment * self.unit)] * len(instance.ballots)
        self.weights = instance.ballots.weights
        self.backers = self._backers(candidates)
        self.known = dict.fromkeys(self.backers, Fraction(0))

    def _backers(self, candidates: set[int]) -> dict[int, tuple[list[int], list[int] | None]]:
        """For each candidate with supporters: their groups, and the points they gave (None: all one)."""
        found: dict[int, tuple[list[int], list[int] | None]] = {}
        pointed = self.rule.utility == "points" and bool(self.instance.ballots.points)
        for group, _, index, points in self.instance.ballots.cells():
            if index in candidates:
                groups, given = found.setdefault(index, ([], [] if pointed else None))
                groups.append(group)
                if given is not None:
                    given.append(points)
        return found

    def follow(self) -> int:
        """Check every round; what was bought costs together."""
        rank, funded = ranks(self.instance, self.rule), list[int]()
        self._drop_barred(funded)
        for number, purchase in enumerate(self.bought, start=1):
            winner, price = purchase.project, purchase.price or Fraction(0)
            require(winner in self.backers, f"round {number}: not a candidate, or bought twice")
            require(
                self.price(winner) == price, f"round {number}: the supporters do not raise the cost at it"
            )
            self._nobody_cheaper(winner, price, rank, number)
            self._pay(winner, price)
            del self.backers[winner]
            funded.append(winner)
            self._drop_barred(funded)
        for other in self.backers:
            require(self.price(other) is None, f"{self.instance.projects[other].id} was affordable")
        return sum(self.instance.projects[index].cost for index in funded)

    def _drop_barred(self, funded: list[int]) -> None:
        if self.rule.is_limited:
            for other in list(self.backers):
                if is_barred(self.instance, self.rule, other, funded):
                    del self.backers[other]

    def _nobody_cheaper(self, winner: int, price: Fraction, rank: list[tuple[int, ...]], number: int) -> None:
        for other in list(self.backers):
            if other == winner or self.known[other] > price:
                continue
            theirs, name = self.price(other), self.instance.projects[other].id
            if theirs is None:  # wallets only shrink
                del self.backers[other]
                continue
            self.known[other] = theirs
            require(theirs >= price, f"round {number}: {name} was cheaper")
            require(theirs > price or rank[winner] < rank[other], f"round {number}: {name} wins the tie")

    def price(self, index: int) -> Fraction | None:
        """The smallest price per satisfaction at which the supporters raise the cost; None if they cannot."""
        groups, points = self.backers[index]
        cost, weights, wallets = self.instance.projects[index].cost * self.unit, self.weights, self.wallets
        rich = [(wallets[g], weights[g], 1) for g in groups] if points is None else [
            (wallets[g], weights[g], p) for g, p in zip(groups, points, strict=True)
        ]  # fmt: skip
        if sum(wallet * weight for wallet, weight, _ in rich) < cost:
            return None
        while True:
            pull = sum(weight * worth for _, weight, worth in rich)
            poor = [(wallet, weight, worth) for wallet, weight, worth in rich if wallet * pull < cost * worth]
            if not poor:
                return Fraction(cost, pull * self.unit * self.scales[index])
            rich = [one for one in rich if one[0] * pull >= cost * one[2]]
            cost -= sum(wallet * weight for wallet, weight, _ in poor)

    def _pay(self, index: int, price: Fraction) -> None:
        groups, points = self.backers[index]
        due = int(price * self.scales[index] * self.unit)
        for place, group in enumerate(groups):
            self.wallets[group] = max(0, self.wallets[group] - due * (points[place] if points else 1))
