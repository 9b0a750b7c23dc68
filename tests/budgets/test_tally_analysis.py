"""The pure analyses: each claim is checked by counting again in the plainest way."""

import random
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from budgets.tally import Project, Rule, count, merge, pb
from budgets.tally.analysis import Comparison, Missing, Stability, WhatIf
from budgets.tally.analysis.alternatives import shifted
from budgets.tally.analysis.job import run
from budgets.tally.analysis.missing import with_supporters
from budgets.tally.analysis.share import share_of
from budgets.tally.instance import Instance
from budgets.tally.report import to_json

GREEDY = Rule(everything_if_affordable=False)
SHARES = Rule(method="equal_shares", completion="none", everything_if_affordable=False)


def town(seed: int, voters: int = 60, projects: int = 8) -> Instance:
    """A small election with tastes."""
    chance = random.Random(seed)
    wishes = [Project(str(number), chance.randint(10, 60)) for number in range(1, projects + 1)]
    ballots = [(chance.sample(range(projects), chance.randint(1, 4)), None) for _ in range(voters)]
    return merge(120, wishes, ballots)


@pytest.mark.parametrize("seed", range(8))
def test_by_votes_the_missing_number_is_the_smallest_there_is(seed: int) -> None:
    instance = town(seed)
    winners = count(instance, GREEDY).winners
    found = run(Missing(instance, GREEDY, winners))
    assert found["monotone"] is True
    for row in found["projects"]:
        index = [project.id for project in instance.projects].index(row["project"])
        smallest = next(
            votes
            for votes in range(1, 500)
            if index in count(with_supporters(instance, index, votes), GREEDY).winners
        )
        assert row["votes"] == row["at_least"] == smallest


@pytest.mark.parametrize("seed", range(8))
def test_by_equal_shares_it_says_only_what_was_tried(seed: int) -> None:
    instance = town(seed)
    winners = count(instance, SHARES).winners
    for row in run(Missing(instance, SHARES, winners))["projects"]:
        index = [project.id for project in instance.projects].index(row["project"])

        def wins(votes: int, index: int = index) -> bool:
            return index in count(with_supporters(instance, index, votes), SHARES).winners

        assert wins(row["votes"])
        assert row["votes"] == 1 or not wins(row["votes"] - 1)
        assert not any(wins(votes) for votes in range(1, row["at_least"]))


def test_a_project_dearer_than_the_budget_is_beyond_help() -> None:
    instance = merge(100, [Project("1", 50), Project("2", 200)], [([0], None), ([1], None)])
    found = run(Missing(instance, GREEDY, (0,)))
    assert found["projects"] == [{"project": "2", "votes": None, "at_least": 1}]


def test_resamples_depend_on_the_seed_and_not_on_the_order_of_ballots() -> None:
    instance = town(1)
    turned = Instance(instance.budget, instance.projects, tuple(reversed(list(instance.groups))))
    one, other = (run(Stability(which, GREEDY, "seed", 30)) for which in (instance, turned))
    assert one == other
    assert one != run(Stability(instance, GREEDY, "another seed", 30))


def test_a_resample_has_as_many_voters_as_there_were() -> None:
    job = Stability(town(2), GREEDY, "seed", 5)
    assert {job.resample(number).voters for number in range(5)} == {60}


def test_a_unanimous_winner_wins_every_resample() -> None:
    instance = merge(100, [Project("1", 100), Project("2", 90)], [([0], None)] * 20 + [([0, 1], None)])
    found = run(Stability(instance, GREEDY, "seed", 50))
    assert [row["won"] for row in found["projects"]] == [50, 0]


def test_the_real_budget_in_the_grid_is_the_real_outcome() -> None:
    instance = town(3)
    cells = run(WhatIf(instance, SHARES))["cells"]
    real = next(cell for cell in cells if (cell["rule"], cell["permille"]) == ("declared", 1000))
    assert real["winners"] == [instance.projects[i].id for i in count(instance, SHARES).winners]
    assert all(cell["cost"] <= cell["budget"] for cell in cells)


