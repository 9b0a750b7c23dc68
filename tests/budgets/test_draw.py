"""The lot: fair to every stratum, the same for everybody who repeats it, and impossible to bend."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from budgets import draw as lot
from budgets.draw import Entry

traits = some.tuples(
    some.sampled_from(["11110", "26350", "41110"]),
    some.sampled_from(["20s", "30s", "60+", ""]),
    some.sampled_from(["F", "M", ""]),
)
rosters = some.lists(traits, min_size=1, max_size=60).map(
    lambda rows: [Entry(f"code{number}", *row) for number, row in enumerate(rows)]
)


@settings(max_examples=200, deadline=None)
@given(
    roster=rosters,
    size=some.integers(1, 70),
    seed=some.text("abcdef", min_size=1, max_size=8),
    turn=some.randoms(),
)
def test_every_stratum_gets_its_share(roster: list[Entry], size: int, seed: str, turn: Any) -> None:
    drawn = lot.draw(roster, size, seed)
    seats = min(size, len(roster))
    assert len(drawn.seats) == len(set(drawn.seats)) == seats
    assert sorted(drawn.seats + drawn.reserves) == sorted(entry.code for entry in roster)
    for stratum, quota in drawn.quotas.items():
        members = [entry for entry in roster if entry.stratum == stratum]
        exact = seats * len(members) / len(roster)
        assert abs(quota - exact) < 1
        assert quota == sum(entry.code in drawn.seats for entry in members)
    shuffled = list(roster)
    turn.shuffle(shuffled)
    assert lot.draw(shuffled, size, seed) == drawn, "the order of applying does not matter"


def test_a_quota_by_hand() -> None:
    """Three strata of 5, 3 and 2 for 4 seats: 2.0, 1.2, 0.8 → 2, 1, 1."""
    assert lot.quotas({"a": 5, "b": 3, "c": 2}, 4, "key") == {"a": 2, "b": 1, "c": 1}


def test_another_seed_draws_other_people() -> None:
    roster = [Entry(f"code{number}", "11110", "30s", "") for number in range(200)]
    assert lot.draw(roster, 20, "one").seats != lot.draw(roster, 20, "two").seats


def test_everybody_has_the_same_chance() -> None:
    """Over many seeds each of ten people is drawn about as often; a bent lot is far outside the bound."""
    roster = [Entry(f"code{number}", "11110", "30s", "") for number in range(10)]
    counts = dict.fromkeys((entry.code for entry in roster), 0)
    for seed in range(2000):
        for code in lot.draw(roster, 3, str(seed)).seats:
            counts[code] += 1
    assert all(500 < count < 700 for count in counts.values()), counts


@pytest.fixture
def file() -> dict[str, Any]:
    roster = [Entry(f"code{number}", "11110", "30s", "F") for number in range(8)]
    return {
        "size": 3,
        "seed": "seed",
        "commitment": lot.commitment("seed"),
        "applicants_sha256": lot.digest(roster),
        "applicants": [entry._asdict() for entry in roster],
        "seats": lot.draw(roster, 3, "seed").seats,
    }


def run(file: dict[str, Any], folder: Path) -> subprocess.CompletedProcess[str]:
    """As an auditor would: no settings, no database."""
    path = folder / "draw.json"
    path.write_text(json.dumps(file))
    bare = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DJANGO", "DATABASE", "GWANG"))
    }
    return subprocess.run(
        [sys.executable, "-m", "budgets.draw", str(path)],
        capture_output=True,
        text=True,
        check=False,
        env=bare,
    )


def test_a_file_nested_without_end_is_refused_with_a_sentence(tmp_path: Path, capsys: Any) -> None:
    deep = tmp_path / "draw.json"
    deep.write_text("[" * 200_000 + "]" * 200_000)
    assert lot.main([str(deep)]) == 1
    assert "not confirmed" in capsys.readouterr().err


def test_anyone_draws_again_without_the_portal(file: dict[str, Any], tmp_path: Path) -> None:
    done = run(file, tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["seats"] == file["seats"]


@pytest.mark.parametrize(
    ("change", "trouble"),
    [
        ({"seed": "another"}, "seed is not the one"),
        ({"seats": ["code0", "code1", "code2"]}, "other people"),
        ({"applicants": []}, "list is not the one"),
        ({"size": "many"}, "not confirmed"),
    ],
)
def test_a_bent_record_is_found(
    file: dict[str, Any], tmp_path: Path, change: dict[str, Any], trouble: str
) -> None:
    if file["seats"] == change.get("seats"):
        change = {"seats": ["code5", "code6", "code7"]}
    done = run(file | change, tmp_path)
    assert done.returncode == 1
    assert trouble in done.stderr
