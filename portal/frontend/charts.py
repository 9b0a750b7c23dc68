"""Arithmetic of the pictures: shares and bar lengths. Templates draw them as SVG, without inline style."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a bar chart. `length` is a percentage of the longest bar."""

    label: str
    value: float
    length: float
    strong: bool


def share(value: float | None, whole: float | None) -> float:
    """Percentage of `whole`, kept between 0 and 100, one decimal, rounded down: 99.96 % is not yet all."""
    if not whole or not value:
        return 0
    tenths = int(1000 * Fraction(value) / Fraction(whole))
    return min(1000, max(0, tenths)) / 10 if tenths % 10 else min(100, max(0, tenths // 10))


def bars(items: Iterable[Sequence[object]], whole: float | None = None) -> list[Bar]:
    """`(label, number)` or `(label, number, highlighted)` -> bars measured against `whole`, else against the
    largest number: one per cent must not fill its bar."""
    rows = [tuple(item) for item in items]
    most = whole or max((float(row[1]) for row in rows), default=0.0)  # type: ignore[arg-type]
    return [
        Bar(str(row[0]), row[1], share(float(row[1]), most), bool(row[2]) if len(row) > 2 else False)  # type: ignore[arg-type]
        for row in rows
    ]
