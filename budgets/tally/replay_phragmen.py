"""Following sequential Phragmén purchase by purchase: when has each group last bought something?"""

from collections.abc import Sequence
from fractions import Fraction

from .instance import Instance
from .replay_parts import is_barred, require
from .result import Purchase
from .rule import Rule
from .ties import ranks


def verify_phragmen(instance: Instance, rule: Rule, bought: Sequence[Purchase], candidates: set[int]) -> None:
    """The moments are those of the definition, nobody was ready earlier, nothing more can be bought."""
    backers = _backers(instance, candidates)
    loads, rank, funded, left = (
        [Fraction(0)] * len(instance.ballots),
        ranks(instance, rule),
        [],
        instance.budget,
    )
    known = dict.fromkeys(backers, Fraction(0))
    for number, purchase in enumerate(bought, start=1):
        winner, moment = purchase.project, purchase.price
        require(winner in backers, f"round {number}: not a candidate, or bought twice")
        require(_moment(instance, loads, backers, winner) == moment, f"round {number}: another moment")
        barred = is_barred(instance, rule, winner, funded)
        require(instance.projects[winner].cost <= left and not barred, f"round {number}: barred, or too dear")
        for other in _ready(instance, loads, backers, known, moment or Fraction(0)):
            if other == winner or is_barred(instance, rule, other, funded):
                continue
            name = instance.projects[other].id
            if instance.projects[other].cost > left:
                require(rule.fit == "skip", f"round {number}: {name} ends the count")
                continue
            require(known[other] == moment, f"round {number}: {name} was ready earlier")
            require(rank[winner] < rank[other], f"round {number}: {name} wins the tie")
        for group in backers.pop(winner):
            loads[group] = moment or Fraction(0)
        left -= instance.projects[winner].cost
        funded.append(winner)
    _nothing_left(instance, rule, loads, backers, funded, left)


def _nothing_left(
    instance: Instance, rule: Rule, loads: list[Fraction], backers: dict[int, list[int]],
    funded: list[int], left: int,
) -> None:  # fmt: skip
    """All that is left does not fit; a count that stops may also end because of one that comes next."""
    rest = [index for index in backers if not is_barred(instance, rule, index, funded)]
    dear = [index for index in rest if instance.projects[index].cost > left]
    if rule.fit == "stop" and dear:
        moments = {index: _moment(instance, loads, backers, index) for index in rest}
        require(min(moments[i] for i in dear) == min(moments.values()), "the count stopped too early")
    else:
        require(len(dear) == len(rest), "something affordable was left")


def _ready(
    instance: Instance, loads: list[Fraction], backers: dict[int, list[int]],
    known: dict[int, Fraction], moment: Fraction,
) -> list[int]:  # fmt: skip
    """Whoever could pay by this moment; `known` moments never fall, so most need no second look."""
    found = []
    for index in backers:
        if known[index] <= moment:
            known[index] = _moment(instance, loads, backers, index)
            if known[index] <= moment:
                found.append(index)
    return found


def _moment(instance: Instance, loads: list[Fraction], backers: dict[int, list[int]], index: int) -> Fraction:
    weights, by_load = instance.ballots.weights, dict[Fraction, int]()
    for group in backers[index]:
        by_load[loads[group]] = by_load.get(loads[group], 0) + weights[group]
    loaded = sum((load * weight for load, weight in by_load.items()), Fraction(0))
    return (instance.projects[index].cost + loaded) / sum(by_load.values())


def _backers(instance: Instance, candidates: set[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for group, _, index, _ in instance.ballots.cells():
        if index in candidates:
            found.setdefault(index, []).append(group)
    return found
