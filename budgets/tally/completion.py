"""What happens with the money that Equal Shares leaves: Add1 and Add1U.

Add1 is not monotone (a larger wallet can give a cheaper outcome), so it is never bisected: every step is a
full run, and the last outcome before the first overshoot is kept. Where a wallet is worth very many steps,
the count jumps, but only over steps that `Run.same_as` proves to be all alike.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from .electorate import Electorate
from .instance import Instance
from .limits import Limits
from .rule import Rule
from .shares import Run

Progress = Callable[[int, Fraction], None]
PLAIN = 1500  # up to so many steps in a first wallet, jumping costs more than it spares


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
    instance, limits = electorate.instance, Limits(electorate.instance, rule)
    first, more = first_wallet(instance, rule), increment(instance, rule)
    kept, step, jump = Run(electorate, first, limits).play(), 0, 1
    long = first > PLAIN * more
    while rule.completion in ("add1", "add1u") and not _finished(electorate, rule, kept):
        if progress:
            progress(step + 1, first + step * more)
        if long and jump > 1:
            far = Run(electorate, first + (step + jump) * more, limits)
            if far.same_as(kept):
                kept, step, jump = far, step + jump, jump * 2
            else:
                jump //= 2
            continue
        larger = Run(electorate, first + (step + 1) * more, limits).play()
        if larger.cost > instance.budget:
            return Completed(kept, larger, step + 2)
        jump = 2 if larger.order == kept.order else 1
        kept, step = larger, step + 1
    return Completed(kept, None, step + 1)


def _finished(electorate: Electorate, rule: Rule, run: Run) -> bool:
    """Nothing is left that a larger wallet could buy, or the rule says to stop when nothing more fits."""
    rest = [index for index in electorate.candidates if electorate.pulls[index] and run.could_buy(index)]
    left = electorate.instance.budget - run.cost
    if not rest:
        return True
    return rule.exhaustive_stop and all(electorate.instance.projects[i].cost > left for i in rest)
