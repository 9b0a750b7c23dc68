"""`python -m budgets.tally FILE.pb --check RESULT.json`: nothing that the file says may be false and pass."""

import copy
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from budgets.tally import Instance, Project, Rule, RuleError, commitment_of, count, merge
from budgets.tally.__main__ import main
from budgets.tally.check import as_version, faults
from budgets.tally.report import to_json
from tests.budgets.browser_replay import pb_of
from tests.budgets.test_forged_results import COMPARED, SHARES, a_vote_that_greedy_won, later

__all__ = ["later"]

RULES = {
    "greedy": Rule(),
    "shares": SHARES,
    "phragmen": Rule(method="phragmen"),
    "compared": COMPARED,
    "panels": Rule(
        method="panels",
        panels=(
            {"name": "표", "weight": 60, "source": "ballots"},
            {"name": "위", "weight": 40, "source": "scores"},
        ),
    ),
}


def kept(name: str) -> tuple[Instance, dict[str, Any]]:
    instance, _, _ = a_vote_that_greedy_won()
    if name == "panels":
        instance = replace(instance, panels={"위": (3, 1, 4, 1, 5, 9, 2, 6)[: len(instance.projects)]})
    data = to_json(instance, RULES[name], count(instance, RULES[name]))
    return instance, json.loads(json.dumps(data))


def changed(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    return value + 1 if isinstance(value, int) else "7/3" if value is None else value + "1"


def leaves(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(data, dict | list):
        for key in data if isinstance(data, dict) else range(len(data)):
            yield from leaves(data[key], (*path, key))
    else:
        yield path


def with_change(data: dict[str, Any], path: tuple[Any, ...]) -> dict[str, Any]:
    found = copy.deepcopy(data)
    place: Any = found
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = changed(place[path[-1]])
    return found


def is_found(instance: Instance, data: dict[str, Any]) -> bool:
    try:
        return bool(faults(instance, data))
    except RuleError:  # a rule that cannot be is refused before anything is counted
        return True


@pytest.mark.parametrize("name", RULES)
def test_each_word_and_number_of_a_result_is_compared(name: str) -> None:
    instance, data = kept(name)
    plain = replace(instance, panels={})
    assert faults(plain, data) == []
    for path in leaves(data):
        assert is_found(plain, with_change(data, path)), path
    for key in data:
        assert is_found(plain, {one: data[one] for one in data if one != key}), f"without {key}"
    assert faults(plain, data | {"better": 1})


def test_what_the_portal_adds_about_the_election_is_left_to_the_portal() -> None:
    instance, data = kept("greedy")
    assert faults(instance, data | {"election": {"name": "종로구"}}) == []


@pytest.mark.parametrize(
    "text", ['{"voters": ' + "9" * 5000 + "}", "[" * 200_000 + "]" * 200_000, "{", "\x00"], ids=range(4)
)
@pytest.mark.parametrize("place", ["--check", "--rule", "--panels"])
def test_whatever_is_no_json_is_answered_with_a_sentence(
    files: Any, capsys: Any, tmp_path: Path, text: str, place: str
) -> None:
    """A citizen who was given a hostile file reads why, not a page of Python."""
    instance, data = kept("shares")
    hostile = tmp_path / "hostile.json"
    hostile.write_text(text)
    words = files(instance, data)
    assert main([*(words if place != "--check" else words[:1]), place, str(hostile)]) == 2
    assert "hostile.json: this is no JSON that can be read" in capsys.readouterr().err


def test_who_checks_a_result_is_told_what_the_count_cannot_vouch_for(files: Any, capsys: Any) -> None:
    instance, data = kept("shares")
    assert main(files(instance, data | {"election": {"round_title": "다른 곳의 투표"}})) == 0
    assert "only its signature can vouch" in capsys.readouterr().out


@pytest.fixture
def files(tmp_path: Path) -> Any:
    def write(instance: Instance, data: Any, rule: Rule | None = None) -> list[str]:
        ballots, result, record = (tmp_path / name for name in ("a.pb", "result.json", "rule.json"))
        ballots.write_text(pb_of(instance))
        result.write_text(json.dumps(data, ensure_ascii=False))
        record.write_text(json.dumps(rule.to_json() if rule else {}))
        return [str(ballots), "--check", str(result), *(["--rule", str(record)] if rule else [])]

    return write


def test_a_false_fingerprint_or_figure_is_said_in_a_sentence(files: Any, capsys: Any) -> None:
    instance, data = kept("shares")
    assert main(files(instance, data)) == 0
    assert "holds" in capsys.readouterr().out
    for key, value, words in (
        ("input_sha256", "0" * 64, "other ballots"),
        ("rule_sha256", "f" * 64, "fingerprint of the rule"),
        ("voters", 999, "number of voters"),
        ("budget", 1, "budget"),
        ("voters", 12.0, "number of voters"),
    ):
        assert main(files(instance, data | {key: value})) == 1
        said = capsys.readouterr().err
        assert words in said, key
        assert str(value) in said


def test_the_rule_that_is_given_must_be_that_of_the_result(files: Any, capsys: Any) -> None:
    instance, data = kept("shares")
    assert main(files(instance, data, SHARES)) == 0
    assert main(files(instance, data, Rule())) == 1
    assert "another rule than the one given" in capsys.readouterr().err


def test_a_promised_seed_must_be_revealed_and_be_that_of_the_rule_given(files: Any, capsys: Any) -> None:
    promised = replace(SHARES, commitment=commitment_of("씨앗"))
    instance, _, _ = a_vote_that_greedy_won()
    hidden = to_json(instance, promised, count(instance, promised))
    assert main(files(instance, hidden)) == 1
    assert "not revealed" in capsys.readouterr().err
    drawn, other = replace(SHARES, seed="하나"), replace(SHARES, seed="둘")
    data = to_json(instance, drawn, count(instance, drawn))
    assert main(files(instance, data, drawn)) == 0
    assert main(files(instance, data, other)) == 1
    assert "another seed" in capsys.readouterr().err


def test_a_later_end_of_add1_is_found_by_counting_again(later: Any, files: Any, capsys: Any) -> None:
    """Its last two runs are true, so following them finds nothing: only the runs before them tell."""
    instance, rule, forged = later
    assert main(files(instance, to_json(instance, rule, forged))) == 1
    assert "number of runs" in capsys.readouterr().err


def test_a_result_kept_before_the_outvoted_outcome_was_is_counted_again(files: Any) -> None:
    instance, data = kept("compared")
    assert data["decided_by"] == "greedy"
    old = {key: value for key, value in data.items() if key != "outvoted"} | {"version": "1"}
    assert main(files(instance, old)) == 0
    assert main(files(instance, old | {"preference": [0, 99]})) == 1
    assert main(files(instance, old | {"version": "2"})) == 1
    assert as_version(data, old) == old
    assert as_version(data, data) == data


@pytest.mark.parametrize("data", [[], {}, {"projects": 1}, "x", None, {"winners": [{}]}], ids=repr)
def test_a_file_that_is_no_result_is_said_to_be_none(files: Any, capsys: Any, data: Any) -> None:
    instance = merge(10, [Project("1", 5)], [((0,), None)])
    assert main(files(instance, data)) == 1
    assert "not written as results are" in capsys.readouterr().err


@pytest.mark.parametrize("price", ["1e999999999", "٣", "0.5", "1/0", "-1", 3, "9" * 5000])
def test_an_amount_that_no_result_has_is_refused_at_once(files: Any, price: Any) -> None:
    instance, data = kept("shares")
    data["winners"][0]["price"] = price
    assert main(files(instance, data)) == 1
