"""The rule as a record, and rules beside approvals: ranks, weighted panels, limits."""

import json
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from budgets.tally import Project, Rule, RuleError, commitment_of, count, merge, verify
from budgets.tally.rule import from_json
from budgets.tally.rule_parts import panels_of

PROJECTS = [Project("a", 6), Project("b", 5), Project("c", 4)]


@pytest.mark.parametrize(
    "wrong",
    [{"method": "best"}, {"ties": ["votes"]}, {"ties": []}, {"increment": 0}, {"increment": 0.5}, {"typo": 1},
     {"exhaustive_stop": "no"}, {"ties": "lot"}, {"min_votes": True}, {"min_permille": 1001},
     {"exclusive": [["a"]]}, {"exclusive": ["ab"]}, {"exclusive": [["a", "a"]]}, {"exclusive": [[1, 2]]},
     {"caps": []}, {"caps": {"x": {}}}, {"caps": {"x": {"number": -1}}}, {"caps": {"x": {"most": 1}}},
     {"max_winners": -1}, {"rank_points": [3, -1]}, {"rank_points": 3}, {"method": ["greedy"]},
     {"method": "panels"}, {"panels": [{"name": "x", "weight": 1, "source": "ballots"}]},
     {"method": "panels", "panels": [{"name": "x", "weight": 0, "source": "ballots"}]},
     {"method": "panels", "panels": [{"name": "x", "weight": 1, "source": "air"}]},
     {"method": "panels", "panels": [{"name": "x", "weight": 1, "source": "ballots", "more": 1}]},
     {"ballot": {"kind": "shouting"}}, {"ballot": {"kind": "approval", "min": 4, "max": 3}},
     {"ballot": {"kind": "approval", "colour": 3}}, {"ballot": {"kind": "points", "points": "ten"}},
     {"ballot": {"kind": "approval", "categories": {"x": "two"}}}, {"leftovers": "mine"}, {"seed": 5}],
)  # fmt: skip
def test_a_rule_that_cannot_be_counted_with_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(RuleError):
        from_json(wrong)


def test_a_record_comes_back_as_the_same_rule() -> None:
    rule = Rule(
        method="equal_shares", exclusive=(("a", "b"),), caps={"x": {"number": 2, "money": 9}}, max_winners=3,
        ballot={"kind": "approval", "min": 3, "max": 5, "categories": {"x": 2}}, leftovers="carry",
        min_permille=20, commitment=commitment_of("x"), seed="x",
    )  # fmt: skip
    again = from_json(rule.to_json())
    assert again.to_json() == rule.to_json()
    assert again.digest == rule.digest
    assert count(merge(9, PROJECTS, [((0, 1), None)]), again).winners == (1,)


def test_a_record_from_the_first_rounds_keeps_its_hash() -> None:
    """Frozen before fields were added: it must still be read, and its published hash must still fit."""
    record = {
        "method": "equal_shares", "fit": "skip", "min_votes": 1, "utility": "cost", "completion": "add1",
        "start": "floor", "increment": 1, "increment_permille": 5, "exhaustive_stop": False,
        "everything_if_affordable": True, "comparison": "none", "ties": ["votes", "cost", "lot"],
        "empty_ballots": "count", "commitment": "",
    }  # fmt: skip
    rule = from_json(record)
    assert rule.record() == record
    assert rule.digest == "7d48d9abcad0e7bca12ddd3d468428a08397fd99c97e67c6cc4fbac2968d3d9d"


def test_the_seed_does_not_change_the_digest() -> None:
    rule = Rule(commitment=commitment_of("x"))
    assert rule.digest == replace(rule, seed="x").digest


def test_ranks_are_worth_points() -> None:
    """Three voters put a first, two put c first and a last: 3-2-1 and 10-1-0 choose differently."""
    ballots = [((0, 1, 2), None)] * 3 + [((2, 1, 0), None)] * 2 + [((1, 2), None)]
    instance = merge(6, PROJECTS, ballots, ranked=True)
    borda = Rule(method="borda")
    result = count(instance, borda)
    verify(instance, borda, result)
    assert result.decided_by == "borda"
    assert result.winners == (1,), "b: 5 x 2 + 3 = 13, a: 3 x 3 + 2 = 11, c: 3 + 2 x 3 + 2 = 11"
    steep = Rule(method="borda", rank_points=(10, 1))
    verify(instance, steep, count(instance, steep))
    assert count(instance, steep).winners == (0,)


def test_ranked_ballots_are_not_taken_for_approvals() -> None:
    with pytest.raises(RuleError, match="borda"):
        count(merge(6, PROJECTS, [((0, 1), None)], ranked=True), Rule())
    with pytest.raises(RuleError, match="ranked"):
        count(merge(6, PROJECTS, [((0, 1), None)]), Rule(method="borda"))


def panels(*weights: int) -> Rule:
    names = ("주민투표", "위원회", "설문")
    found = tuple(
        {"name": name, "weight": weight, "source": "ballots" if name == "주민투표" else "scores"}
        for name, weight in zip(names, weights, strict=True)
    )
    return Rule(method="panels", panels=found)


def judged() -> Any:
    instance = merge(6, PROJECTS, [((0,), None)] * 6 + [((1,), None)] * 3 + [((2,), None)])
    return replace(instance, panels={"위원회": (10, 20, 70), "설문": (1, 3, 0)})


def test_the_weights_of_panels_decide() -> None:
    instance = judged()
    for weights, winner in (((45, 45, 10), 2), ((80, 10, 10), 0), ((0 + 1, 1, 98), 1)):
        rule = panels(*weights)
        result = count(instance, rule)
        verify(instance, rule, result)
        assert result.winners[0] == winner, weights


