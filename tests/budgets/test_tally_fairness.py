"""Figures of fairness: against definitions written out over every group of voters, and on real elections."""

from fractions import Fraction
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from budgets.tally import Instance, Project, Rule, count, merge, pb
from budgets.tally.fairness import gini, measure, slighted
from tests.budgets.test_tally_properties import BASE, SHARES, elections

QUICK = settings(max_examples=100, deadline=None)


def voters_of(instance: Instance) -> list[set[int]]:
    return [set(group.choices) for group in instance.groups for _ in range(group.weight)]


def slighted_by_the_book(instance: Instance, winners: set[int]) -> set[int]:
    """EJR+ up to any project as it is defined: every group of supporters, each of its members."""
    voters, found = voters_of(instance), set()
    for project in set(range(len(instance.projects))) - winners:
        supporters = [choices for choices in voters if project in choices]
        for size in range(1, len(supporters) + 1):
            share = Fraction(size * instance.budget, len(voters))
            for group in combinations(supporters, size):
                if all(instance.total_cost((g & winners) | {project}) < share for g in group):
                    found.add(project)
    return found


@QUICK
@given(elections())
def test_the_quick_check_of_claims_finds_what_the_definition_finds(instance: Instance) -> None:
    winners = set(count(instance, Rule(everything_if_affordable=False)).winners)
    assert {claim.project for claim in slighted(instance, winners)} == slighted_by_the_book(instance, winners)


@QUICK
@given(elections())
def test_equal_shares_never_slights_anybody(instance: Instance) -> None:
    for rule in (BASE, SHARES):
        assert slighted(instance, count(instance, rule).winners) == ()


@QUICK
@given(elections())
def test_means_are_those_of_the_single_voters(instance: Instance) -> None:
    winners = set(count(instance, BASE).winners)
    got = [choices & winners for choices in voters_of(instance)]
    figures = measure(instance, winners)
    assert figures.excluded == sum(not one for one in got)
    assert figures.mean_winners == Fraction(sum(map(len, got)), len(got))
    assert figures.mean_cost == Fraction(sum(map(instance.total_cost, got)), len(got))
    money = [instance.total_cost(one) for one in got]
    apart = sum(abs(one - other) for one in money for other in money)
    assert figures.gini == (Fraction(apart, 2 * len(money) * sum(money)) if sum(money) else 0)


def test_most_votes_first_can_leave_a_third_of_the_voters_with_nothing() -> None:
    projects = [Project("a", 50), Project("b", 50), Project("c", 30)]
    instance = merge(100, projects, [((0, 1), None)] * 6 + [((2,), None)] * 4)
    figures = measure(instance, count(instance, Rule()).winners)
    assert figures.excluded_share == Fraction(4, 10)
    assert [(claim.project, claim.supporters, claim.missing) for claim in figures.slighted] == [(2, 4, 10)]
    assert measure(instance, count(instance, SHARES).winners).slighted == ()


def test_gini_of_one_who_has_all_and_of_equals() -> None:
    assert gini({0: 3, 8: 1}) == Fraction(3, 4)
    assert gini({5: 7}) == 0
    assert gini({}) == 0


@pytest.mark.parametrize("name", ["Poland_Wieliczka_2023_Green_Budget", "Poland_Swiecie_2023"])
def test_the_binding_elections_by_equal_shares_slighted_nobody(pb_dir: Path, name: str) -> None:
    election: Any = pb.read((pb_dir / f"{name}.pb").read_bytes())
    index = {project.id: place for place, project in enumerate(election.projects)}
    funded = [index[name] for name in election.selected]
    assert measure(election.instance(), funded).slighted == ()


def test_nobody_voted_and_nothing_won() -> None:
    figures = measure(merge(10, [Project("a", 5)], []), ())
    assert (figures.excluded_share, figures.mean_cost, figures.gini, figures.slighted) == (0, 0, 0, ())
