"""What happened is told to whoever must hear it: at least once, never lost."""

from datetime import timedelta

import pytest

from portal import clock, outbox
from portal.outbox import bell
from portal.outbox.models import Event
from portal.outbox.relay import CLAIM, claim, drain, pause

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard(monkeypatch):
    """A subscriber to "test.happened" that notes what it hears."""
    monkeypatch.setattr(outbox, "_handlers", {})
    notes: list[int] = []

    @outbox.subscribe("test.happened")
    def hear(event: Event) -> None:
        notes.append(event.payload["n"])

    return notes


def emit(n: int = 1) -> Event:
    return outbox.emit("test.happened", {"n": n}, at=clock.now())


def test_an_event_is_delivered_once_and_marked_done(heard):
    emit(1), emit(2)
    assert drain() == 2
    assert heard == [1, 2]
    assert drain() == 0
    assert not Event.objects.filter(done_at__isnull=True).exists()


def test_a_failure_comes_back_later_with_its_reason(monkeypatch):
    monkeypatch.setattr(outbox, "_handlers", {})

    @outbox.subscribe("test.happened")
    def fail(event: Event) -> None:
        raise OSError("the post office is closed")

    emit()
    drain()
    event = Event.objects.get()
    assert event.done_at is None
    assert "the post office is closed" in event.last_error
    assert event.due_at > clock.now()
    assert drain() == 0


def test_pauses_grow_to_an_hour():
    assert pause(1) == timedelta(seconds=2)
    assert pause(3) == timedelta(seconds=8)
    assert pause(50) == timedelta(hours=1)


def test_what_a_killed_worker_held_is_delivered_by_another(heard):
    emit(7)
    assert claim() is not None  # and then the worker dies
    assert drain() == 0
    Event.objects.update(due_at=clock.now() - timedelta(seconds=1))  # CLAIM has passed
    assert drain() == 1
    assert heard == [7]
    assert timedelta(0) < CLAIM <= timedelta(minutes=5)


def test_a_broker_that_is_away_costs_the_citizen_nothing(monkeypatch, django_capture_on_commit_callbacks):
    def refuse_to_answer(*args, **kwargs):
        raise ConnectionError

    monkeypatch.setattr("portal.outbox.tasks.relay.apply_async", refuse_to_answer)
    monkeypatch.setattr(bell, "_last_ring", float("-inf"))
    with django_capture_on_commit_callbacks(execute=True):
        emit()
    assert Event.objects.filter(done_at__isnull=True).count() == 1
