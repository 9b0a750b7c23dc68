"""Most votes first: fund while it fits. What nearly every city does today."""

from collections.abc import Iterable, Sequence

from .instance import Instance
from .limits import Limits
from .result import Purchase, Reason, Result
from .rule import Rule
from .scores import order


def fill(
    instance: Instance, rule: Rule, candidates: Iterable[int], funded: Sequence[int] = ()
) -> tuple[list[int], dict[int, Reason]]:
    """Walk the ranking with the money that `funded` leaves; what it adds, and a reason for each candidate."""
    allowed, stopped = set(candidates), False
    added: list[int] = []
    reasons: dict[int, Reason] = {}
    limits, left = Limits(instance, rule), instance.budget - instance.total_cost(funded)
    for place, index in enumerate(order(instance, rule), start=1):
        if index not in allowed:
            continue
        cost, bar = instance.projects[index].cost, limits.bar(index, [*funded, *added])
        if stopped:
            reasons[index] = Reason("after_stop", {"rank": place})
        elif bar:
            reasons[index] = bar
        elif cost <= left:
            left -= cost
            added.append(index)
            reasons[index] = Reason("ranked", {"rank": place, "left": left})
        else:
            stopped = rule.fit == "stop"
            reasons[index] = Reason("does_not_fit", {"rank": place, "left": left, "missing": cost - left})
    return added, reasons


def greedy(instance: Instance, rule: Rule, candidates: Iterable[int]) -> Result:
    funded, reasons = fill(instance, rule, candidates)
    purchases = tuple(Purchase(index) for index in funded)
    decided = rule.method if rule.method in ("borda", "panels") else "greedy"
    return Result(purchases, reasons, decided, instance.total_cost(funded), steps=1)
