"""How a handful of answers may be shown without telling who gave which. Arithmetic only, no ORM.

Fewer than five answers say nothing. Five or more are shown number by number when no number was chosen by one
to four people; else in three bands under the same condition; else only how many answered. A mean is shown
only beside the whole distribution: beside bands it would give back what they hide. Sums over projects add up
only bands that are shown anyway, so that no subtraction uncovers a small project. All of it after the last
day for answers, and once: two pictures a minute apart would tell what one neighbour said in between.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

FEWEST = 5
"""Answers below which a cell could be a person known to her neighbours; the usual bound of statistics on
people (k-anonymity with k = 5)."""
STARS = (1, 2, 3, 4, 5)
BANDS = ((1, 2), (3,), (4, 5))


@dataclass(frozen=True, slots=True)
class Picture:
    """`total`: how many answered; None when they are too few to say. `stars`: answers for 1 to 5; `bands`:
    answers for 1–2, 3, 4–5; each empty where it may not be shown. `tenths`: mean times ten, rounded half up,
    or None."""

    total: int | None
    stars: tuple[int, ...] = ()
    bands: tuple[int, ...] = ()
    tenths: int | None = None

    @property
    def mean(self) -> str:
        """ "4.2", or a dash."""
        return "–" if self.tenths is None else f"{self.tenths // 10}.{self.tenths % 10}"


NOTHING = Picture(None)


def picture(counted: Mapping[int, int]) -> Picture:
    """What may be shown of so many answers for each number of stars."""
    stars = tuple(counted.get(star, 0) for star in STARS)
    total = sum(stars)
    if total < FEWEST:
        return NOTHING
    bands = tuple(sum(stars[star - 1] for star in band) for band in BANDS)
    if not _is_safe(bands):
        return Picture(total)
    if not _is_safe(stars):
        return Picture(total, bands=bands)
    points = sum(star * number for star, number in zip(STARS, stars, strict=True))
    return Picture(total, stars, bands, (20 * points + total) // (2 * total))


def together(pictures: Iterable[Picture]) -> tuple[int, ...]:
    """The bands of many projects in one; empty when none may be shown."""
    shown = [one.bands for one in pictures if one.bands]
    return tuple(sum(column) for column in zip(*shown, strict=True)) if shown else ()


def _is_safe(cells: Sequence[int]) -> bool:
    return all(cell == 0 or cell >= FEWEST for cell in cells)
