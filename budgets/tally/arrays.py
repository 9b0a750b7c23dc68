"""The kernel of numpy: the same intervals as in wallets.py, in 64-bit whole numbers, thousands at a time."""

from fractions import Fraction
from typing import Any

from .ballots import np
from .electorate import Electorate
from .wallets import Bid, Split, Wallets


class ArrayWallets(Wallets):
    def __init__(self, electorate: Electorate, endowment: Fraction) -> None:
        self.bits = electorate.bits(endowment)
        super().__init__(electorate, endowment)
        groups = len(electorate.instance.ballots)
        self.low = np.full(groups, self.first, dtype=np.int64)
        self.slack = np.full(groups, self.worst, dtype=np.int64)

    def copy(self) -> "ArrayWallets":
        other = super().copy()
        other.low, other.slack = self.low.copy(), self.slack.copy()
        return other

    def bid(self, index: int, start: int) -> Bid | None:
        groups, weights, points = self.electorate.columns[index]
        low, target = self.low[groups], self.target(index)
        money, pulls = low * weights, weights if points is None else weights * points
        everything, pay = int(money.sum()), start
        if everything < target - self.electorate.instance.votes[index] * self.worst:
            return None
        poor = 0
        while pay <= self.first:
            rich = np.flatnonzero(low > (pay if points is None else pay * points))
            if len(rich) < len(low):
                low, money, pulls = low[rich], money[rich], pulls[rich]
                points = None if points is None else points[rich]
                poor = everything - int(money.sum())
            pull = int(pulls.sum())
            if not pull:
                break
            reached = -((poor - target) // pull)
            if reached <= pay:
                return self.settled(index, start, pay, pull)
            pay = reached
        return self._last_penny(index, target, everything)

    def _last_penny(self, index: int, target: int, everything: int) -> Bid | None:
        groups, weights, points = self.electorate.columns[index]
        hidden = int((self.slack[groups] * weights).sum())
        if everything + hidden < target:
            return None
        low, most = self.low[groups], self.low[groups] + self.slack[groups]
        if points is not None:
            low, most = low // points, most // points
        at_least, at_most = int(low.max(initial=0)) - hidden - 1, int(most.max(initial=0)) + 1
        return self.quote(index, max(0, at_least), at_most, sure=False)

    def split(self, index: int, low: int, high: int) -> Split:
        groups, weights, points = self.electorate.columns[index]
        least, most = self.low[groups], self.low[groups] + self.slack[groups]
        pulls = weights if points is None else weights * points
        due = (low, high) if points is None else (low * points, high * points)
        alive = most > 0
        rich, poor = (least >= due[1]) & alive, (most <= due[0]) & alive
        rich &= ~poor
        unsure = np.flatnonzero(alive & ~rich & ~poor)
        return Split(
            int(pulls[rich].sum()),
            int(weights[poor].sum()),
            self._spending(groups[poor], weights[poor]),
            [self._backer(index, place) for place in unsure.tolist()],
        )

    def _backer(self, index: int, place: int) -> tuple[int, int, int]:
        groups, weights, points = self.electorate.columns[index]
        return int(groups[place]), int(weights[place]), 1 if points is None else int(points[place])

    def _spending(self, groups: Any, weights: Any) -> dict[int, int]:
        """Points that these voters have put on each bought project; floats hold such sums exactly."""
        ballots = self.electorate.instance.ballots
        if not self.bought or not len(groups):
            return {}
        starts = np.asarray(ballots.starts)
        sizes = starts[groups + 1] - starts[groups]
        ends = np.cumsum(sizes)
        cells = np.arange(int(ends[-1])) + np.repeat(starts[groups] - ends + sizes, sizes)
        values = np.repeat(weights, sizes)
        if self.electorate.with_points:
            values = values * np.asarray(ballots.points)[cells]
        number = len(self.electorate.instance.projects)
        sums = np.bincount(np.asarray(ballots.choices)[cells], weights=values, minlength=number)
        return {index: int(sums[index]) for index in self.bought}

    def charge(self, index: int, low: int, high: int, emptied: list[int]) -> None:
        groups, weights, points = self.electorate.columns[index]
        held, slack = self.low[groups], self.slack[groups]
        low = max(low, high - _doubt(held, slack, weights, points, high))
        due = (low, high) if points is None else (low * points, high * points)
        most = np.maximum(held + slack - due[0], 0)
        left = np.maximum(held - due[1], 0)
        slack = most - left
        self.low[groups], self.slack[groups] = left, slack
        self.worst = max(self.worst, int(slack.max(initial=0)))
        if emptied:
            self.low[emptied] = self.slack[emptied] = 0
        self.bought.append(index)


def _doubt(held: Any, slack: Any, weights: Any, points: Any, high: int) -> int:
    """As ListWallets._doubt."""
    rich = held > (high if points is None else high * points)
    hidden = int((slack * weights)[~rich].sum())
    pull = int((weights if points is None else weights * points)[rich].sum())
    return hidden // pull + 2 if pull else high
