"""Races of the ballot box, with real transactions; twins take the guard away and show the loss."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from budgets import actions
from budgets.models import Ballot, Round, SealedBallot, VoterRoll
from portal import clock, locks
from portal.refusals import Refused
from tests.budgets.conftest import *  # noqa: F403  (the same rounds)
from tests.people import make_person

pytestmark = pytest.mark.django_db(transaction=True)
VOTERS = 60


def run(jobs: list[Callable[[], Any]], parties: int = 12) -> list[Any]:
    """All jobs at once, in threads with connections of their own; what each answered or raised."""
    answers: list[Any] = [None] * len(jobs)
    gate = threading.Barrier(min(parties, len(jobs)))

    def work(number: int) -> None:
        try:
            if number < gate.parties:
                gate.wait(timeout=20)
            answers[number] = jobs[number]()
        except Exception as error:
            answers[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(len(jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return answers


@pytest.fixture
def crowd() -> list[Any]:
    return [make_person(f"시민 {number}", level=2) for number in range(VOTERS)]


def close_then_seal(round_: Round, at: Any) -> None:
    Round.objects.filter(pk=round_.pk).update(closes_at=at)
    actions.close_round(round_id=round_.pk, at=at)
    actions.seal_round(round_id=round_.pk, at=clock.now())


def ballots_against_closing(round_: Round, city: Any, crowd: list[Any], names: Any) -> tuple[int, int]:
    """(how many voters were told "saved", how many ballots were sealed)."""
    chosen = names(city, 1, 2)
    at = clock.now()

    def vote(person: Any) -> Callable[[], Any]:
        return lambda: actions.cast_ballot(voter=person, envelope=city, choices=chosen, at=at)

    jobs = [vote(person) for person in crowd]
    jobs.insert(6, lambda: close_then_seal(round_, at + timedelta(microseconds=1)))
    answers = run(jobs)
    saved = sum(isinstance(answer, actions.Cast) for answer in answers)
    others = [a for a in answers if isinstance(a, Exception) and not isinstance(a, Refused)]
    assert not others, others
    return saved, SealedBallot.objects.filter(envelope=city).count()


@pytest.mark.parametrize("time", range(1, 11))
def test_closing_against_sixty_voters_ten_times_loses_none(
    voting: Any, city: Any, crowd: Any, names: Any, time: int
) -> None:
    saved, sealed = ballots_against_closing(voting, city, crowd, names)
    assert saved == sealed, "whoever was told 'saved' is counted"
    assert not Ballot.objects.exists()


def test_without_the_lock_a_voter_who_was_told_saved_is_lost(
    voting: Any, city: Any, minsu: Any, names: Any, monkeypatch: Any
) -> None:
    """The twin: one voter has passed the rules when the box is closed and sealed, and only then writes."""
    monkeypatch.setattr(locks, "share", lambda space, key: None)
    passed, sealed = threading.Event(), threading.Event()
    write = actions.ballots._write

    def late(*args: Any) -> Any:
        passed.set()
        assert sealed.wait(timeout=20)
        return write(*args)

    monkeypatch.setattr(actions.ballots, "_write", late)
    monkeypatch.setattr("budgets.box.destroy_key", lambda name: None)
    chosen, at = names(city, 1, 2), clock.now()

    def close() -> None:
        assert passed.wait(timeout=20)
        close_then_seal(voting, at + timedelta(microseconds=1))
        sealed.set()

    answers = run(
        [lambda: actions.cast_ballot(voter=minsu, envelope=city, choices=chosen, at=at), close], parties=2
    )
    assert isinstance(answers[0], actions.Cast), answers
    assert SealedBallot.objects.filter(envelope=city).count() == 0
    assert Ballot.objects.filter(envelope=city).count() == 1, "stored, told 'saved', never counted"


def test_with_the_lock_closing_waits_for_the_voter_inside(
    voting: Any, city: Any, minsu: Any, names: Any, monkeypatch: Any
) -> None:
    passed = threading.Event()
    write = actions.ballots._write

    def slow(*args: Any) -> Any:
        passed.set()
        threading.Event().wait(0.5)
        return write(*args)

    monkeypatch.setattr(actions.ballots, "_write", slow)
    chosen, at = names(city, 1, 2), clock.now()

    def close() -> None:
        assert passed.wait(timeout=20)
        close_then_seal(voting, at + timedelta(microseconds=1))

    answers = run(
        [lambda: actions.cast_ballot(voter=minsu, envelope=city, choices=chosen, at=at), close], parties=2
    )
    assert isinstance(answers[0], actions.Cast), answers
    assert SealedBallot.objects.filter(envelope=city).count() == 1


def test_parallel_ballots_of_one_voter_leave_one(voting: Any, city: Any, minsu: Any, names: Any) -> None:
    wishes = [names(city, 1, 2), names(city, 3, 4)] * 6
    at = clock.now()

    def vote(chosen: list[str]) -> Callable[[], Any]:
        return lambda: actions.cast_ballot(voter=minsu, envelope=city, choices=chosen, at=at)

    answers = run([vote(chosen) for chosen in wishes])
    assert all(isinstance(answer, actions.Cast) for answer in answers), answers
    assert sum(answer.first for answer in answers) == 1
    assert Ballot.objects.get().choices in ([1, 2], [3, 4])
    assert VoterRoll.objects.count() == 1


def test_without_the_unique_name_parallel_ballots_are_two(
    voting: Any, city: Any, minsu: Any, names: Any, monkeypatch: Any
) -> None:
    """The twin: look first, then insert, as other platforms do; both look before either writes."""
    both = threading.Barrier(2)
    numbers = iter(range(2))

    def look_then_insert(*args: Any) -> Any:
        exists = Ballot.objects.filter(envelope=city).exists()
        both.wait(timeout=20)
        if not exists:
            Ballot.objects.create(
                envelope=city,
                pseudonym=f"{next(numbers):064d}",
                choices=[1],
                receipt_hash="0",
            )
        return actions.Cast(code="", first=True)

    monkeypatch.setattr(actions.ballots, "_write", look_then_insert)
    chosen, at = names(city, 1, 2), clock.now()
    job = lambda: actions.cast_ballot(voter=minsu, envelope=city, choices=chosen, at=at)  # noqa: E731
    run([job, job], parties=2)
    assert Ballot.objects.filter(envelope=city).count() == 2


def test_two_workers_count_an_envelope_once(voting: Any, city: Any, cast: Any, minsu: Any) -> None:
    cast(minsu, city, 1, 2)
    close_then_seal(voting, clock.now())
    at = clock.now()
    answers = run([lambda: actions.start_tally(envelope_id=city.pk, at=at)] * 4, parties=4)
    assert sum(answer is not None for answer in answers) == 1, answers


def test_of_two_administrators_who_announce_at_once_one_wins(draft: Any, admin: Any, admin2: Any) -> None:
    at = clock.now()
    jobs = [
        (lambda who=who: actions.announce_round(actor=who, round_id=draft.pk, at=at))
        for who in (admin, admin2)
    ]
    answers = run(jobs, parties=2)
    assert sum(isinstance(answer, Refused) for answer in answers) == 1, answers
