"""Ballots of voters who do not exist, to try a round out. Pure: the same seed gives the same ballots.

Each project has an appeal, each voter a taste for fields and a mood; she fills in the ballot that she is
given, within its limits, from what she likes best.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

Filled = tuple[list[int], list[int] | None]


@dataclass(frozen=True, slots=True)
class Choice:
    """A project as a voter sees it: its number on the ballot, its cost in whole won, its field."""

    number: int
    cost: int
    category: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """What a ballot allows; `kind` is one of Envelope.Ballot."""

    kind: str
    budget: int
    least: int
    most: int
    points: int
    limits: Mapping[str, int]


def ballots(paper: Paper, choices: Sequence[Choice], voters: int, seed: str) -> Iterator[Filled]:
    """(numbers, points or None) for each voter; who likes nothing within the limits stays at home."""
    chance = random.Random(seed)
    appeal = {choice.number: chance.lognormvariate(0, 0.6) for choice in choices}
    fields = sorted({choice.category for choice in choices})
    for _voter in range(voters):
        taste = {field: chance.uniform(0.4, 1.6) for field in fields}
        liked = {
            choice.number: appeal[choice.number] * taste[choice.category] * chance.random()
            for choice in choices
        }
        ranked = sorted(choices, key=lambda choice: (-liked[choice.number], choice.number))
        filled = _fill(paper, ranked, chance)
        if filled is not None:
            yield filled


def _fill(paper: Paper, ranked: Sequence[Choice], chance: random.Random) -> Filled | None:
    if paper.kind == "knapsack":
        return _plain(_affordable(paper, ranked))
    most = 1 if paper.kind == "choose_one" else min(paper.most, len(ranked))
    least = 1 if paper.kind == "choose_one" else paper.least
    picked = _within_limits(paper, ranked)[: chance.randint(least, max(least, most))]
    if len(picked) < least:
        return None
    if paper.kind == "ranked":
        return picked, None
    if paper.kind == "points":
        return _points(paper, picked, chance)
    return _plain(picked)


def _plain(picked: list[int]) -> Filled | None:
    return (sorted(picked), None) if picked else None


def _affordable(paper: Paper, ranked: Sequence[Choice]) -> list[int]:
    """From the most liked on, whatever still fits and her fields allow."""
    allowed, left, taken = set(_within_limits(paper, ranked)), paper.budget, []
    for choice in ranked:
        if choice.number in allowed and choice.cost <= left:
            taken.append(choice.number)
            left -= choice.cost
    return taken


def _within_limits(paper: Paper, ranked: Sequence[Choice]) -> list[int]:
    used: dict[str, int] = {}
    kept = []
    for choice in ranked:
        if used.get(choice.category, 0) < paper.limits.get(choice.category, len(ranked)):
            used[choice.category] = used.get(choice.category, 0) + 1
            kept.append(choice.number)
    return kept


def _points(paper: Paper, picked: list[int], chance: random.Random) -> Filled | None:
    """One point for each pick, the rest thrown onto them; the best liked catches most."""
    if paper.points < len(picked):
        picked = picked[: paper.points]
    if len(picked) < paper.least:
        return None
    given = dict.fromkeys(picked, 1)
    weights = [len(picked) - place for place in range(len(picked))]
    for number in chance.choices(picked, weights, k=paper.points - len(picked)):
        given[number] += 1
    return sorted(picked), [given[number] for number in sorted(picked)]


def scores(ids: Sequence[str], seed: str) -> dict[str, int]:
    """What a panel that does not exist would give each project, out of a hundred."""
    chance = random.Random(seed)
    return {one: chance.randint(55, 98) for one in ids}
