"""What a count gives back: winners in the order of selection, exact prices, and why."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

# 2: where the comparison step let greedy decide, the file also holds what was outvoted. All other files have
# nothing new in them and stay "1", so that a result kept long ago still has its bytes.
VERSIONS = ("1", "2")


@dataclass(frozen=True, slots=True)
class Purchase:
    """One funded project.

    price   equal shares: rho, money per unit of satisfaction (exact); greedy: None
    payment equal shares: the most that one supporter paid per point (exact); greedy: None
    """

    project: int
    price: Fraction | None = None
    payment: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a project was funded or not: a code and whole or exact numbers to build a sentence from."""

    code: str
    detail: dict[str, Any] = field(default_factory=dict)


class Later(Mapping[int, Reason]):
    """Reasons that are worked out when somebody asks: most counts are asked for their winners only."""

    def __init__(self, work: Callable[[], dict[int, Reason]]) -> None:
        self._work = work

    @cached_property
    def _found(self) -> dict[int, Reason]:
        return self._work()

    def __getitem__(self, index: int) -> Reason:
        return self._found[index]

    def __iter__(self) -> Iterator[int]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome of `count()`.

    decided_by  "greedy", "equal_shares" or "everything" (all projects fitted together)
    endowment   the wallet of the accepted run, exact; None for greedy
    overshoot   add1: the purchases of the first run that did not fit, as the proof of stopping there
    steps       how many runs were made
    filled      how many of the last winners came from filling up by votes (add1u)
    preference  comparison step: voters who get more of their choices by (equal shares, greedy)
    outvoted    comparison step: the outcome of equal shares where greedy decided. Without it nobody could
                check that the voters really preferred the other
    """

    purchases: tuple[Purchase, ...]
    reasons: Mapping[int, Reason]
    decided_by: str
    cost: int
    endowment: Fraction | None = None
    overshoot: tuple[Purchase, ...] | None = None
    overshoot_endowment: Fraction | None = None
    steps: int = 0
    filled: int = 0
    preference: tuple[int, int] | None = None
    outvoted: "Result | None" = None

    @property
    def winners(self) -> tuple[int, ...]:
        return tuple(purchase.project for purchase in self.purchases)


def text(value: Fraction | None) -> str | None:
    """An exact number as "7/3" or "12": the form that JSON and other languages' big integers can read."""
    return None if value is None else str(value)


def plain(value: Any) -> Any:
    return text(value) if isinstance(value, Fraction) else value


def purchase_json(purchases: tuple[Purchase, ...], ids: list[str]) -> Iterator[dict[str, Any]]:
    for purchase in purchases:
        yield {
            "project": ids[purchase.project],
            "price": text(purchase.price),
            "payment": text(purchase.payment),
        }
