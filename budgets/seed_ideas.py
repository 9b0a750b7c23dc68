"""Ideas of the kind that people really hand in, for the demonstration's rounds on their way: data/ideas.csv.

One line an idea: the phase of the round that has it, its words, `cost` in units of 10,000 won as its
department finds it, `refusal` a code of the six (or empty) with the officer's reason.
"""

import csv
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).parent / "data" / "ideas.csv"


class Thought(NamedTuple):
    title: str
    field: str
    place: str
    problem: str
    remedy: str
    cost: int
    refusal: str
    reason: str


def thoughts() -> dict[str, list[Thought]]:
    """The ideas by the phase of their round, in the order of the file."""
    found: dict[str, list[Thought]] = {}
    with FILE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            phase, cost = row.pop("phase"), int(row.pop("cost"))
            found.setdefault(phase, []).append(Thought(cost=cost, **row))
    return found
