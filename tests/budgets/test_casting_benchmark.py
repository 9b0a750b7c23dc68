"""The judge of benchmarks.casting must see a lost ballot: one that sees nothing would prove nothing."""

import json
from typing import Any

import pytest

from benchmarks.casting_scenes import CREATED, REFUSED, Closing, Spell, judged
from benchmarks.load import Answer, Call, Outcome
from budgets.models import SealedBallot
from tests.budgets import attacks

pytestmark = pytest.mark.django_db
DEADLINE = 1000.0


def told(code: str, sent: float = DEADLINE - 1) -> Answer:
    return Answer(Call("PUT", "/"), CREATED, json.dumps({"receipt": code}).encode(), sent)


@pytest.fixture
def codes(voting: Any, city: Any, cast: Any, finish: Any, minsu: Any, alice: Any) -> list[str]:
    found = [cast(one, city, 1, 2).code for one in (minsu, alice)]
    finish(voting)
    return found


def closing(city: Any, *answers: Answer) -> Closing:
    nothing = Outcome(0, [], [])
    return judged(city, list(answers), Spell("", nothing, nothing, {}, 0, []), 0, DEADLINE)


def test_all_receipts_that_were_given_are_in_the_tree(city: Any, codes: list[str]) -> None:
    found = closing(city, *map(told, codes), Answer(Call("PUT", "/"), REFUSED, b"", DEADLINE + 1))
    assert found.is_whole
    assert (found.accepted, found.refused, found.leaves) == (2, 1, 2)


def test_a_receipt_of_a_lost_ballot_is_found(city: Any, codes: list[str]) -> None:
    with attacks.guards_off():
        SealedBallot.objects.filter(envelope=city, place=0).delete()
    found = closing(city, *map(told, codes))
    assert (found.missing, found.is_whole) == (1, False)


def test_a_leaf_that_does_not_lead_to_the_root_is_found(city: Any, codes: list[str]) -> None:
    with attacks.guards_off():
        SealedBallot.objects.filter(envelope=city, place=0).update(choices=[1])
    assert closing(city, *map(told, codes)).missing == 1


def test_a_ballot_that_nobody_was_told_of_is_found(city: Any, codes: list[str]) -> None:
    found = closing(city, told(codes[0]))
    assert (found.missing, found.is_whole) == (0, False)


def test_a_ballot_taken_after_the_deadline_is_found(city: Any, codes: list[str]) -> None:
    found = closing(city, told(codes[0]), told(codes[1], DEADLINE + 0.1))
    assert (found.late, found.is_whole) == (1, False)


def test_the_parts_of_a_run_are_named_or_refused() -> None:
    from argparse import Namespace

    from benchmarks.__main__ import parts_of

    wish = {"parts": "", "only": "", "quick": False, "compare": ""}
    assert parts_of(Namespace(**wish)) == ["scenes", "casting", "tally"]
    assert parts_of(Namespace(**wish | {"quick": True})) == ["scenes"]
    assert parts_of(Namespace(**wish | {"parts": "tally,million"})) == ["tally", "million"]
    with pytest.raises(SystemExit, match="no part telly"):
        parts_of(Namespace(**wish | {"parts": "telly"}))
