"""What every verb has in common: one transaction, and a sentence instead of a stack trace."""

import pytest
from django.db import IntegrityError, connection, transaction

from portal import clock, locks
from portal.actions import BUSY, action, constraints, refusal_of
from portal.outbox.models import Event
from portal.refusals import Refusal, Refused, refuse

TAKEN = Refusal("taken", "이미 있습니다.")


@pytest.fixture
def slips(db):
    """A table with one named rule, as a room would have it."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE slip (name text, CONSTRAINT slip_once UNIQUE (name))")
    constraints({"slip_once": TAKEN})


def write(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO slip VALUES (%s)", [name])


@action
def hand_in(*, name: str) -> str:
    write(name)
    return name


def test_what_the_constraint_refuses_becomes_a_sentence(slips):
    assert hand_in(name="a") == "a"
    with pytest.raises(Refused) as refused:
        hand_in(name="a")
    assert refused.value.refusal is TAKEN


def test_a_constraint_that_nobody_explained_stays_an_error(slips):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE slip ADD CONSTRAINT slip_short CHECK (length(name) < 5)")
    with pytest.raises(IntegrityError):
        hand_in(name="far too long")


def test_one_constraint_cannot_mean_two_things(slips):
    with pytest.raises(ValueError, match="two refusals"):
        constraints({"slip_once": Refusal("other", "다른 뜻")})


@pytest.mark.django_db(transaction=True)
def test_an_action_inside_a_transaction_is_a_mistake():
    @action
    def inner() -> None: ...

    with transaction.atomic(), pytest.raises(RuntimeError):
        inner()


def test_a_lock_that_is_not_let_go_in_time_says_busy(db):
    class Late(Exception):
        sqlstate = "55P03"

    error = IntegrityError()
    error.__cause__ = Late()
    assert refusal_of(error) is BUSY


def test_a_lock_outside_a_transaction_is_a_mistake(transactional_db):
    with pytest.raises(RuntimeError):
        locks.share("test", 1)


def test_lock_names_are_the_same_in_every_release():
    assert locks.number("budgets.round", 1) == -1444051641664884412


def test_a_refused_act_leaves_nothing_behind(slips):
    @action
    def half() -> None:
        write("half")
        refuse(TAKEN)

    with pytest.raises(Refused):
        half()
    assert not Event.objects.exists()
    assert clock.now().utcoffset().total_seconds() == 0
