"""What all replays share: how they object, and the plain reading of a rule's limits."""

from collections.abc import Iterable

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
    cap = rule.caps.get(project.category, {})
    same = [other.cost for other in others if other.category == project.category]
    return ("number" in cap and len(same) >= cap["number"]) or (
        "money" in cap and sum(same) + project.cost > cap["money"]
    )
