"""Whose money is where, for the replay of Equal Shares: voters who hold the same amount share a purse.

An amount is one whole number of any length and is never rounded. Where there are many, their first 62 binary
places are compared by numpy, and where those are alike the amounts themselves.
"""

from itertools import compress
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
        poor = self._have_less(queue.places, due)
        left, stay = _parted(queue, poor)
        money = sum(map(mul, map(self.amounts.__getitem__, left.places), left.voters))
        return stay, sum(left.voters), money

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
            to = {purse: self._after(purse, due * worth) for purse in list(self.queue(groups).places)}
            self.places = len(self.amounts)
            self.move(groups, to)
            if self.tops is not None:
                fresh = [amount >> self.shift for amount in self.amounts[len(self.tops) :]]
                self.tops = np.append(self.tops, np.array(fresh, dtype=np.int64))

    def _after(self, purse: int, due: int) -> int:
        """The purse of whoever paid `due` out of this one."""
        left = self.amounts[purse] - due
        if left <= 0:
            return 0
        self.amounts.append(left)
        return len(self.amounts) - 1


def _parted(queue: Queue, poor: Any) -> tuple[Queue, Queue]:
    """(those of whom `poor` is true, the others)"""
    if isinstance(poor, list):
        rich = [not one for one in poor]
        return (
            Queue(list(compress(queue.places, poor)), list(compress(queue.voters, poor))),
            Queue(list(compress(queue.places, rich)), list(compress(queue.voters, rich))),
        )
    return (
        Queue(queue.places[poor].tolist(), queue.voters[poor].tolist()),
        Queue(queue.places[~poor], queue.voters[~poor]),
    )
