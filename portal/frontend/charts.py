"""Arithmetic of the pictures: shares and bar lengths. Templates draw them as SVG, without inline style."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a bar chart. `length` is a percentage of the longest bar."""

    label: str
    value: float
    length: float
    strong: bool


def share(value: float | None, whole: float | None) -> float:
    """Percentage of `whole`, kept between 0 and 100, one decimal."""
    if not whole or not value:
        return 0.0
    return round(min(100.0, max(0.0, 100.0 * float(value) / float(whole))), 1)


def bars(items: Iterable[Sequence[object]]) -> list[Bar]:
    """`(label, number)` or `(label, number, highlighted)` -> bars measured against the largest number."""
    rows = [tuple(item) for item in items]
    most = max((float(row[1]) for row in rows), default=0.0)  # type: ignore[arg-type]
    return [
        Bar(str(row[0]), row[1], share(float(row[1]), most), bool(row[2]) if len(row) > 2 else False)  # type: ignore[arg-type]
        for row in rows
    ]
