"""The rule of a count as data: frozen before voting opens, hashed, published, replayed by anyone.

The small print decides elections. "Stop when exhaustive" against "stop at the first overshoot" changes
the winners of 9 % of real elections (the binding Wieliczka 2023 result among them), so every such choice
is a field here and none is a habit of the code.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from typing import Any

CHOICES = {
    "method": ("greedy", "equal_shares"),
    "fit": ("skip", "stop"),
    "utility": ("cost", "cardinality", "points"),
    "completion": ("none", "add1", "add1u"),
    "start": ("fraction", "floor"),
    "comparison": ("none", "greedy"),
    "empty_ballots": ("count", "ignore"),
}
TIE_KEYS = ("votes", "cost", "lot")


class RuleError(ValueError):
    """The rule record cannot be counted with. `field` names the part that is wrong."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Rule:
    """How ballots become winners.

    method            greedy (most votes first) or equal_shares (Method of Equal Shares)
    fit               greedy: skip what does not fit and go on, or stop there
    min_votes         projects with fewer voters are out before the count begins
    utility           equal shares: what a funded project is worth to a voter who chose it
    completion        equal shares: none; add1 (raise every wallet, count again, keep the last result that
                      fits); add1u (add1, then fill what is left by votes)
    start             first wallet: the exact fraction budget/voters, or rounded down to a whole unit
    increment         add1: money added to a wallet at each step, at least this much
    increment_permille add1: ... and at least so many thousandths of the first wallet
    exhaustive_stop   add1: stop as soon as nothing more fits (True) or only at the first overshoot (False)
    everything_if_affordable  if all projects together fit, fund all and do not count further
    comparison        greedy: if strictly more voters get more of their choices by greedy, greedy decides
    ties              keys in order: more votes, lower cost, the lot drawn from `seed`; the lot is last
    empty_ballots     does a voter who chose nothing count when the budget is shared out
    commitment        SHA-256 (hex) of `seed`, published before voting; `seed` is revealed at closing
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

    def __post_init__(self) -> None:
        for name, allowed in CHOICES.items():
            if getattr(self, name) not in allowed:
                raise RuleError(name, f"must be one of {', '.join(allowed)}")
        self._check_numbers()
        self._check_ties()

    def _check_numbers(self) -> None:
        for name, least in (("min_votes", 0), ("increment", 1), ("increment_permille", 0)):
            value = getattr(self, name)
            if not isinstance(value, int) or isinstance(value, bool) or value < least:
                raise RuleError(name, f"must be a whole number of at least {least}")

    def _check_ties(self) -> None:
        if not self.ties or self.ties[-1] != "lot":
            raise RuleError("ties", "the last key must be the lot, or two recounts could differ")
        if len(set(self.ties)) != len(self.ties) or set(self.ties) - set(TIE_KEYS):
            raise RuleError("ties", f"use each of {', '.join(TIE_KEYS)} at most once")
        if self.seed and self.commitment and commitment_of(self.seed) != self.commitment:
            raise RuleError("seed", "is not the seed that was committed to before voting")

    def record(self) -> dict[str, Any]:
        """The rule as plain JSON data, without the seed: what is frozen and hashed before voting."""
        data = asdict(self)
        del data["seed"]
        data["ties"] = list(self.ties)
        return data

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
    if "ties" in values:
        if not isinstance(values["ties"], list):
            raise RuleError("ties", "must be a list")
        values["ties"] = tuple(values["ties"])
    for name in ("exhaustive_stop", "everything_if_affordable"):
        if not isinstance(values.get(name, False), bool):
            raise RuleError(name, "must be true or false")
    return Rule(**values)
