"""Paper and web at once, two keyboards at once; twins take the guard away and show what would happen."""

from collections.abc import Callable
from threading import Event
from typing import Any

import pytest
from django.db import connection

from budgets import actions, roll
from budgets.models import Ballot, Keying, PaperBallot, VoterRoll
from portal import clock
from portal.refusals import Refused
from tests.budgets.conftest import *  # noqa: F403  (the same rounds)
from tests.budgets.test_paper import ci_of
from tests.races.test_budgets import run

pytestmark = pytest.mark.django_db(transaction=True)
TRIALS = 8
UNGUARDED = """
WITH roll AS (
    INSERT INTO budgets_voterroll (round_id, voter_id, person, channel)
    VALUES (%(round)s, %(voter)s, 'web ' || %(voter)s::bigint, 'web') ON CONFLICT DO NOTHING
)
INSERT INTO budgets_ballot (id, envelope_id, pseudonym, choices, receipt_hash)
VALUES (%(id)s, %(envelope)s, %(pseudonym)s, %(choices)s, %(receipt)s) RETURNING true
"""


def once_each(booth: Any, city: Any, person: Any, names: Any, give: Any) -> tuple[int, int]:
    """(ballots in the open box, paper handed out) after she tried both at the same instant."""
    chosen, at = names(city, 1, 2), clock.now()
    answers = run(
        [
            lambda: actions.cast_ballot(voter=person, envelope=city, choices=chosen, at=at),
            lambda: give(booth, ci_of(person)),
        ],
        parties=2,
    )
    faults = [a for a in answers if isinstance(a, Exception) and not isinstance(a, Refused)]
    assert not faults, faults
    return Ballot.objects.count(), VoterRoll.objects.filter(channel="paper").count()


def test_paper_and_web_at_the_same_instant_are_never_both(
    booth: Any, city: Any, names: Any, give: Any, person: Any
) -> None:
    for number in range(TRIALS):
        one = once_each(booth, city, person(f"이웃{number}", level=2), names, give)
        assert sum(one) == 1, one
        Ballot.objects.all().delete()
        VoterRoll.objects.all().delete()


def test_without_the_one_roll_she_has_both(
    booth: Any, city: Any, names: Any, give: Any, minsu: Any, monkeypatch: Any
) -> None:
    """The twin: the web keeps a roll of its own, as where paper is an add-on."""
    monkeypatch.setattr(actions.ballots, "WRITE", UNGUARDED)
    assert once_each(booth, city, minsu, names, give) == (1, 1)


def paper_while_she_is_writing(booth: Any, city: Any, minsu: Any, names: Any, give: Any) -> list[Any]:
    """The officer has entered her and not yet committed; her own ballot arrives in between."""
    entered, chosen, at = Event(), names(city, 1, 2), clock.now()

    def slow() -> Any:
        with connection.execute_wrapper(hold(entered)):
            return give(booth, ci_of(minsu))

    def vote() -> Any:
        assert entered.wait(timeout=20)
        return actions.cast_ballot(voter=minsu, envelope=city, choices=chosen, at=at)

    return run([slow, vote], parties=2)


def hold(entered: Event) -> Callable[..., Any]:
    def wrapper(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        found = execute(sql, params, many, context)
        if "'paper'" in sql:
            entered.set()
            Event().wait(0.5)
        return found

    return wrapper


def test_a_ballot_that_arrives_between_entry_and_commit_waits_and_is_refused(
    booth: Any, city: Any, names: Any, give: Any, minsu: Any
) -> None:
    given, cast = paper_while_she_is_writing(booth, city, minsu, names, give)
    assert given == [city]
    assert isinstance(cast, Refused)
    assert cast.refusal == roll.HAS_PAPER
    assert not Ballot.objects.exists()


def test_who_only_ignores_the_conflict_stores_a_ballot_beside_the_paper(
    booth: Any, city: Any, names: Any, give: Any, minsu: Any, monkeypatch: Any
) -> None:
    """The twin: the roll is unique, but the statement does not ask it which channel it found."""
    loose = actions.ballots.WRITE.replace("FROM roll WHERE channel = 'web'", "")
    monkeypatch.setattr(actions.ballots, "WRITE", loose)
    given, cast = paper_while_she_is_writing(booth, city, minsu, names, give)
    assert given == [city]
    assert isinstance(cast, actions.Cast)
    assert Ballot.objects.count() == 1


def test_two_people_who_key_the_same_sheet_at_once_are_first_and_second(
    shut: Any, city: Any, sheets: Any, officers: Any
) -> None:
    for serial in sheets(shut, city, TRIALS):
        typed = actions.Typed(serial=serial, batch="1", marks="1,2", void="")
        jobs = [
            (lambda who=who, typed=typed: actions.key_sheet(
                officer=who, booth_id=shut.pk, typed=typed, at=clock.now()
            ))
            for who in officers
        ]  # fmt: skip
        answers = run(jobs, parties=3)
        refused = [answer for answer in answers if isinstance(answer, Refused)]
        assert [one.refusal.code for one in refused] == ["done_already"], answers
        assert PaperBallot.objects.get(serial=serial).state == "counted"
    assert Keying.objects.count() == 2 * TRIALS
