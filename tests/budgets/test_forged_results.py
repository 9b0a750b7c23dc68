"""Results that somebody forged, shown to both replays: ours and the browser's. None may be believed."""

import json
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import count as count_from
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgets.tally import Instance, Mismatch, PbError, Project, Result, Rule, count, merge, pb, verify
from budgets.tally.completion import first_wallet, increment
from budgets.tally.electorate import Electorate
from budgets.tally.limits import Limits
from budgets.tally.report import to_json
from budgets.tally.shares import Run
from budgets.tally.ties import ranks
from tests.budgets.browser_replay import Browser, browser, pb_of
from tests.budgets.test_tally_properties import elections

__all__ = ["browser"]

SHARES = Rule(method="equal_shares")
COMPARED = replace(SHARES, comparison="greedy")
QUICK = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
FOLLOWED = (
    "decided_by", "cost", "endowment", "steps", "filled", "preference", "winners", "overshoot",
    "overshoot_endowment", "outvoted",
)  # fmt: skip


def believed(instance: Instance, rule: Rule, result: Result) -> bool:
    try:
        verify(instance, rule, result)
    except Mismatch:
        return False
    return True


def is_good(answer: dict[str, Any], data: dict[str, Any]) -> bool:
    """Does the browser say that all is well? Of a file that calls itself an old one it says what it could not
    follow; every other forgery it must refuse."""
    old = data["version"] == "1" and data["decided_by"] == "greedy" and "outvoted" not in data
    return "code" not in answer and not (old and answer["left"] == [{"step": "outvoted", "words": {}}])


def claims(data: dict[str, Any]) -> str:
    return json.dumps({name: data.get(name) for name in FOLLOWED}, sort_keys=True)


def outcomes(instance: Instance, rule: Rule) -> dict[str, Result]:
    """What each side of the comparison would fund, honestly counted."""
    shares = count(instance, replace(rule, comparison="none"))
    votes = count(instance, Rule(everything_if_affordable=rule.everything_if_affordable, ties=rule.ties))
    return {"equal_shares": shares, "greedy": votes}


def forged_comparisons(instance: Instance, rule: Rule, chance: random.Random) -> Iterator[Result]:
    """Either side as the winner, any two numbers; as the outvoted side nothing, the truth or a change."""
    honest, sides = count(instance, rule), outcomes(instance, rule)
    shares = replace(sides["equal_shares"], reasons={})
    bought = shares.purchases
    losers: list[Result | None] = [
        None,
        shares,
        sides["greedy"],
        replace(sides["greedy"], endowment=Fraction(1)),
    ]
    if bought:
        place = chance.randrange(len(bought))
        fewer = bought[:place] + bought[place + 1 :]
        cost = sum(instance.projects[purchase.project].cost for purchase in fewer)
        losers += [replace(shares, purchases=fewer, cost=cost), replace(shares, cost=shares.cost + 1)]
        losers += [replace(shares, steps=shares.steps + 1), replace(shares, overshoot=None)]
    numbers = [honest.preference, None, (0, 0), (0, 1), (1, 0), (chance.randrange(9), chance.randrange(9))]
    for loser in losers:
        for side in (*sides.values(), honest):
            decided = chance.choice(["greedy", "equal_shares", "everything", "phragmen", "borda", "panels"])
            for by in (side.decided_by, "greedy", decided):
                for preference in chance.sample(numbers, 3):
                    yield replace(side, decided_by=by, preference=preference, outvoted=loser)


@pytest.mark.parametrize("completion", ["none", "add1", "add1u"])
@QUICK
@given(instance=elections(), whole=st.booleans(), chance=st.randoms(use_true_random=False))
def test_no_forged_comparison_is_believed(
    browser: Browser, completion: str, instance: Instance, whole: bool, chance: random.Random
) -> None:
    """`decided_by: greedy` and two made-up numbers would put other winners in the place of the voters'."""
    rule = replace(COMPARED, completion=completion, everything_if_affordable=whole)
    honest, ballots = to_json(instance, rule, count(instance, rule)), pb_of(instance)
    assert browser.check(ballots, honest)["left"] == []
    reasons, seen = count(instance, rule).reasons, {claims(honest)}
    for result in forged_comparisons(instance, rule, chance):
        data = to_json(instance, rule, replace(result, reasons=reasons))
        if claims(data) in seen:
            continue
        seen.add(claims(data))
        assert not believed(instance, rule, result), data
        if chance.randrange(6) == 0:
            assert not is_good(browser.check(ballots, data), data), data


def a_vote_that_greedy_won() -> tuple[Instance, Rule, Result]:
    """The first among small elections."""
    for seed in count_from(0):
        instance = small(seed)
        result = count(instance, COMPARED)
        if result.decided_by == "greedy":
            return instance, COMPARED, result
    raise AssertionError("there is no such election")


def test_the_outvoted_outcome_is_in_the_file_and_an_old_file_says_that_it_is_not(browser: Browser) -> None:
    instance, rule, result = a_vote_that_greedy_won()
    data, ballots = to_json(instance, rule, result), pb_of(instance)
    assert (data["version"], browser.check(ballots, data)["left"]) == ("2", [])
    shares = to_json(instance, rule, count(instance, SHARES))
    assert data["outvoted"]["winners"] == shares["winners"]
    old = {key: value for key, value in data.items() if key != "outvoted"}
    assert browser.check(ballots, old | {"version": "1"})["left"] == [{"step": "outvoted", "words": {}}]
    assert browser.check(ballots, old)["code"] == "comparison", "a new file without it hides something"
    assert not believed(instance, rule, replace(result, outvoted=None))


