"""The engine against what cities that really voted have funded."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from budgets.tally import Instance, Rule, count, pb, verify
from budgets.tally.meta import rule_of
from budgets.tally.report import to_json


def election(folder: Path, name: str) -> pb.Election:
    return pb.read((folder / f"{name}.pb").read_bytes())


def ids(instance: Instance, indexes: Any) -> list[str]:
    return [instance.projects[index].id for index in indexes]


@pytest.mark.parametrize(
    ("name", "winners"),
    [
        ("Poland_Wieliczka_2023_Green_Budget", 30),
        ("Poland_Swiecie_2023", 17),
        ("Netherlands_Assen_2024", 9),
    ],
)
def test_binding_equal_shares_elections_give_the_projects_that_were_funded(
    pb_dir: Path, name: str, winners: int
) -> None:
    found = election(pb_dir, name)
    instance, rule = found.instance(), rule_of(found.meta)
    assert rule is not None
    result = count(instance, rule)
    assert len(result.winners) == winners
    assert set(ids(instance, result.winners)) == set(found.selected)
    verify(instance, rule, result)


def test_the_small_print_decides_wieliczka(pb_dir: Path) -> None:
    found = election(pb_dir, "Poland_Wieliczka_2023_Green_Budget")
    rule = rule_of(found.meta)
    assert rule is not None
    instance = found.instance()
    assert len(count(instance, replace(rule, exhaustive_stop=True)).winners) == 31
    assert count(instance, rule).preference == (1615, 873)


@pytest.mark.parametrize(
    "name",
    ["Poland_Katowice_2023", "Poland_Lodz_2022", "Poland_Wroclaw_2015_150_-_500", "Poland_Lodz_2020_Nr_33"],
)
def test_greedy_elections_give_the_projects_that_were_funded(pb_dir: Path, name: str) -> None:
    found = election(pb_dir, name)
    instance, rule = found.instance(), rule_of(found.meta)
    assert rule is not None
    result = count(instance, rule)
    assert set(ids(instance, result.winners)) == set(found.selected)
    verify(instance, rule, result)


@pytest.mark.parametrize("name", ["Poland_Zabrze_2020_Osiedle_Mlodego_Gornika", "Poland_Zabrze_2021_Zandka"])
def test_a_project_that_everybody_wants_and_that_costs_all_is_funded(pb_dir: Path, name: str) -> None:
    """With floats, the sum of everybody's share is a hair less than the budget, and the project is lost."""
    instance = election(pb_dir, name).instance()
    rule = Rule(method="equal_shares", completion="none", everything_if_affordable=False)
    assert len(count(instance, rule).winners) == 1


@pytest.mark.parametrize("utility", ["cost", "cardinality"])
def test_add1_in_a_tiny_currency_jumps(pb_dir: Path, utility: str) -> None:
    """A wallet is worth 4,394 steps of one unit; hardly a run is needed, and the replay agrees."""
    instance = election(pb_dir, "Worldwide_Mechanical_Turk_k_approval_7").instance()
    rule, runs = Rule(method="equal_shares", utility=utility), []
    result = count(instance, rule, lambda step, wallet: runs.append(step))
    verify(instance, rule, result)
    assert result.steps > 2000
    assert len(runs) < 600


def test_ranked_ballots_of_krakow_are_counted_by_places(pb_dir: Path) -> None:
    found = election(pb_dir, "Poland_Krakow_2018_Swoszowice")
    instance, rule = found.instance(), rule_of(found.meta)
    assert rule is not None
    assert rule.rank_points == (3, 2, 1)
    result = count(instance, rule)
    verify(instance, rule, result)
    scores = [int(row["score"]) for row in found.rows if row.get("score")]
    assert [row["score"] for row in to_json(instance, rule, result)["projects"]] == scores


def test_everything_affordable_is_funded_at_once(pb_dir: Path) -> None:
    found = election(pb_dir, "checker_hang_all_affordable")
    rule = rule_of(found.meta)
    assert rule is not None
    result = count(found.instance(), rule)
    assert result.decided_by == "everything"
    assert len(result.winners) == 2


def test_the_portal_is_not_needed(pb_dir: Path, tmp_path: Path) -> None:
    """`python -m budgets.tally` in an empty environment, then the check of what it printed."""
    import json
    import subprocess
    import sys

    from django.conf import settings

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "budgets.tally", *arguments]
        return subprocess.run(
            command,
            check=False,
            capture_output=True,
            text=True,
            cwd=settings.BASE_DIR,
            env={"PATH": "/usr/bin:/bin"},
            timeout=120,
        )

    file, rule, kept = pb_dir / "Netherlands_Assen_2024.pb", tmp_path / "rule.json", tmp_path / "result.json"
    rule.write_text(json.dumps({"method": "equal_shares"}))
    done = run(str(file), "--rule", str(rule))
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert len(result["winners"]) == 9
    assert "/" in result["winners"][0]["price"]
    kept.write_text(done.stdout)
    assert run(str(file), "--check", str(kept)).returncode == 0
    result["winners"][0], result["winners"][1] = result["winners"][1], result["winners"][0]
    kept.write_text(json.dumps(result))
    assert run(str(file), "--check", str(kept)).returncode == 1
    rule.write_text('{"methud": "greedy"}')
    wrong = run(str(file), "--rule", str(rule))
    assert wrong.returncode == 2
    assert "methud" in wrong.stderr