def test_panels_are_blended_exactly() -> None:
    from budgets.tally.scores import blend, parts

    rule = panels(50, 30, 20)
    found = blend(parts(judged(), rule), rule)
    assert found[0] == Fraction(50 * 6, 1000) + Fraction(30 * 10, 10000) + Fraction(20 * 1, 400)
    assert sum(found) == 1
    best = replace(rule, normalise="best")
    assert blend(parts(judged(), best), best)[0] == Fraction(1, 2) + Fraction(3, 70) + Fraction(2, 30)


def test_a_panel_without_scores_is_said() -> None:
    with pytest.raises(RuleError, match="위원회"):
        count(replace(judged(), panels={}), panels(50, 30, 20))


def test_panels_can_be_counted_without_the_portal(tmp_path: Any, capsys: Any) -> None:
    from budgets.tally.__main__ import main
    from tests.budgets.test_pb import GOOD

    file, rule, scores = tmp_path / "a.pb", tmp_path / "rule.json", tmp_path / "scores.json"
    file.write_text(GOOD)
    rule.write_text(json.dumps(panels(1, 98, 1).record()))
    scores.write_text(json.dumps({"위원회": {"1": 10, "2": 90}, "설문": {"1": 1, "2": 0}}))
    words = [str(file), "--rule", str(rule), "--panels"]
    assert main([*words, str(scores)]) == 0
    assert [row["project"] for row in json.loads(capsys.readouterr().out)["winners"]] == ["2"]
    scores.write_text('{"위원회": {"1": 10}}')
    assert main([*words, str(scores)]) == 2
    assert "위원회" in capsys.readouterr().err


def test_a_result_by_panels_is_checked_with_what_they_gave(tmp_path: Any, capsys: Any) -> None:
    from budgets.tally.__main__ import main
    from tests.budgets.test_pb import GOOD

    file, rule, scores, result = (tmp_path / name for name in ("a.pb", "rule.json", "scores.json", "r.json"))
    file.write_text(GOOD)
    rule.write_text(json.dumps(panels(50, 30, 20).record()))
    given = {"위원회": {"1": "165/2", "2": 90}, "설문": {"1": 1, "2": 0}}
    scores.write_text(json.dumps(given))
    assert main([str(file), "--rule", str(rule), "--panels", str(scores)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["panels"] == given
    assert sum(Fraction(row["blend"]) for row in told["projects"]) == 1
    result.write_text(json.dumps(told))
    check = [str(file), "--check", str(result)]
    assert main(check) == 0
    assert main([*check, "--panels", str(scores)]) == 0
    scores.write_text(json.dumps(given | {"설문": {"1": 0, "2": 1}}))
    assert main([*check, "--panels", str(scores)]) == 1, "another file of scores"
    told["panels"]["위원회"]["1"] = 1
    result.write_text(json.dumps(told))
    assert main(check) == 1, "scores changed inside the result"


@pytest.mark.parametrize(
    "wrong", [{"1": 0.5}, {"1": "0.5"}, {"1": "1/0"}, {"1": -1}, {"1": True}, {"1": "٣"}]
)
def test_a_score_that_is_not_exact_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(RuleError):
        panels_of({"위원회": wrong}, ["1"])


def test_what_is_excluded_says_by_whom() -> None:
    instance = merge(12, PROJECTS, [((0, 1, 2), None), ((0, 1), None)])
    for method in ("greedy", "equal_shares", "phragmen"):
        rule = Rule(method=method, exclusive=(("a", "b"),), completion="none")
        result = count(instance, rule)
        verify(instance, rule, result)
        assert len({0, 1} & set(result.winners)) == 1, method
        loser = ({0, 1} - set(result.winners)).pop()
        assert result.reasons[loser].code == "excluded"
        assert result.reasons[loser].detail["by"] in ("a", "b")


def test_a_full_category_and_enough_winners_are_said() -> None:
    projects = [replace(project, category="공원") for project in PROJECTS]
    instance = merge(12, projects, [((0, 1, 2), None), ((0, 1), None)])
    few = count(instance, Rule(caps={"공원": {"number": 1}}))
    assert [few.reasons[i].code for i in (0, 2)] == ["category_full", "category_full"]
    dear = count(instance, Rule(caps={"공원": {"money": 9}}))
    assert dear.winners == (1, 2)
    assert dear.reasons[0].code == "category_spent"
    one = count(instance, Rule(max_winners=1))
    assert [one.reasons[i].code for i in (0, 2)] == ["enough_winners", "enough_winners"]


def test_a_project_dearer_than_its_category_is_out_from_the_beginning() -> None:
    projects = [Project("1", 10, category="x"), Project("2", 10, category="y")]
    instance = merge(10, projects, [((0, 1), None)])
    for method in ("greedy", "equal_shares", "phragmen"):
        rule = Rule(method=method, caps={"y": {"money": 9}})
        result = count(instance, rule)
        verify(instance, rule, result)
        assert result.winners == (0,)
        assert result.reasons[1].code == "category_spent"


def test_a_share_of_the_voters_can_be_asked_for() -> None:
    instance = merge(12, PROJECTS, [((0,), None)] * 9 + [((1,), None)])
    result = count(instance, Rule(min_permille=101))
    assert result.reasons[1].detail == {"votes": 1, "minimum": 2}
    assert count(instance, Rule(min_permille=100)).reasons[1].code != "below_minimum"