def test_the_declared_rule_stands_first_and_equal_shares_slights_nobody() -> None:
    rows = run(Comparison(town(4), SHARES))["rules"]
    assert rows[0]["rule"] == "declared"
    by_name = {row["rule"]: row for row in rows}
    assert by_name["shares_cost"]["figures"]["slighted"] == []
    assert by_name["declared"]["prefer"] == {"declared": 0, "this": 0}


@pytest.mark.parametrize("seed", range(6))
def test_all_voters_shares_together_are_what_was_bought(seed: int) -> None:
    """Nobody pays more than she has, and the payments of all raise exactly the cost of all winners."""
    instance = town(seed)
    result = to_json(instance, SHARES, count(instance, SHARES))
    total = Fraction(0)
    for group in instance.groups:
        share = share_of(result, {instance.projects[i].id: 1 for i in group.choices})
        assert share is not None
        paid = sum((payment.paid for payment in share.payments), Fraction(0))
        assert share.left >= 0
        assert paid + share.left == share.wallet
        total += paid * group.weight
    assert total == result["cost"]


def test_by_votes_nobody_paid_from_a_wallet() -> None:
    instance = town(5)
    assert share_of(to_json(instance, GREEDY, count(instance, GREEDY)), {"1": 1}) is None


def test_the_real_wieliczka_served_more_people_than_votes_alone_would_have(pb_dir: Path) -> None:
    election = pb.read((pb_dir / "Poland_Wieliczka_2023_Green_Budget.pb").read_bytes())
    rule = Rule(method="equal_shares", comparison="greedy")
    rows = {row["rule"]: row for row in run(Comparison(election.instance(), rule))["rules"]}
    assert len(rows["declared"]["winners"]) == 30
    assert rows["declared"]["figures"]["excluded"] == 1172 < rows["greedy"]["figures"]["excluded"] == 1820
    assert rows["declared"]["figures"]["slighted"] == []
    assert len(rows["greedy"]["figures"]["slighted"]) == 3


def test_ten_points_are_moved_to_one_panel_and_taken_from_the_others_in_proportion() -> None:
    panels = (
        {"name": "시민", "weight": 50, "source": "ballots"},
        {"name": "위원", "weight": 30, "source": "scores"},
        {"name": "설문", "weight": 20, "source": "scores"},
    )
    moved = [Fraction(panel["weight"]) for panel in shifted(panels, 0, 10)]
    shares = [weight / sum(moved) for weight in moved]
    assert shares == [Fraction(60, 100), Fraction(24, 100), Fraction(16, 100)]
    assert [panel["weight"] for panel in shifted(panels[:1], 0, -10)] == [50]


def test_the_weights_of_panels_are_tried_ten_points_up_and_down() -> None:
    wishes = [Project("1", 60), Project("2", 60)]
    instance = replace(merge(60, wishes, [([0], None)] * 10 + [([1], None)] * 9), panels={"위원": (1, 2)})
    rule = Rule(
        method="panels",
        panels=(
            {"name": "시민", "weight": 88, "source": "ballots"},
            {"name": "위원", "weight": 12, "source": "scores"},
        ),
    )
    assert [instance.projects[i].id for i in count(instance, rule).winners] == ["1"]
    cells = {
        (cell["panel"], cell["points"]): cell["winners"] for cell in run(WhatIf(instance, rule))["weights"]
    }
    assert cells[("시민", 10)] == cells[("위원", -10)] == ["1"]
    assert cells[("시민", -10)] == cells[("위원", 10)] == ["2"], "ten points decide here"


def test_ranked_ballots_are_compared_by_points_for_ranks() -> None:
    wishes = [Project("1", 60), Project("2", 60), Project("3", 50)]
    ballots = [([0, 1], None)] * 3 + [([1, 2], None)] * 2 + [([2], None)]
    instance = merge(110, wishes, ballots, ranked=True)
    rows = {row["rule"]: row for row in run(Comparison(instance, Rule(method="borda")))["rules"]}
    assert set(rows) == {"declared", "borda", "shares_cost", "shares_cardinality", "phragmen"}
    assert rows["declared"]["winners"] == rows["borda"]["winners"]
    assert run(WhatIf(instance, Rule(method="borda")))["weights"] == []