def test_files_that_need_no_outvoted_outcome_keep_their_bytes() -> None:
    """A result kept and signed before the key was there must still be what a recount gives."""
    instance, _, _ = a_vote_that_greedy_won()
    for rule in (Rule(), SHARES, Rule(method="phragmen")):
        data = to_json(instance, rule, count(instance, rule))
        assert data["version"] == "1"
        assert "outvoted" not in data


# ---------------------------------------------------------------- a later end of Add1


def later_end(instance: Instance, rule: Rule) -> Result | None:
    """A result that passes over the first end of Add1 and stops truly, but at a later run; None without."""
    honest = count(instance, rule)
    candidates = tuple(i for i, p in enumerate(instance.projects) if p.cost <= instance.budget)
    electorate = Electorate(instance, candidates, rule.utility, ranks(instance, rule))
    first, more = first_wallet(instance, rule), increment(instance, rule)
    limits = Limits(instance, rule)
    runs = [Run(electorate, first + step * more, limits).play() for step in range(honest.steps + 12)]
    for step in range(honest.steps - 1, len(runs) - 1):
        kept, dear = runs[step], runs[step + 1]
        if kept.cost <= instance.budget < dear.cost and set(kept.order) != set(honest.winners):
            stop = replace(honest, overshoot=dear.purchases, overshoot_endowment=dear.endowment)
            bought = replace(stop, purchases=kept.purchases, cost=kept.cost)
            return replace(bought, endowment=kept.endowment, steps=step + 2)
    return None


def small(seed: int) -> Instance:
    chance = random.Random(seed)
    projects = [Project(str(n + 1), chance.randint(10, 60)) for n in range(chance.randint(4, 8))]
    size = chance.randint(5, 14)
    chosen = [chance.sample(range(len(projects)), chance.randint(1, 3)) for _ in range(size)]
    return merge(100, projects, [(tuple(sorted(one)), None) for one in chosen])


@pytest.fixture(params=[(288, False), (414, False), (31, True), (47, True)], ids=str)
def later(request: Any) -> tuple[Instance, Rule, Result]:
    """One small election in a hundred has such an end; the seeds of four of them."""
    seed, exhaustive = request.param
    instance, rule = small(seed), replace(SHARES, exhaustive_stop=exhaustive)
    forged = later_end(instance, rule)
    assert forged is not None
    return instance, rule, forged


def test_a_browser_makes_the_skipped_runs_anew(browser: Browser, later: Any) -> None:
    """A larger wallet may give a cheaper outcome, so a later end is true in itself and false all the same."""
    instance, rule, forged = later
    assert browser.check(pb_of(instance), to_json(instance, rule, forged))["code"] == "runs"
    honest = to_json(instance, rule, count(instance, rule))
    assert browser.check(pb_of(instance), honest)["left"] == []


def test_where_the_runs_are_too_many_the_browser_says_what_it_left_out(browser: Browser) -> None:
    """A tiny currency: 30,000 steps. It must not say that all was followed."""
    instance = merge(10**7, [Project(str(n), 3 * 10**6 + n) for n in range(1, 9)],
                     [((n, (n + k) % 8), None) for n in range(8) for k in (1, 2, 3)])  # fmt: skip
    result = count(instance, SHARES)
    left = browser.check(pb_of(instance), to_json(instance, SHARES, result))["left"]
    assert [one["step"] for one in left] == ["runs"]
    assert int(left[0]["words"]["runs"].replace(",", "")) == result.steps


@pytest.mark.parametrize(
    "cost", ["１０", "1_0", "1e1", "+10", " 10", "10.0", "10.", "\u00a010", "1 0", ".5", "", "-1"]
)
def test_a_browser_reads_the_amounts_that_we_read(browser: Browser, cost: str) -> None:
    """An election that only one of the two can read cannot be checked by everybody."""
    instance = merge(100, [Project("1", 10), Project("2", 20)], [((0,), None)])
    text, result = pb_of(instance), to_json(instance, Rule(), count(instance, Rule()))
    changed = text.replace("\n1;10", f"\n1;{cost}", 1)
    try:
        ours = pb.read(changed.encode()).instance().digest
    except PbError:
        ours = "broken"
    answer = browser.check(changed, result)
    assert answer.get("digest", answer.get("code")) == ours


def test_there_are_words_for_whatever_the_browser_finds() -> None:
    """Without them a citizen would read the name of a code beside the cross."""
    base = Path(django_settings.BASE_DIR)
    scripts = "".join(path.read_text() for path in (base / "static/js").glob("budgets-re*.js"))
    scripts += (base / "static/js/budgets-rule.js").read_text()
    words = (base / "templates/budgets/result/_verify_words.html").read_text()
    codes = set(re.findall(r'demand\([^;]*?, "(\w+)"', scripts))
    unknown = set(re.findall(r'step: "(\w+)"', scripts))
    assert {"runs", "comparison", "price"} <= codes
    assert unknown == {"runs", "outvoted"}
    for name in [f"replay_{code}" for code in codes] + [f"{step}_unknown" for step in unknown]:
        assert f'data-word="{name}"' in words, name
