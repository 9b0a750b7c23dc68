"""The parts of a rule that are lists, as lines that people type, and back. A line that cannot be read raises
Unreadable with that line."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from budgets.categories import typed
from portal.refusals import Refused

MOST_LINES = 100
MOST_PANELS = 6
VOTE = re.compile("투표|vote|ballot", re.IGNORECASE)
PANEL = re.compile(r"(.{1,60}?)\s*[:\uff1a]\s*(\d{1,3})\s*%?")
CAP = re.compile(r"(?:(\d{1,6})\s*(?:개|projects?))?\s*(?:(\d{1,15})\s*(?:원|won))?")


class Unreadable(ValueError):
    """`line` is what somebody typed."""

    def __init__(self, line: str) -> None:
        super().__init__(line)
        self.line = line[:40]


class Repeated(Unreadable):
    """`line` stands there twice: which of the two was meant nobody can know."""


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()][:MOST_LINES]


def _numbers(line: str) -> list[str]:
    """ "3, 7" or "3 7" as digits; anything else is unreadable."""
    found = re.split(r"[,\s]+", line.strip(" ,"))
    if not all(part.isascii() and part.isdigit() and len(part) <= 9 for part in found):
        raise Unreadable(line)
    return [str(int(part)) for part in found]


def read_exclusive(text: str) -> tuple[tuple[str, ...], ...]:
    """One group of projects a line, by their numbers on the ballot."""
    found = []
    for line in _lines(text):
        group = tuple(_numbers(line))
        if len(group) < 2 or len(set(group)) != len(group):
            raise Unreadable(line)
        found.append(group)
    return tuple(found)


def write_exclusive(groups: Sequence[Sequence[str]]) -> str:
    return "\n".join(", ".join(group) for group in groups)


def read_caps(text: str) -> dict[str, dict[str, int]]:
    """ "교통: 2개 50000000원" a line; either may be left out."""
    found = {}
    for line in _lines(text):
        category, _colon, rest = (part.strip() for part in line.rpartition(":"))
        match = CAP.fullmatch(rest)
        if not category or not rest or match is None:
            raise Unreadable(line)
        category = _category(category, line)
        if category in found:
            raise Repeated(category)
        number, money = match.groups()
        given = {"number": number, "money": money}
        found[category] = {name: int(value) for name, value in given.items() if value is not None}
    return found


def _category(text: str, line: str) -> str:
    try:
        return typed(text)
    except Refused:
        raise Unreadable(line) from None


def write_caps(caps: Mapping[str, Mapping[str, int]]) -> str:
    return "\n".join(f"{category}: {_cap(cap)}" for category, cap in caps.items())


def _cap(cap: Mapping[str, int]) -> str:
    units = (("number", "개"), ("money", "원"))
    return " ".join(f"{cap[name]}{unit}" for name, unit in units if name in cap)


def read_points(text: str) -> tuple[int, ...]:
    """ "3, 2, 1": the points of the first place, the second, …"""
    return tuple(int(number) for line in _lines(text) for number in _numbers(line))


def write_points(points: Sequence[int]) -> str:
    return ", ".join(str(number) for number in points)


def read_panels(text: str) -> tuple[dict[str, Any], ...]:
    """ "주민투표: 60" a line, in per cent. The one line that speaks of a vote means the ballots themselves,
    every other one scores that are entered beside them; a line with 0 is left out."""
    found = list[dict[str, Any]]()
    for line in _lines(text):
        match = PANEL.fullmatch(line)
        if match is None or len(found) == MOST_PANELS:
            raise Unreadable(line)
        name, weight = match.group(1), int(match.group(2))
        source = "ballots" if VOTE.search(name) else "scores"
        taken = any(one["name"] == name or source == one["source"] == "ballots" for one in found)
        if taken:
            raise Unreadable(line)
        found.append({"name": name, "weight": weight, "source": source})
    return tuple(one for one in found if one["weight"])


def write_panels(panels: Sequence[Mapping[str, Any]]) -> str:
    return "\n".join(f"{panel['name']}: {panel['weight']}" for panel in panels)


TEXTS: dict[str, tuple[Callable[[str], Any], Callable[[Any], str]]] = {
    "exclusive": (read_exclusive, write_exclusive),
    "caps": (read_caps, write_caps),
    "rank_points": (read_points, write_points),
    "panels": (read_panels, write_panels),
}
"""How each is read and written."""
