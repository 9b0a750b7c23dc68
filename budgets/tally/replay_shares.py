"""Following a run of Equal Shares purchase by purchase: what every voter holds, in exact whole numbers.

All prices are known from the transcript, so one common denominator serves the whole run. The smallest price
of every other project is worked out by its definition (whoever has too little pays all, the others share
equally) when the price of the round reaches the last known one: prices never fall while wallets shrink.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from .instance import Instance
from .replay_parts import is_barred, require, votes_of
from .replay_purses import Purses
from .replay_standing import backers
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
    larger = result.overshoot_endowment is not None
    require(
        larger == (result.overshoot is not None), "a wallet is named without its run, or a run without it"
    )


def _rest(instance: Instance, rule: Rule, bought: Sequence[Purchase], candidates: set[int]) -> list[int]:
    funded = [purchase.project for purchase in bought]
    votes = votes_of(instance)
    rest = {index for index in candidates if votes[index]} - set(funded)
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
        payments = []
        for number, purchase in enumerate(bought, start=1):
            require(purchase.price is not None, f"round {number}: the price is missing")
            payments.append((purchase.price or Fraction(0)) * self.scales[purchase.project])
            require(purchase.payment == payments[-1], f"round {number}: the payment is not that of the price")
        self.unit = lcm(endowment.denominator, *(payment.denominator for payment in payments))
        self.purses = Purses(instance.ballots, int(endowment * self.unit))
        with_points = rule.utility == "points" and bool(instance.ballots.points)
        self.backers = backers(instance.ballots, candidates, with_points=with_points)
        self.pulls = votes_of(instance, with_points=with_points)
        self.known = dict.fromkeys(self.backers, Fraction(0))

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
            self.purses.pay(self.backers.pop(winner), int(price * self.scales[winner] * self.unit))
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
        """The smallest price per satisfaction at which the supporters raise the cost; None if they cannot.

        `pull` points share what is still missing of the cost equally. Who has less than that puts in all she
        has, the others share the rest, and so on until all who are left have enough.
        """
        queues = {worth: self.purses.queue(groups) for worth, groups in self.backers[index].items()}
        cost, pull = self.instance.projects[index].cost * self.unit, self.pulls[index]
        while pull:
            missing, points = cost, pull
            for worth, queue in queues.items():
                queues[worth], poor, money = self.purses.all_in(queue, -(-missing * worth // points))
                cost, pull = cost - money, pull - worth * poor
            if pull == points:
                return Fraction(cost, pull * self.unit * self.scales[index])
        return None
