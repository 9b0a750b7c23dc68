"""Who may open which door: one table per app, one row per address and stage of the thing that stands there.

    [VERB] name of the address, then its arguments | GET (or that verb) | POST

Arguments are names of things in tests/guards/world.py, or words that stand in the address as they are.
A column holds nine HTTP statuses, in the order of world.PEOPLE:

    anonymous | L1 | L2 | owner | another citizen | officer of the unit | officer elsewhere | moderator | admin

One status alone means the same for everybody. POST is sent with an empty body. 302 is the way to log in, to
the identity check, or back to a page; 404 is what a stranger gets; 422 and 200 to a POST are forms that say
what is missing; 405 says that the door has no such handle. What only its owner, or one office, may see shows
as one 200 in a line of 404.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

EVERYBODY = 9
VERBS = ("PUT", "DELETE")


@dataclass(frozen=True)
class Door:
    """One row of a table."""

    name: str
    args: tuple[str, ...]
    expected: dict[str, list[int]]  # by verb in small letters

    @property
    def label(self) -> str:
        verb = next(iter(self.expected))
        return " ".join([*([verb.upper()] if verb not in ("get", "post") else []), self.name, *self.args])


def table(text: str) -> list[Door]:
    lines = (line.strip() for line in text.splitlines())
    return [_door(line) for line in lines if line and not line.startswith("#")]


def _door(line: str) -> Door:
    words, *columns = line.split("|")
    first, *rest = words.split()
    verbs = ["get", "post"]
    if first in VERBS:
        verbs, (first, *rest) = [first.lower()], rest
    assert len(columns) == len(verbs), f"say GET and POST, or one verb's statuses: {line}"
    return Door(first, tuple(rest), {verb: _row(column) for verb, column in zip(verbs, columns, strict=True)})


def _row(column: str) -> list[int]:
    numbers = [int(number) for number in column.split()]
    row = numbers * EVERYBODY if len(numbers) == 1 else numbers
    assert len(row) == EVERYBODY, f"nine statuses or one: {column}"
    return row


def all_doors() -> Iterator[Door]:
    from tests.guards.doors import api, budgets, hall, ideas, petitions, proposals, reservations

    for room in (hall, api, proposals, budgets, ideas, reservations, petitions):
        yield from table(room.DOORS)
