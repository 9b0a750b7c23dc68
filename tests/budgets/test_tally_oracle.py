"""Every rule against pabutools: on 500 random elections and on every real one of the folder.

What pabutools does otherwise is left out on its side: a project that nobody chose (it funds them when money
is left), one that is free (its cost satisfaction gives nobody anything for it), one dearer than the budget.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgets.tally import Instance, Rule, count, pb
from budgets.tally import ballots as flat
from tests.budgets.pabutools_oracle import Oracle
from tests.budgets.test_tally_properties import elections

SHARES = Rule(method="equal_shares", everything_if_affordable=False)
BASE = replace(SHARES, completion="none")
PLAIN = Rule(everything_if_affordable=False)
PHRAGMEN = replace(PLAIN, method="phragmen", fit="stop")
MANY_CHOICES = 20_000
STEPS = 25  # runs of Add1 that pabutools is asked to make of a first wallet


def odd(instance: Instance, *, free: bool = True) -> frozenset[int]:
    """Projects about which pabutools has other customs."""
    return frozenset(
        index
        for index, project in enumerate(instance.projects)
        if not instance.votes[index] or project.cost > instance.budget or (free and not project.cost)
    )


def ours(instance: Instance, rule: Rule, left_out: frozenset[int]) -> list[int]:
    return [index for index in count(instance, rule).winners if index not in left_out]


def agree(instance: Instance, increment: int = 1) -> None:
    """Greedy by votes and by votes per cost, equal shares by cost and by number, Add1, Phragmén."""
    left_out = odd(instance)
    oracle = Oracle(instance, left_out)
    for utility in ("cost", "cardinality"):
        agree_on_shares(instance, oracle, left_out, utility, increment)
    per_cost = replace(PLAIN, rank_by="score_per_cost")
    assert set(ours(instance, PLAIN, left_out)) == oracle.greedy("cost")
    assert set(ours(instance, per_cost, left_out)) == oracle.greedy("cardinality")
    kept = odd(instance, free=False)
    assert set(ours(instance, PHRAGMEN, kept)) == Oracle(instance, kept).phragmen()


def agree_on_shares(
    instance: Instance, oracle: Oracle, left_out: frozenset[int], utility: str, increment: int
) -> None:
    base, add1 = replace(BASE, utility=utility), replace(SHARES, utility=utility, exhaustive_stop=True)
    assert ours(instance, base, left_out) == oracle.shares(utility)
    add1 = replace(add1, increment=increment)
    assert ours(instance, add1, left_out) == oracle.shares(utility, increment)


@settings(max_examples=500, deadline=None)
@given(elections(least=0), st.booleans())
def test_five_hundred_random_elections(instance: Instance, arrays: bool) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flat, "MANY", 0 if arrays else 10**9)
        agree(instance)


@settings(max_examples=200, deadline=None)
@given(elections(points=True), st.booleans())
def test_random_elections_by_points(instance: Instance, arrays: bool) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flat, "MANY", 0 if arrays else 10**9)
        left_out = odd(instance)
        if instance.ballots.points:  # else all ballots are empty
            agree_on_shares(instance, Oracle(instance, left_out), left_out, "points", 1)


def files(least: int, most: int) -> list[Any]:
    """The files of the folder by their size in bytes; without the folder one test that is skipped."""
    from tests.budgets.conftest import PB

    found = sorted(PB.glob("*.pb")) if PB.is_dir() else []
    return [path.stem for path in found if least <= path.stat().st_size < most] or ["none"]


def read(folder: Path, name: str) -> Instance:
    return pb.read((folder / f"{name}.pb").read_bytes()).instance()


@pytest.mark.parametrize("name", files(0, 300_000))
def test_real_elections(pb_dir: Path, name: str) -> None:
    instance = read(pb_dir, name)
    if instance.ranked:
        approvals = [(group.choices, None) for group in instance.groups for _ in range(group.weight)]
        instance = replace(merged(instance, approvals), ranked=False)
    step = max(1, instance.budget // instance.voters // STEPS)
    if instance.ballots.points:
        left_out = odd(instance)
        agree_on_shares(instance, Oracle(instance, left_out), left_out, "points", step)
    else:
        agree(instance, step)


def merged(instance: Instance, ballots: list[Any]) -> Instance:
    from budgets.tally import merge

    return merge(instance.budget, instance.projects, ballots)


@pytest.mark.slow
@pytest.mark.parametrize("name", files(300_000, 10**9))
def test_large_real_elections(pb_dir: Path, name: str) -> None:
    """`python -m benchmarks.tally` compares their other rules as well: that takes pabutools minutes."""
    instance = read(pb_dir, name)
    left_out, utility = odd(instance), "points" if instance.ballots.points else "cost"
    expected = Oracle(instance, left_out).shares(utility)
    assert ours(instance, replace(BASE, utility=utility), left_out) == expected
