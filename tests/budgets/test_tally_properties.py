"""Random elections: against pabutools, and against what must hold whatever the numbers."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgets.tally import Instance, Mismatch, Project, Rule, RuleError, commitment_of, count, merge, verify
from budgets.tally.ballots import Group
from budgets.tally.report import from_json, to_json
from tests.budgets.test_tally_elections import OurChain

SHARES = Rule(method="equal_shares")
BASE = replace(SHARES, completion="none", everything_if_affordable=False)
QUICK = settings(max_examples=60, deadline=None)


@st.composite
def elections(draw: Any) -> Instance:
    """Small numbers, so that ties, unanimous projects and exact fits are common."""
    number = draw(st.integers(2, 6))
    costs = draw(st.lists(st.integers(1, 12), min_size=number, max_size=number))
    ballots = draw(st.lists(st.sets(st.integers(0, number - 1)), min_size=1, max_size=8))
    budget = draw(st.integers(max(costs), sum(costs) + 3))
    projects = [Project(str(place + 1), cost) for place, cost in enumerate(costs)]
    return merge(budget, projects, [(sorted(ballot), None) for ballot in ballots])


@QUICK
@given(elections(), st.sampled_from(["cost", "cardinality"]))
def test_equal_shares_agrees_with_pabutools(instance: Instance, utility: str) -> None:
    from pabutools.election import ApprovalBallot, ApprovalProfile, Cardinality_Sat, Cost_Sat
    from pabutools.election import Instance as Theirs
    from pabutools.election import Project as TheirProject
    from pabutools.rules import method_of_equal_shares

    projects = [TheirProject(project.id, project.cost) for project in instance.projects]
    profile = ApprovalProfile(
        ApprovalBallot([projects[i] for i in group.choices])
        for group in instance.groups
        for _ in range(group.weight)
    )
    expected = method_of_equal_shares(
        Theirs(projects, budget_limit=instance.budget),
        profile,
        sat_class=Cost_Sat if utility == "cost" else Cardinality_Sat,
        tie_breaking=OurChain(instance).rule(),
    )
    result = count(instance, replace(BASE, utility=utility))
    assert [instance.projects[i].id for i in result.winners] == [project.name for project in expected]


RULES = [
    Rule(),
    Rule(fit="stop"),
    Rule(min_votes=2),
    SHARES,
    BASE,
    replace(SHARES, utility="cardinality"),
    replace(SHARES, completion="add1u", start="floor"),
    replace(SHARES, exhaustive_stop=True),
    replace(SHARES, comparison="greedy"),
    replace(SHARES, empty_ballots="ignore", increment_permille=100),
]


@QUICK
@given(elections(), st.sampled_from(RULES))
def test_the_plain_replay_agrees_and_the_budget_holds(instance: Instance, rule: Rule) -> None:
    result = count(instance, rule)
    verify(instance, rule, result)
    assert result.cost <= instance.budget
    assert set(result.reasons) == set(range(len(instance.projects)))
    kept = to_json(instance, rule, result)
    verify(instance, rule, from_json(instance, kept))
    assert to_json(instance, rule, count(instance, rule)) == kept, "recounting gives the same"


@QUICK
@given(elections(), st.sampled_from(RULES), st.randoms())
def test_the_order_of_ballots_and_projects_changes_nothing(
    instance: Instance, rule: Rule, chance: Any
) -> None:
    order = list(range(len(instance.projects)))
    chance.shuffle(order)
    place = {old: new for new, old in enumerate(order)}
    groups = [replace(g, choices=tuple(sorted(place[i] for i in g.choices))) for g in instance.groups]
    chance.shuffle(groups)
    turned = Instance(instance.budget, tuple(instance.projects[i] for i in order), tuple(groups))
    before = [instance.projects[i].id for i in count(instance, rule).winners]
    assert [turned.projects[i].id for i in count(turned, rule).winners] == before


@QUICK
@given(elections(), st.sampled_from(RULES))
def test_merging_equal_ballots_changes_nothing(instance: Instance, rule: Rule) -> None:
    single = [Group(1, group.choices) for group in instance.groups for _ in range(group.weight)]
    apart = Instance(instance.budget, instance.projects, tuple(single))
    assert count(apart, rule).purchases == count(instance, rule).purchases


@QUICK
@given(elections(), st.integers(2, 1000))
def test_another_unit_of_money_changes_nothing(instance: Instance, factor: int) -> None:
    projects = tuple(replace(project, cost=project.cost * factor) for project in instance.projects)
    dearer = Instance(instance.budget * factor, projects, instance.groups)
    assert count(dearer, replace(SHARES, increment=factor)).winners == count(instance, SHARES).winners


@QUICK
@given(elections())
def test_a_changed_transcript_is_found(instance: Instance) -> None:
    result = count(instance, BASE)
    bought = result.purchases
    if not bought:
        return
    dear = replace(bought[0], price=(bought[0].price or Fraction(0)) + 1)
    forged = [replace(result, purchases=bought[1:], cost=0), replace(result, purchases=(dear, *bought[1:]))]
    if len(bought) > 1:
        forged.append(replace(result, purchases=(bought[1], bought[0], *bought[2:])))
    for one in forged:
        with pytest.raises(Mismatch):
            verify(instance, BASE, one)


def test_points_are_paid_in_proportion() -> None:
    projects = [Project("a", 30), Project("b", 30)]
    instance = merge(60, projects, [((0, 1), (2, 1)), ((0, 1), (1, 2)), ((1,), (3,))])
    rule = replace(BASE, utility="points")
    result = count(instance, rule)
    verify(instance, rule, result)
    assert result.winners[0] == 1
    assert result.purchases[0].price == 5


def test_greedy_skips_or_stops() -> None:
    projects = [Project("a", 6), Project("b", 6), Project("c", 3)]
    instance = merge(10, projects, [((0, 1, 2), None), ((0, 1), None), ((0,), None)])
    assert count(instance, Rule()).winners == (0, 2)
    assert count(instance, Rule(fit="stop")).winners == (0,)
    assert count(instance, Rule(fit="stop")).reasons[2].code == "after_stop"
    assert count(instance, Rule(min_votes=2)).reasons[2].code == "below_minimum"


def test_the_lot_depends_on_the_seed_and_on_nothing_else() -> None:
    projects = [Project("10", 5), Project("2", 5), Project("가", 5)]
    instance = merge(5, projects, [((0, 1, 2), None)])
    first = {count(instance, Rule(seed=str(seed))).winners for seed in range(40)}
    assert len(first) == 3, "every project can win the lot"


def test_the_seed_must_be_the_one_committed_to() -> None:
    Rule(commitment=commitment_of("x"), seed="x")
    with pytest.raises(RuleError, match="committed"):
        Rule(commitment=commitment_of("x"), seed="y")


@pytest.mark.parametrize(
    "wrong",
    [{"method": "best"}, {"ties": ["votes"]}, {"ties": []}, {"increment": 0}, {"increment": 0.5}, {"typo": 1},
     {"exhaustive_stop": "no"}, {"ties": "lot"}, {"min_votes": True}],
)  # fmt: skip
def test_a_rule_that_cannot_be_counted_with_is_refused(wrong: dict[str, Any]) -> None:
    from budgets.tally.rule import from_json as read

    with pytest.raises(RuleError):
        read(wrong)


def test_the_seed_does_not_change_the_digest() -> None:
    rule = Rule(commitment=commitment_of("x"))
    assert rule.digest == replace(rule, seed="x").digest


def test_nobody_voted() -> None:
    instance = merge(10, [Project("a", 5), Project("b", 8)], [])
    for rule in RULES:
        verify(instance, rule, count(instance, rule))
    assert count(instance, SHARES).winners == ()
