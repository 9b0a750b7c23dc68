"""Most votes first: fund while it fits. What nearly every city does today."""

from collections.abc import Iterable

from .instance import Instance
from .result import Purchase, Reason, Result
from .rule import Rule
from .ties import ranks


def order(instance: Instance, rule: Rule) -> list[int]:
    """All projects, best first: by score, then by the declared tie chain."""
    rank = ranks(instance, rule)
    return sorted(range(len(instance.projects)), key=lambda i: (-instance.scores[i], rank[i]))


def fill(
    instance: Instance, rule: Rule, candidates: Iterable[int], left: int
) -> tuple[list[int], dict[int, Reason]]:
    """Walk the ranking with `left` money; returns the funded indexes and a reason for each candidate."""
    allowed, funded, reasons, stopped = set(candidates), [], {}, False
    for place, index in enumerate(order(instance, rule), start=1):
        if index not in allowed:
            continue
        cost = instance.projects[index].cost
        if stopped:
            reasons[index] = Reason("after_stop", {"rank": place})
        elif cost <= left:
            left -= cost
            funded.append(index)
            reasons[index] = Reason("ranked", {"rank": place, "left": left})
        else:
            stopped = rule.fit == "stop"
            reasons[index] = Reason("does_not_fit", {"rank": place, "left": left, "missing": cost - left})
    return funded, reasons


def greedy(instance: Instance, rule: Rule, candidates: Iterable[int]) -> Result:
    funded, reasons = fill(instance, rule, candidates, instance.budget)
    purchases = tuple(Purchase(index) for index in funded)
    return Result(purchases, reasons, "greedy", instance.total_cost(funded), steps=1)
