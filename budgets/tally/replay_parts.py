"""What all replays share: how they object, and the plain reading of a rule's limits."""

from collections.abc import Iterable

from .ballots import EXACT, Ballots, np
from .categories import cap_of
from .instance import Instance
from .rule import Rule


class Mismatch(ValueError):
    """The transcript is not the outcome of the rule on these ballots. Says where and why."""


def require(holds: bool, reason: str) -> None:
    if not holds:
        raise Mismatch(reason)


def is_barred(instance: Instance, rule: Rule, index: int, funded: Iterable[int]) -> bool:
    """Do the rule's limits forbid a project beside those that are funded?"""
    project, others = instance.projects[index], [instance.projects[i] for i in funded]
    if rule.max_winners and len(others) >= rule.max_winners:
        return True
    for group in rule.exclusive:
        if project.id in group and any(other.id in group for other in others):
            return True
    cap = cap_of(rule.caps, project.category)
    same = [other.cost for other in others if other.category == project.category]
    return ("number" in cap and len(same) >= cap["number"]) or (
        "money" in cap and sum(same) + project.cost > cap["money"]
    )


def are_many(ballots: Ballots) -> bool:
    """Is numpy there and worth while, and are all sums over voters and their points exact in its floats?"""
    return ballots.are_many and sum(ballots.weights) * max(ballots.points, default=1) < EXACT


def votes_of(instance: Instance, *, with_points: bool = False) -> list[int]:
    """For each project how many voters chose it, or the points that they gave it."""
    ballots = instance.ballots
    if are_many(ballots):
        worth = np.repeat(np.asarray(ballots.weights), np.diff(ballots.starts))
        if with_points and ballots.points:
            worth *= np.asarray(ballots.points)
        return [
            int(value) for value in np.bincount(np.asarray(ballots.choices), worth, len(instance.projects))
        ]
    found = [0] * len(instance.projects)
    for _, weight, index, points in ballots.cells():
        found[index] += weight * (points if with_points else 1)
    return found
