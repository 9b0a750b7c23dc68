"""Whose money is where, for the replay of Equal Shares: voters who hold the same amount share a purse.

An amount is one whole number of any length and is never rounded. Where there are many, their first 62 binary
places are compared by numpy, and where those are alike the amounts themselves.
"""

from itertools import compress, count
from operator import mul
from typing import Any

from .ballots import Ballots, np
from .replay_standing import Backers, Queue, Standing


class Purses(Standing):
    """`amounts[n]` is what each voter at purse n holds. Purse 0 is empty; all begin at purse 1."""

    def __init__(self, ballots: Ballots, amount: int) -> None:
        super().__init__(ballots, 1)
        self.amounts, self.shift = [0, amount], max(0, amount.bit_length() - 62)
        self.tops = np.array([0, amount >> self.shift]) if self.are_many else None

    def all_in(self, queue: Queue, due: int) -> tuple[Queue, int, int]:
        """Who has less than `due` puts in all and leaves: (who stays, how many leave, their money)."""
        left, stay = _parted(queue, self._have_less(queue.places, due))
        return stay, left.total, self._money(left)

    def _money(self, queue: Queue) -> int:
        """What they hold together. Most purses have one owner: their amounts need no multiplication."""
        if self.tops is None:
            return sum(map(mul, map(self.amounts.__getitem__, queue.places), queue.voters))
        alone = queue.voters == 1
        amounts = map(self.amounts.__getitem__, queue.places[~alone].tolist())
        shared = sum(map(mul, amounts, queue.voters[~alone].tolist()))
        return shared + sum(map(self.amounts.__getitem__, queue.places[alone].tolist()))

    def _have_less(self, purses: Any, due: int) -> Any:
        """For each of these purses: is there less than `due` in it?"""
        if self.tops is None:
            return [self.amounts[purse] < due for purse in purses]
        due = min(due, self.amounts[1] + 1)  # nobody has more than all had at first
        tops, top = self.tops[purses], due >> self.shift
        poor = tops < top
        for place in np.flatnonzero(tops == top).tolist():
            poor[place] = self.amounts[purses[place]] < due
        return poor

    def pay(self, backers: Backers, due: int) -> None:
        """Each of them pays `due` per point, or all that she has."""
        for worth, groups in backers.items():
            self.move(groups, self._after(list(self.queue(groups).places), due * worth))
            self.places = len(self.amounts)

    def _after(self, purses: list[int], due: int) -> dict[int, int]:
        """For each purse the one that its owners have after they paid `due`."""
        left = {purse: self.amounts[purse] - due for purse in purses}
        rich = [purse for purse, amount in left.items() if amount > 0]
        fresh = [left[purse] for purse in rich]
        to = dict.fromkeys(left, 0) | dict(zip(rich, count(len(self.amounts)), strict=False))
        self.amounts += fresh
        if self.tops is not None:
            tops = np.array([amount >> self.shift for amount in fresh], dtype=np.int64)
            self.tops = np.append(self.tops, tops)
        return to


def _parted(queue: Queue, poor: Any) -> tuple[Queue, Queue]:
    """(those of whom `poor` is true, the others)"""
    if isinstance(poor, list):
        rich = [not one for one in poor]
        return (
            Queue(list(compress(queue.places, poor)), list(compress(queue.voters, poor))),
            Queue(list(compress(queue.places, rich)), list(compress(queue.voters, rich))),
        )
    return Queue(queue.places[poor], queue.voters[poor]), Queue(queue.places[~poor], queue.voters[~poor])
