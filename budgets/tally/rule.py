"""The rule of a count as data: frozen before voting opens, hashed, published, replayed by anyone.

The small print decides elections. "Stop when exhaustive" against "stop at the first overshoot" changes
the winners of 9 % of real elections (the binding Wieliczka 2023 result among them), so every such choice
is a field here and none is a habit of the code.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from .rule_parts import RuleError, check_ballot, check_caps, check_exclusive, check_panels, check_whole

CHOICES = {
    "method": ("greedy", "equal_shares", "phragmen", "borda", "panels"),
    "rank_by": ("score", "score_per_cost"),
    "fit": ("skip", "stop"),
    "utility": ("cost", "cardinality", "points"),
    "completion": ("none", "add1", "add1u", "greedy"),
    "start": ("fraction", "floor"),
    "comparison": ("none", "greedy"),
    "normalise": ("share", "best"),
    "empty_ballots": ("count", "ignore"),
    "leftovers": ("return", "carry"),
}
TIE_KEYS = ("votes", "cost", "lot")
FLAGS = ("exhaustive_stop", "everything_if_affordable")
LISTS = ("ties", "rank_points")
FIRST_RECORDS = (
    "method", "fit", "min_votes", "utility", "completion", "start", "increment", "increment_permille",
    "exhaustive_stop", "everything_if_affordable", "comparison", "ties", "empty_ballots", "commitment",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """How ballots become winners.

    method            greedy (most votes first), equal_shares (Method of Equal Shares), phragmen (sequential),
                      borda (points for ranks, then as greedy), panels (weighted scores, then as greedy)
    rank_by           greedy, borda, panels: the score, or the score per unit of cost
    fit               greedy and phragmen: skip what does not fit and go on, or stop there
    min_votes         projects with fewer voters are out before the count begins
    min_permille      ... and so are those with fewer than so many thousandths of the voters
    utility           equal shares: what a funded project is worth to a voter who chose it
    completion        equal shares: none; add1 (raise every wallet, count again, keep the last result that
                      fits); add1u (add1, then fill what is left by votes); greedy (fill at once)
    start             first wallet: the exact fraction budget/voters, or rounded down to a whole unit
    increment         add1: money added to a wallet at each step, at least this much
    increment_permille add1: ... and at least so many thousandths of the first wallet
    exhaustive_stop   add1: stop as soon as nothing more fits (True) or only at the first overshoot (False)
    everything_if_affordable  if all projects together fit, fund all and do not count further
    comparison        greedy: if strictly more voters get more of their choices by greedy, greedy decides
    ties              keys in order: more votes, lower cost, the lot drawn from `seed`; the lot is last
    empty_ballots     does a voter who chose nothing count when the budget is shared out
    commitment        SHA-256 (hex) of `seed`, published before voting; `seed` is revealed at closing
    exclusive         lists of ids of projects: of each list only one may be funded
    caps              {category: {"number": most projects, "money": most money}}, either or both
    max_winners       most projects in all; 0 for any number
    rank_points       borda: points of the first, second, … place; empty for n, n-1, … of n projects
    panels            [{"name", "weight", "source": "ballots" or "scores"}]; weights are shares of their sum
    normalise         panels: a panel's scores become shares of their sum, or of the best of them
    ballot            what was allowed on a ballot: {"kind", "min", "max", "points", "min_distinct",
                      "categories": {category: most choices}}; kept and published, not counted with
    leftovers         where money that is left goes: back to the city's purse, or into the next round
    """

    method: str = "greedy"
    fit: str = "skip"
    min_votes: int = 0
    utility: str = "cost"
    completion: str = "add1"
    start: str = "fraction"
    increment: int = 1
    increment_permille: int = 0
    exhaustive_stop: bool = False
    everything_if_affordable: bool = True
    comparison: str = "none"
    ties: tuple[str, ...] = ("votes", "cost", "lot")
    empty_ballots: str = "count"
    commitment: str = ""
    seed: str = ""
    rank_by: str = "score"
    min_permille: int = 0
    exclusive: tuple[tuple[str, ...], ...] = ()
    caps: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    max_winners: int = 0
    rank_points: tuple[int, ...] = ()
    panels: tuple[Mapping[str, Any], ...] = ()
    normalise: str = "share"
    ballot: Mapping[str, Any] = field(default_factory=dict)
    leftovers: str = "return"

    def __post_init__(self) -> None:
        for name, allowed in CHOICES.items():
            if getattr(self, name) not in allowed:
                raise RuleError(name, f"must be one of {', '.join(allowed)}")
        for name, least in (
            ("min_votes", 0),
            ("increment", 1),
            ("increment_permille", 0),
            ("max_winners", 0),
        ):
            check_whole(name, getattr(self, name), least)
        check_whole("min_permille", self.min_permille, 0, 1000)
        self._check_ties()
        check_exclusive(self.exclusive)
        check_caps(self.caps)
        check_panels(self.panels, self.method == "panels")
        check_ballot(self.ballot)
        for points in self.rank_points:
            check_whole("rank_points", points, 0)

    def _check_ties(self) -> None:
        if not self.ties or self.ties[-1] != "lot":
            raise RuleError("ties", "the last key must be the lot, or two recounts could differ")
        if len(set(self.ties)) != len(self.ties) or set(self.ties) - set(TIE_KEYS):
            raise RuleError("ties", f"use each of {', '.join(TIE_KEYS)} at most once")
        if self.seed and self.commitment and commitment_of(self.seed) != self.commitment:
            raise RuleError("seed", "is not the seed that was committed to before voting")

    @property
    def is_limited(self) -> bool:
        """May funding one project bar another, whatever the money?"""
        return bool(self.exclusive or self.caps or self.max_winners)

    def record(self) -> dict[str, Any]:
        """The rule as plain JSON data, without the seed: what is frozen and hashed before voting.

        Fields that the first records did not have are left out while they say nothing, so that a record
        frozen long ago keeps its hash.
        """
        data, usual = asdict(self), asdict(Rule())
        del data["seed"]
        kept = {k: v for k, v in data.items() if k in FIRST_RECORDS or v != usual[k]}
        return json.loads(json.dumps(kept))  # type: ignore[no-any-return]

    def to_json(self) -> dict[str, Any]:
        return self.record() | ({"seed": self.seed} if self.seed else {})

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical record; the seed, revealed later, does not change it."""
        text = json.dumps(self.record(), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def commitment_of(seed: str) -> str:
    return hashlib.sha256(seed.encode()).hexdigest()


def from_json(data: Any) -> Rule:
    """A `Rule` of parsed JSON. Unknown fields are refused: a misspelt one must not be silently lost."""
    if not isinstance(data, dict):
        raise RuleError("rule", "must be a JSON object")
    known = {field.name for field in fields(Rule)}
    for name in data:
        if name not in known:
            raise RuleError(str(name), "is not a field of a rule")
    values = dict(data)
    for name in (*LISTS, "panels", "exclusive"):
        if name in values:
            values[name] = _tuple(name, values[name])
    if "exclusive" in values:
        values["exclusive"] = tuple(_tuple("exclusive", group) for group in values["exclusive"])
    for name in FLAGS:
        if not isinstance(values.get(name, False), bool):
            raise RuleError(name, "must be true or false")
    for name in ("seed", "commitment", *CHOICES):
        if not isinstance(values.get(name, ""), str):
            raise RuleError(name, "must be text")
    return Rule(**values)


def _tuple(name: str, value: Any) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise RuleError(name, "must be a list")
    return tuple(value)
