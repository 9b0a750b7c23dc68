"""Who comes first when two projects are exactly equal.

Never the order of ids as text ("10" before "2"), never the order of a file: the declared chain, and last a
lot that anyone can redraw from the published seed.
"""

import hashlib

from .instance import Instance
from .rule import Rule

Rank = tuple[int, ...]


def ranks(instance: Instance, rule: Rule) -> list[Rank]:
    """For each project a tuple; the smaller tuple wins the tie."""
    return [tuple(_key(instance, rule, key, i) for key in rule.ties) for i in range(len(instance.projects))]


def _key(instance: Instance, rule: Rule, key: str, index: int) -> int:
    if key == "votes":
        return -instance.votes[index]
    if key == "cost":
        return instance.projects[index].cost
    return lot(rule.seed, instance.projects[index].id)


def lot(seed: str, project_id: str) -> int:
    """The project's ball in the drum: SHA-256 of seed and id as a number; the smallest is drawn first."""
    text = f"{seed}\n{project_id}".encode()
    return int.from_bytes(hashlib.sha256(text).digest(), "big")
