"""The second path to the same result: a plain exact check of a transcript, sharing no code with the count.

One wallet per group of equal ballots, fractions, no shortcut. It needs no search: given who was bought at
which price, it checks that nobody could have been bought more cheaply, that the money adds up, and that
nothing affordable was left. Slow on purpose, short on purpose.
"""

from collections.abc import Iterable
from fractions import Fraction

from .instance import Instance
from .result import Purchase, Result
from .rule import Rule
from .ties import ranks


class Mismatch(ValueError):
    """The transcript is not the outcome of the rule on these ballots. Says where and why."""


def verify(instance: Instance, rule: Rule, result: Result) -> None:
    """Raise `Mismatch` unless every claim of `result` holds."""
    if rule.empty_ballots == "ignore":
        instance = instance.with_groups(group for group in instance.groups if group.choices)
    candidates = _candidates(instance, rule)
    together = sum(instance.projects[i].cost for i in candidates) <= instance.budget
    if rule.everything_if_affordable and together:
        _require(set(result.winners) == candidates, "everything fits, so everything must be funded")
    elif result.decided_by == "greedy":
        _verify_greedy(instance, rule, list(result.winners), candidates, instance.budget)
    else:
        _require(rule.method == "equal_shares", "the rule does not use equal shares")
        _verify_shares(instance, rule, result, candidates)
    _verify_comparison(instance, rule, result)
    spent = sum(instance.projects[i].cost for i in result.winners)
    _require(spent == result.cost <= instance.budget, "the winners do not cost what is claimed")


def _require(holds: bool, reason: str) -> None:
    if not holds:
        raise Mismatch(reason)


def _candidates(instance: Instance, rule: Rule) -> set[int]:
    votes = [0] * len(instance.projects)
    for group in instance.groups:
        for index in group.choices:
            votes[index] += group.weight
    return {
        index
        for index, project in enumerate(instance.projects)
        if votes[index] >= rule.min_votes and project.cost <= instance.budget
    }


def _verify_greedy(
    instance: Instance, rule: Rule, winners: list[int], candidates: set[int], left: int
) -> None:
    rank, scores = ranks(instance, rule), instance.scores
    expected = []
    for index in sorted(candidates, key=lambda i: (-scores[i], rank[i])):
        if instance.projects[index].cost <= left:
            expected.append(index)
            left -= instance.projects[index].cost
        elif rule.fit == "stop":
            break
    _require(expected == winners, "walking the ranking gives other winners")


def _verify_shares(instance: Instance, rule: Rule, result: Result, candidates: set[int]) -> None:
    bought = result.purchases[: len(result.purchases) - result.filled]
    endowment = result.endowment or Fraction(0)
    _verify_wallet(instance, rule, endowment, result.steps - (result.overshoot is not None))
    replay(instance, rule, bought, endowment, candidates)
    if result.overshoot is not None and result.overshoot_endowment is not None:
        _verify_wallet(instance, rule, result.overshoot_endowment, result.steps)
        replay(instance, rule, result.overshoot, result.overshoot_endowment, candidates)
        cost = sum(instance.projects[p.project].cost for p in result.overshoot)
        _require(cost > instance.budget, "the count stopped although the next run still fits")
    if rule.completion == "add1u":
        cost = sum(instance.projects[p.project].cost for p in bought)
        rest = candidates - {p.project for p in bought}
        filled = [p.project for p in result.purchases[len(bought) :]]
        _verify_greedy(instance, rule, filled, rest, instance.budget - cost)


def _verify_wallet(instance: Instance, rule: Rule, endowment: Fraction, step: int) -> None:
    voters = max(sum(group.weight for group in instance.groups), 1)
    first = Fraction(instance.budget, voters)
    if rule.start == "floor":
        first = Fraction(instance.budget // voters)
    more = max(rule.increment, instance.budget * rule.increment_permille // (1000 * voters))
    _require(endowment == first + (step - 1) * more, f"run {step} starts from another wallet")


def replay(
    instance: Instance, rule: Rule, bought: Iterable[Purchase], endowment: Fraction, candidates: set[int]
) -> None:
    """Follow one run of Equal Shares purchase by purchase with one exact wallet per group."""
    wallets = [endowment] * len(instance.groups)
    backers = _backers(instance, rule, candidates)
    rank = ranks(instance, rule)
    for number, purchase in enumerate(bought, start=1):
        _require(purchase.project in backers, f"round {number}: not a candidate, or bought twice")
        _require(purchase.price is not None, f"round {number}: the price is missing")
        price, mine = purchase.price or Fraction(0), backers.pop(purchase.project)
        project = instance.projects[purchase.project]
        paid = [(group, min(wallets[group], price * worth)) for group, worth in mine]
        total = sum((due * instance.groups[g].weight for g, due in paid), Fraction(0))
        _require(total == project.cost, f"round {number}: the supporters do not raise the cost")
        _require(_tight(wallets, price, mine), f"round {number}: the price is not the smallest")
        for other, theirs in backers.items():
            _nobody_cheaper(instance, wallets, price, other, theirs, rank, purchase.project, number)
        for group, due in paid:
            wallets[group] -= due
    for other, theirs in backers.items():
        left = sum((wallets[g] * instance.groups[g].weight for g, _ in theirs), Fraction(0))
        _require(left < instance.projects[other].cost, f"{instance.projects[other].id} was affordable")


def _backers(instance: Instance, rule: Rule, candidates: set[int]) -> dict[int, list[tuple[int, int]]]:
    """For each candidate with supporters: (group, satisfaction of one of its voters)."""
    found: dict[int, list[tuple[int, int]]] = {}
    for number, group in enumerate(instance.groups):
        for index, points in group.worth():
            if index in candidates:
                worth = {"cost": max(instance.projects[index].cost, 1), "points": points}
                found.setdefault(index, []).append((number, worth.get(rule.utility, 1)))
    return found


def _tight(wallets: list[Fraction], price: Fraction, mine: list[tuple[int, int]]) -> bool:
    """The price is what the last rich supporter needs, not more: somebody pays all of price x worth."""
    return price == 0 or any(wallets[group] >= price * worth for group, worth in mine)


def _nobody_cheaper(
    instance: Instance,
    wallets: list[Fraction],
    price: Fraction,
    other: int,
    theirs: list[tuple[int, int]],
    rank: list[tuple[int, ...]],
    winner: int,
    number: int,
) -> None:
    raised = sum(
        (min(wallets[g], price * worth) * instance.groups[g].weight for g, worth in theirs), Fraction(0)
    )
    cost, name = instance.projects[other].cost, instance.projects[other].id
    cheaper = raised > cost or (price > 0 and raised == cost and not _tight(wallets, price, theirs))
    _require(not cheaper, f"round {number}: {name} was cheaper")
    if raised == cost:
        _require(rank[winner] < rank[other], f"round {number}: {name} wins the tie")


def _verify_comparison(instance: Instance, rule: Rule, result: Result) -> None:
    if rule.method == "greedy" or rule.comparison == "none" or result.decided_by == "everything":
        expected = {"greedy": "greedy", "equal_shares": "equal_shares"}[rule.method]
        _require(result.decided_by in (expected, "everything"), "another rule decided")
        return
    shares, greedy = result.preference or (0, 0)
    by_votes = greedy > shares
    _require(by_votes == (result.decided_by == "greedy"), "the comparison step was not followed")
