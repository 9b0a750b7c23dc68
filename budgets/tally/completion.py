"""What happens with the money that Equal Shares leaves: Add1 and Add1U.

Add1 is not monotone (a larger wallet can give a cheaper outcome), so it is never bisected: every step is a
full run, and the last outcome before the first overshoot is kept.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from .instance import Instance
from .rule import Rule
from .electorate import Electorate
from .shares import Run

Progress = Callable[[int, Fraction], None]


@dataclass(frozen=True, slots=True)
class Completed:
    run: Run
    overshoot: Run | None
    steps: int


def first_wallet(instance: Instance, rule: Rule) -> Fraction:
    share = Fraction(instance.budget, max(instance.voters, 1))
    return share if rule.start == "fraction" else Fraction(share.numerator // share.denominator)


def increment(instance: Instance, rule: Rule) -> int:
    """Whole units added at each step: a share of the first wallet, but never less than `increment`."""
    part = instance.budget * rule.increment_permille // (1000 * max(instance.voters, 1))
    return max(rule.increment, part)


def complete(electorate: Electorate, rule: Rule, progress: Progress | None = None) -> Completed:
    """Run once, and for add1 again and again with larger wallets until a run overshoots the budget."""
    instance = electorate.instance
    wallet, step = first_wallet(instance, rule), increment(instance, rule)
    kept = Run(electorate, wallet).play()
    steps = 1
    while rule.completion != "none" and not _finished(electorate, rule, kept):
        wallet += step
        steps += 1
        if progress:
            progress(steps, wallet)
        larger = Run(electorate, wallet).play()
        if larger.cost > instance.budget:
            return Completed(kept, larger, steps)
        kept = larger
    return Completed(kept, None, steps)


def _finished(electorate: Electorate, rule: Rule, run: Run) -> bool:
    """Nothing is left that a larger wallet could buy, or the rule says to stop when nothing more fits."""
    bought = {step.index for step in run.steps}
    rest = [i for i in electorate.candidates if i not in bought and electorate.pulls[i]]
    left = electorate.instance.budget - run.cost
    if not rest:
        return True
    return rule.exhaustive_stop and all(electorate.instance.projects[i].cost > left for i in rest)
