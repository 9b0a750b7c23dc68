"""Random elections: against what must hold whatever the numbers. Both kernels, with and without numpy."""

import hashlib
import json
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgets.tally import Instance, Mismatch, Project, Rule, RuleError, commitment_of, count, merge, verify
from budgets.tally import ballots as flat
from budgets.tally.ballots import Group
from budgets.tally.replay_purses import Purses
from budgets.tally.replay_standing import backers
from budgets.tally.report import from_json, to_json

SHARES = Rule(method="equal_shares")
BASE = replace(SHARES, completion="none", everything_if_affordable=False)
QUICK = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(params=["lists", "arrays"], autouse=True)
def kernel(request: Any, monkeypatch: Any) -> None:
    """Small elections are counted with plain lists; here they go through the arrays of numpy as well."""
    monkeypatch.setattr(flat, "MANY", 0 if request.param == "arrays" else 10**9)


@st.composite
def elections(draw: Any, least: int = 1, points: bool = False) -> Instance:
    """Small numbers, so that ties, unanimous projects and exact fits are common. `least`: the lowest cost."""
    number = draw(st.integers(2, 6))
    costs = draw(st.lists(st.integers(least, 12), min_size=number, max_size=number))
    ballots = draw(st.lists(st.sets(st.integers(0, number - 1)), min_size=1, max_size=8))
    budget = draw(st.integers(max(1, *costs), sum(costs) + 3))
    projects = [Project(str(place + 1), cost, category="xy"[place % 2]) for place, cost in enumerate(costs)]
    given = [
        draw(st.lists(st.integers(1, 4), min_size=len(ballot), max_size=len(ballot))) if points else None
        for ballot in ballots
    ]
    return merge(budget, projects, [(sorted(b), g) for b, g in zip(ballots, given, strict=True)])


RULES = [
    Rule(),
    Rule(fit="stop"),
    Rule(min_votes=2),
    Rule(min_permille=400),
    Rule(rank_by="score_per_cost"),
    Rule(exclusive=(("1", "2"), ("2", "3", "4"))),
    Rule(caps={"x": {"number": 1}, "y": {"money": 9}}),
    Rule(max_winners=2),
    SHARES,
    BASE,
    replace(SHARES, utility="cardinality"),
    replace(SHARES, completion="add1u", start="floor"),
    replace(SHARES, completion="greedy"),
    replace(SHARES, exhaustive_stop=True),
    replace(SHARES, comparison="greedy"),
    replace(SHARES, empty_ballots="ignore", increment_permille=100),
    replace(SHARES, exclusive=(("1", "2"), ("2", "3", "4"))),
    replace(SHARES, caps={"x": {"number": 1}, "y": {"money": 9}}, completion="add1u"),
    replace(SHARES, max_winners=2),
    Rule(method="phragmen"),
    Rule(method="phragmen", fit="stop"),
    Rule(method="phragmen", exclusive=(("1", "2"),), caps={"y": {"number": 1}}),
]


@settings(QUICK, max_examples=400)
@given(elections(least=0), st.sampled_from(RULES))
def test_the_plain_replay_agrees_and_the_budget_holds(instance: Instance, rule: Rule) -> None:
    result = count(instance, rule)
    verify(instance, rule, result)
    assert result.cost <= instance.budget
    assert set(result.reasons) == set(range(len(instance.projects)))
    kept = to_json(instance, rule, result)
    verify(instance, rule, from_json(instance, kept))
    assert to_json(instance, rule, count(instance, rule)) == kept, "recounting gives the same"


@QUICK
@given(elections(points=True), st.sampled_from(["cost", "cardinality", "points"]))
def test_the_plain_replay_agrees_on_points(instance: Instance, utility: str) -> None:
    rule = replace(SHARES, utility=utility)
    verify(instance, rule, count(instance, rule))


@settings(QUICK, max_examples=150)
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


@settings(QUICK, max_examples=150)
@given(elections(), st.sampled_from(RULES))
def test_merging_equal_ballots_changes_nothing(instance: Instance, rule: Rule) -> None:
    single = [Group(1, group.choices) for group in instance.groups for _ in range(group.weight)]
    apart = Instance(instance.budget, instance.projects, tuple(single))
    assert count(apart, rule).purchases == count(instance, rule).purchases


@QUICK
@given(elections(), st.integers(2, 1000), st.sampled_from([SHARES, Rule(), Rule(method="phragmen")]))
def test_another_unit_of_money_changes_nothing(instance: Instance, factor: int, rule: Rule) -> None:
    projects = tuple(replace(project, cost=project.cost * factor) for project in instance.projects)
    dearer = Instance(instance.budget * factor, projects, instance.groups)
    assert count(dearer, replace(rule, increment=factor)).winners == count(instance, rule).winners


@QUICK
@given(elections(), st.integers(2, 50))
def test_as_many_voters_again_of_each_kind_change_nothing(instance: Instance, factor: int) -> None:
    more = instance.with_groups(replace(group, weight=group.weight * factor) for group in instance.groups)
    for rule in (BASE, Rule(), Rule(method="phragmen")):
        assert count(more, rule).winners == count(instance, rule).winners


