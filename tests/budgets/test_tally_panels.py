"""Weighted panels, whatever the numbers: what must not matter does not, and 100 % is the plain vote."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgets.tally import Instance, Project, Rule, count, merge, verify
from budgets.tally.report import to_json
from budgets.tally.scores import blend, parts

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
EXACT = st.one_of(st.integers(0, 9), st.fractions(0, 9, max_denominator=12))


def weighing(weights: tuple[int, ...], **more: Any) -> Rule:
    names = ("주민투표", "위원회", "설문")
    panels = tuple(
        {"name": name, "weight": weight, "source": "scores" if place else "ballots"}
        for place, (name, weight) in enumerate(zip(names, weights, strict=False))
    )
    return Rule(method="panels", panels=panels, **more)


@st.composite
def judged(draw: Any) -> Instance:
    number = draw(st.integers(2, 6))
    costs = draw(st.lists(st.integers(0, 9), min_size=number, max_size=number))
    ballots = draw(st.lists(st.sets(st.integers(0, number - 1)), min_size=1, max_size=8))
    row = st.lists(EXACT, min_size=number, max_size=number)
    projects = [Project(str(place + 1), cost) for place, cost in enumerate(costs)]
    instance = merge(draw(st.integers(1, 30)), projects, [(sorted(b), None) for b in ballots])
    return replace(instance, panels={"위원회": tuple(draw(row)), "설문": tuple(draw(row))})


RULES = st.builds(
    weighing,
    st.tuples(st.integers(1, 99), st.integers(1, 99), st.integers(1, 99)),
    normalise=st.sampled_from(["share", "best"]),
    fit=st.sampled_from(["skip", "stop"]),
    rank_by=st.sampled_from(["score", "score_per_cost"]),
    everything_if_affordable=st.booleans(),
)


@QUICK
@given(judged(), RULES)
def test_count_and_replay_agree_and_the_same_is_written_again(instance: Instance, rule: Rule) -> None:
    result = count(instance, rule)
    verify(instance, rule, result)
    assert to_json(instance, rule, result) == to_json(instance, rule, count(instance, rule))
    for row in to_json(instance, rule, result)["projects"]:
        assert 0 <= Fraction(row["blend"]) <= 1


@QUICK
@given(judged(), RULES, st.integers(1, 50), st.integers(1, 50))
def test_a_panel_that_gives_ten_times_the_points_says_the_same(
    instance: Instance, rule: Rule, times: int, over: int
) -> None:
    scaled = {
        name: tuple(score * Fraction(times, over) for score in row) for name, row in instance.panels.items()
    }
    other = replace(instance, panels=scaled)
    assert blend(parts(other, rule), rule) == blend(parts(instance, rule), rule)
    assert count(other, rule).winners == count(instance, rule).winners


@QUICK
@given(judged(), RULES, st.randoms())
def test_the_order_of_panels_and_of_projects_changes_nothing(
    instance: Instance, rule: Rule, chance: Any
) -> None:
    order = list(range(len(instance.projects)))
    chance.shuffle(order)
    place = {old: new for new, old in enumerate(order)}
    ballots = [
        (sorted(place[i] for i in group.choices), None)
        for group in instance.groups
        for _ in range(group.weight)
    ]
    moved = merge(instance.budget, [instance.projects[old] for old in order], ballots)
    moved = replace(moved, panels={n: tuple(row[old] for old in order) for n, row in instance.panels.items()})
    turned = replace(rule, panels=tuple(reversed(rule.panels)))
    winners = [instance.projects[i].id for i in count(instance, rule).winners]
    assert [moved.projects[i].id for i in count(moved, turned).winners] == winners


@QUICK
@given(judged(), st.sampled_from(["share", "best"]), st.sampled_from(["skip", "stop"]))
def test_a_hundred_per_cent_for_the_ballots_is_the_plain_vote(
    instance: Instance, normalise: str, fit: str
) -> None:
    alone = weighing((100,), normalise=normalise, fit=fit)
    assert count(instance, alone).winners == count(instance, Rule(fit=fit)).winners


@QUICK
@given(judged(), RULES)
def test_more_from_a_panel_never_lowers_a_share(instance: Instance, rule: Rule) -> None:
    row = instance.panels["위원회"]
    more = replace(instance, panels={**instance.panels, "위원회": (row[0] + 1, *row[1:])})
    assert blend(parts(more, rule), rule)[0] >= blend(parts(instance, rule), rule)[0]
