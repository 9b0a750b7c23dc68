"""Where voters stand, for the replays: at a purse (Equal Shares), at their last purchase (Phragmén).

numpy, where it is there, moves groups from place to place and counts who stands where. It counts whole
numbers in floats, which hold them exactly up to 2⁵³; `are_many` makes sure that this is enough.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from .ballots import Ballots, np
from .replay_parts import are_many

Backers = dict[int, Any]  # {points given to a project: the groups that gave them}


class Queue(NamedTuple):
    """Places, and how many voters stand at each of them."""

    places: Any
    voters: Any

    @property
    def total(self) -> int:
        return sum(self.voters) if isinstance(self.voters, list) else int(self.voters.sum())


class Standing:
    """`at[g]` is the place of group g; there are places 0 to `places` - 1."""

    def __init__(self, ballots: Ballots, place: int) -> None:
        self.are_many, self.places = are_many(ballots), place + 1
        self.weights: Any = ballots.weights
        self.at: Any = [place] * len(ballots)
        if self.are_many:
            self.weights = np.asarray(ballots.weights)
            self.at = np.full(len(ballots), place, dtype=np.int32)

    def queue(self, groups: Any) -> Queue:
        """Where these groups stand."""
        if self.are_many:
            voters = np.bincount(self.at[groups], self.weights[groups], self.places)
            places = np.flatnonzero(voters > 0)
            return Queue(places, voters[places].astype(np.int64))
        found: Counter[int] = Counter()
        for group in groups:
            found[self.at[group]] += self.weights[group]
        return Queue(list(found), list(found.values()))

    def move(self, groups: Any, to: dict[int, int]) -> None:
        """Whoever of these groups stands at a place goes to the place that `to` has for it."""
        if self.are_many:
            table = np.zeros(self.places, dtype=np.int32)
            table[list(to)] = list(to.values())
            self.at[groups] = table[self.at[groups]]
        else:
            for group in groups:
                self.at[group] = to[self.at[group]]


def backers(ballots: Ballots, candidates: set[int], *, with_points: bool) -> dict[int, Backers]:
    """For each candidate that anybody chose: who did. Without points every choice is worth one."""
    if are_many(ballots):
        return dict(_sorted_backers(ballots, candidates, with_points))
    found: dict[int, Backers] = {}
    for group, _, index, points in ballots.cells():
        if index in candidates:
            found.setdefault(index, {}).setdefault(points if with_points else 1, []).append(group)
    return found


def _sorted_backers(
    ballots: Ballots, candidates: set[int], with_points: bool
) -> Iterator[tuple[int, Backers]]:
    choices = np.asarray(ballots.choices)
    short = choices.max(initial=0) < 2**16  # such are sorted in one go
    order = np.argsort(choices.astype(np.uint16) if short else choices, kind="stable")
    choices = choices[order]
    groups = np.repeat(np.arange(len(ballots), dtype=np.int32), np.diff(ballots.starts))[order]
    points = np.asarray(ballots.points)[order] if with_points else None
    for start, end in pairwise(np.flatnonzero(np.diff(choices, prepend=-1, append=-1)).tolist()):
        index, mine = int(choices[start]), groups[start:end]
        if index not in candidates:
            continue
        given = points[start:end] if points is not None else None
        values = [1] if given is None else np.unique(given).tolist()
        yield index, {worth: mine if given is None else mine[given == worth] for worth in values}