@settings(QUICK, max_examples=200)
@given(elections(), st.sampled_from(RULES), st.integers(0, 10**6))
def test_a_changed_transcript_is_found(instance: Instance, rule: Rule, where: int) -> None:
    """Whatever is forged: a winner left out, swapped or put in, a price, who decided, the wallet."""
    result = count(instance, rule)
    bought = result.purchases
    if not bought or result.decided_by == "everything":
        return
    place = where % len(bought)
    dear = replace(bought[place], price=(bought[place].price or Fraction(0)) + 1)
    forged = [replace(result, purchases=bought[:place] + bought[place + 1 :])]
    losers = sorted(set(range(len(instance.projects))) - set(result.winners))
    if losers:
        changed = replace(bought[place], project=losers[where % len(losers)])
        forged.append(replace(result, purchases=(*bought[:place], changed, *bought[place + 1 :])))
    if bought[place].price is not None:
        forged.append(replace(result, purchases=(*bought[:place], dear, *bought[place + 1 :])))
    if place:
        swapped = (*bought[: place - 1], bought[place], bought[place - 1], *bought[place + 1 :])
        forged.append(replace(result, purchases=swapped))
    if result.endowment is not None:
        forged.append(replace(result, endowment=result.endowment + 1))
    other = "phragmen" if result.decided_by == "greedy" else "greedy"
    forged.append(replace(result, decided_by=other))
    for one in forged:
        honest = sum(instance.projects[i].cost for i in one.winners)
        with pytest.raises(Mismatch):
            verify(instance, rule, replace(one, cost=honest))


@settings(QUICK, max_examples=200)
@given(elections(points=True), st.sampled_from(["cost", "cardinality", "points"]), st.integers(0, 10**6))
def test_a_changed_proof_of_stopping_is_found(instance: Instance, utility: str, where: int) -> None:
    """The run that did not fit, the numbers of the comparison step: nobody sees them, so the replay must."""
    rule = replace(SHARES, utility=utility, comparison="greedy", everything_if_affordable=False)
    result = count(instance, rule)
    first, second = result.preference or (0, 0)
    forged = [
        replace(result, preference=(first + 1, second)),
        replace(result, preference=(first, second + 1)),
    ]
    if result.decided_by == "equal_shares" and result.overshoot:
        place = where % len(result.overshoot)
        before, one, after = result.overshoot[:place], result.overshoot[place], result.overshoot[place + 1 :]
        cheaper = replace(one, price=(one.price or Fraction(0)) * Fraction(999, 1000))
        forged += [
            replace(result, overshoot=(*before, *after)),
            replace(result, overshoot=(*before, cheaper, *after)),
            replace(result, overshoot=None, overshoot_endowment=None, steps=result.steps - 1),
        ]
    if result.decided_by == "equal_shares":
        for one in forged:
            with pytest.raises(Mismatch):
                verify(instance, rule, one)


def test_purses_are_compared_to_the_last_penny() -> None:
    """Amounts of a hundred binary places that differ in the last one only: the first 62 are alike."""
    ballots = merge(1, [Project("a", 1)], [((0,), None)] * 3).ballots
    for amount in (5, 2**100 + 1):
        purses = Purses(ballots, amount)
        ours = backers(ballots, {0}, with_points=False)[0]
        for due, poor in ((amount - 1, 0), (amount, 0), (amount + 1, 3), (amount**2, 3)):
            stay, left, money = purses.all_in(purses.queue(ours[1]), due)
            assert (len(stay.places), left, money) == ((0, 3, 3 * amount) if poor else (1, 0, 0))
        purses.pay(ours, amount - 1)
        assert purses.all_in(purses.queue(ours[1]), 2)[2] == 3, "one is left to each of the three"
        purses.pay(ours, 2)
        assert purses.all_in(purses.queue(ours[1]), 1)[1:] == (3, 0), "and now nothing"


def test_the_digest_is_that_of_the_published_form() -> None:
    """As an auditor would write it down, whatever packs and sorts it here."""
    given = [((1, 300), (2, 2**40)), ((0,), (1,)), ((0, 2), (7, 1)), ((0, 2), (7, 1)), ((), ())]
    projects = [Project(str(n), n + 1) for n in range(301)]
    for ballots in (given, [(choices, None) for choices, _ in given]):
        instance = merge(9, projects, ballots)
        rows = sorted([[list(pair) for pair in g.worth()], g.weight] for g in instance.groups)
        text = json.dumps([9, [[p.id, p.cost] for p in projects], rows], separators=(",", ":"))
        assert instance.digest == hashlib.sha256(text.encode()).hexdigest()


@settings(QUICK, max_examples=15)
@given(elections(), st.sampled_from([SHARES, replace(SHARES, utility="cardinality")]), st.integers(1, 3))
def test_jumps_of_add1_give_what_single_steps_give(instance: Instance, rule: Rule, factor: int) -> None:
    """The same election in a tiny currency: thousands of steps, jumped over, and each of them made."""
    from budgets.tally import completion

    projects = tuple(replace(project, cost=project.cost * 31 * factor) for project in instance.projects)
    tiny = Instance(instance.budget * 31 * factor, projects, instance.groups)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(completion, "PLAIN", 0)
        jumped = count(tiny, rule)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(completion, "PLAIN", 10**9)
        stepped = count(tiny, rule)
    assert jumped.purchases == stepped.purchases
    assert (jumped.steps, jumped.endowment) == (stepped.steps, stepped.endowment)
    assert jumped.overshoot == stepped.overshoot


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


def test_nobody_voted() -> None:
    instance = merge(10, [Project("1", 5), Project("2", 8)], [])
    for rule in RULES:
        verify(instance, rule, count(instance, rule))
    assert count(instance, SHARES).winners == ()
