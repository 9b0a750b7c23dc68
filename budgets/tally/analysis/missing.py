"""How many more votes each project would have needed: counted again with that many more supporters.

The supporters that are added are new voters who choose this project and nothing else; the budget stays.
By greedy rules more votes never hurt, so the number is found by bisection and exact. By Equal Shares a
larger electorate makes every wallet smaller and can turn the order of purchases around: there the first few
numbers are tried one by one, a winning number whose predecessor loses is sought beyond them, and `at_least`
says below which number nothing was found by trying every single one.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any

from budgets.tally.count import count
from budgets.tally.instance import Group, Instance
from budgets.tally.rule import Rule

TRIED_ONE_BY_ONE = 8


@dataclass(frozen=True, slots=True)
class Need:
    """`votes` more would have been enough, one fewer would not; None: no number helps.

    Fewer than `at_least` are certainly not enough; where the rule is monotone the two are equal.
    """

    votes: int | None
    at_least: int


class Missing:
    """One step per project that could not be funded."""

    def __init__(self, instance: Instance, rule: Rule, winners: tuple[int, ...]) -> None:
        self.instance, self.rule = instance, rule
        self.losers = [i for i in range(len(instance.projects)) if i not in set(winners)]

    @property
    def total(self) -> int:
        return len(self.losers)

    def step(self, number: int) -> dict[str, Any]:
        index = self.losers[number]
        need = needed(self.instance, self.rule, index)
        return {"project": self.instance.projects[index].id} | asdict(need)

    def finish(self, outcomes: list[Any]) -> dict[str, Any]:
        return {"monotone": monotone(self.rule), "projects": outcomes}


def needed(instance: Instance, rule: Rule, index: int) -> Need:
    """More supporters that project `index`, which lost, would have needed."""

    def wins(votes: int) -> bool:
        return index in count(with_supporters(instance, index, votes), rule).winners

    if instance.projects[index].cost > instance.budget:
        return Need(None, 1)
    limit = 2 * max(instance.voters, 8)
    return _bisected(wins, 0, limit) if monotone(rule) else _searched(wins, limit)


def monotone(rule: Rule) -> bool:
    """Can more votes never hurt? Only certain where projects are taken by votes and nothing else decides."""
    return rule.method == "greedy" and not rule.is_limited and not rule.min_permille


def with_supporters(instance: Instance, index: int, votes: int) -> Instance:
    """The same election with `votes` more voters who want this project only, as much as a ballot allows."""
    most = max((max(group.points) for group in instance.groups if group.points), default=None)
    points = None if most is None else (most,)
    return instance.with_groups((*instance.groups, Group(votes, (index,), points)))


def _searched(wins: Callable[[int], bool], limit: int) -> Need:
    for votes in range(1, TRIED_ONE_BY_ONE + 1):
        if wins(votes):
            return Need(votes, votes)
    return replace(_bisected(wins, TRIED_ONE_BY_ONE, limit), at_least=TRIED_ONE_BY_ONE + 1)


def _bisected(wins: Callable[[int], bool], low: int, limit: int) -> Need:
    """`low` loses. Doubling finds a number that wins, halving the border below it."""
    high = max(1, 2 * low)
    while not wins(high):
        if high >= limit:
            return Need(None, high + 1)
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if wins(middle) else (middle, high)
    return Need(high, high)
