"""Merged ballots in flat arrays: a million of them fit in some tens of megabytes.

Everywhere a *group* is all voters who chose exactly the same. The arrays are Python's own; numpy looks at
the same memory without copying where it is there.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, overload

try:
    import numpy as np
except ImportError:  # an auditor's bare Python: slower, the same result
    np = None  # type: ignore[assignment]

MANY = 3000  # choices from which the arrays of numpy are quicker than plain lists
EXACT = 2**53  # up to here the sums that numpy.bincount makes of floats are exact


@dataclass(frozen=True, slots=True)
class Group:
    """Voters who chose exactly the same: `weight` of them. `points` runs beside `choices`, or is None."""

    weight: int
    choices: tuple[int, ...]
    points: tuple[int, ...] | None = None

    def worth(self) -> Iterable[tuple[int, int]]:
        """Pairs (index of project, points); an approval is worth one point."""
        return zip(self.choices, self.points or (1,) * len(self.choices), strict=True)


class Ballots(Sequence[Group]):
    """Group g stands `weights[g]` times; its choices are `choices[starts[g]:starts[g + 1]]`, `points` beside.

    `points` is empty where ballots carry none (each choice is then worth one).
    """

    def __init__(self, groups: Iterable[Group] = ()) -> None:
        self.weights, self.starts = array("q"), array("q", [0])
        self.choices, self.points = array("i"), array("q")
        for group in groups:
            self.add(group.weight, group.choices, group.points)

    def add(self, weight: int, choices: Sequence[int], points: Sequence[int] | None = None) -> None:
        if points is not None and len(self.points) < len(self.choices):
            self.points.extend([1] * (len(self.choices) - len(self.points)))
        if points is None and self.points:
            points = [1] * len(choices)
        self.weights.append(weight)
        self.choices.extend(choices)
        self.starts.append(len(self.choices))
        if points is not None:
            self.points.extend(points)

    def __len__(self) -> int:
        return len(self.weights)

    def __iter__(self) -> Iterator[Group]:
        return (self[place] for place in range(len(self)))

    @overload
    def __getitem__(self, place: int) -> Group: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Group]: ...
    def __getitem__(self, place: int | slice) -> Group | Sequence[Group]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        place %= len(self)
        start, end = self.starts[place], self.starts[place + 1]
        points = tuple(self.points[start:end]) if self.points else None
        return Group(self.weights[place], tuple(self.choices[start:end]), points)

    def cells(self) -> Iterator[tuple[int, int, int, int]]:
        """(group, weight, index of project, points) of every choice of every group."""
        points, choices, starts = self.points, self.choices, self.starts
        for group, weight in enumerate(self.weights):
            for cell in range(starts[group], starts[group + 1]):
                yield group, weight, choices[cell], points[cell] if points else 1

    @property
    def are_many(self) -> bool:
        return np is not None and len(self.choices) >= MANY

    def sums(self, projects: int, *, with_points: bool = False) -> tuple[int, ...]:
        """For each project how many voters chose it, or the points that they gave it."""
        most = sum(self.weights) * (max(self.points, default=1) if with_points else 1)
        if self.are_many and most < EXACT:
            values = np.repeat(np.asarray(self.weights), np.diff(self.starts))
            values = values * np.asarray(self.points) if with_points else values
            sums = np.bincount(np.asarray(self.choices), weights=values, minlength=projects)
            return tuple(int(value) for value in sums.tolist())
        found = [0] * projects
        for _, weight, index, points in self.cells():
            found[index] += weight * (points if with_points else 1)
        return tuple(found)

    def chosen(self, winners: Sequence[int], projects: int) -> Any:
        """For each group how many of these projects it chose, as an array of numpy."""
        won = np.zeros(projects, dtype=bool)
        won[list(winners)] = True
        groups = np.repeat(np.arange(len(self)), np.diff(self.starts))
        return np.bincount(groups[won[np.asarray(self.choices)]], minlength=len(self))
