"""What is counted: projects with whole costs and merged ballots with whole weights.

Money is an integer in the smallest unit of the round (won). Nothing here knows Django: an auditor can
read and run this package without the portal.
"""

import hashlib
import json
import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from itertools import chain

from .ballots import Ballots, Group

Score = int | Fraction


@dataclass(frozen=True, slots=True)
class Project:
    """One thing that money can be spent on. `cost` is in the smallest unit of the currency.

    `category` is what the caps of a rule speak of (a field, a district); it is not part of the digest of
    old records unless some project has one.
    """

    id: str
    cost: int
    name: str = ""
    category: str = ""


@dataclass(frozen=True)
class Instance:
    """One envelope ready to be counted. Projects are referred to by their index everywhere inside.

    On `ranked` ballots the choices of a group stand in the voters' order, the best first. `panels` are exact
    scores beside the ballots, one per project: {"위원회": (80, Fraction(165, 2), …)}.
    """

    budget: int
    projects: tuple[Project, ...]
    groups: Sequence[Group]
    ranked: bool = False
    panels: Mapping[str, Sequence[Score]] = field(default_factory=dict)

    @cached_property
    def ballots(self) -> Ballots:
        """The groups as flat arrays."""
        return self.groups if isinstance(self.groups, Ballots) else Ballots(self.groups)

    @cached_property
    def voters(self) -> int:
        return sum(self.ballots.weights)

    @cached_property
    def votes(self) -> tuple[int, ...]:
        """How many voters chose each project, whatever points they gave."""
        return self.ballots.sums(len(self.projects))

    @cached_property
    def scores(self) -> tuple[int, ...]:
        """Sum of the points of each project; equals `votes` where ballots carry no points."""
        return self.ballots.sums(len(self.projects), with_points=True) if self.ballots.points else self.votes

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the input that does not depend on the order of ballots."""
        head: list[object] = [self.budget, [_project(project) for project in self.projects]]
        if self.ranked:
            head.append("ranked")
        if self.panels:
            head.append(
                {name: [written(score) for score in self.panels[name]] for name in sorted(self.panels)}
            )
        digest = hashlib.sha256(_compact(head)[:-1].encode() + b",[")
        for number, line in enumerate(_lines(self.ballots)):
            digest.update(b"," + line if number else line)
        digest.update(b"]]")
        return digest.hexdigest()

    def total_cost(self, indexes: Iterable[int]) -> int:
        return sum(self.projects[index].cost for index in indexes)

    def with_groups(self, groups: Iterable[Group]) -> "Instance":
        return replace(self, groups=Ballots(groups))


def written(score: Score) -> int | str:
    """A score as files have it: a whole number as such, any other as an exact fraction ("165/2")."""
    return int(score) if score == int(score) else str(Fraction(score))


def _project(project: Project) -> list[object]:
    return [project.id, project.cost, *([project.category] if project.category else [])]


def _compact(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _lines(ballots: Ballots) -> Iterator[bytes]:
    """Each group as compact JSON, `[[[index,points],…],weight]`, in the order of what was chosen.

    The order is that of the lists of pairs; as packed bytes they need a tenth of the memory of lists.
    """
    cells, size = _sortable(ballots)
    starts = ballots.starts
    keys = [cells[size * starts[place] : size * starts[place + 1]] for place in range(len(ballots))]
    approved = [f"[{index},1]" for index in range(max(ballots.choices, default=0) + 1)]
    order = sorted(range(len(keys)), key=ballots.weights.__getitem__)  # last key first
    order.sort(key=keys.__getitem__)
    for place in order:
        choices = ballots.choices[starts[place] : starts[place + 1]]
        if ballots.points:
            points = ballots.points[starts[place] : starts[place + 1]]
            pairs = [f"[{index},{point}]" for index, point in zip(choices, points, strict=True)]
        else:
            pairs = [approved[index] for index in choices]
        yield f"[[{','.join(pairs)}],{ballots.weights[place]}]".encode()


def _sortable(ballots: Ballots) -> tuple[bytes, int]:
    """All choices (and points, where there are any) so that bytes sort as numbers do; bytes per choice."""
    if not ballots.points:
        cells = array("i", ballots.choices)
    else:
        cells = array("q", chain.from_iterable(zip(ballots.choices, ballots.points, strict=True)))
    if sys.byteorder == "little":
        cells.byteswap()
    return cells.tobytes(), cells.itemsize * (2 if ballots.points else 1)


Ballot = tuple[Sequence[int], Sequence[int] | None]


def merge(
    budget: int, projects: Sequence[Project], ballots: Iterable[Ballot], *, ranked: bool = False
) -> Instance:
    """An `Instance` of ballots (choices, points or None); equal ballots become one group."""
    counted = ((choices, points, 1) for choices, points in ballots)
    return merge_counted(budget, projects, counted, ranked=ranked)


def merge_counted(
    budget: int,
    projects: Sequence[Project],
    ballots: Iterable[tuple[Sequence[int], Sequence[int] | None, int]],
    *,
    ranked: bool = False,
) -> Instance:
    """The same of (choices, points or None, how many such ballots).

    Order inside a ballot means nothing unless it is a ranking, so it is sorted away. Empty ballots are
    kept: whether they count as voters is a matter of the rule, not of the merging.
    """
    tally: dict[tuple[tuple[int, ...], tuple[int, ...] | None], int] = {}
    for choices, points, weight in ballots:
        key = _canonical(choices, points, ranked)
        tally[key] = tally.get(key, 0) + weight
    groups = Ballots()
    for (choices, points), weight in tally.items():
        groups.add(weight, choices, points)
    return Instance(budget, tuple(projects), groups, ranked)


def _canonical(
    choices: Sequence[int], points: Sequence[int] | None, ranked: bool
) -> tuple[tuple[int, ...], tuple[int, ...] | None]:
    if ranked:
        return tuple(dict.fromkeys(choices)), None
    if points is None:
        return tuple(sorted(set(choices))), None
    pairs = sorted((c, p) for c, p in zip(choices, points, strict=True) if p > 0)
    # Who gave no point to anybody left an empty ballot, like who chose nothing: one group, one fingerprint.
    return tuple(c for c, _ in pairs), tuple(p for _, p in pairs) or None
