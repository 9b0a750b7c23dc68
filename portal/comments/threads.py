"""What a room does with its thread, inside the room's own action."""

from __future__ import annotations

from datetime import datetime

from portal import clock, locks
from portal.comments.models import Thread

LOCK = "comments.thread"


def open_thread(kind: str, *, at: datetime | None = None) -> Thread:
    """A new, open thread for one noun of ``kind`` (e.g. "petitions.petition")."""
    return Thread.objects.create(kind=kind, opened_at=at or clock.now())


def close(thread: Thread, *, at: datetime | None = None) -> None:
    """Nobody writes here any more; what was said stays readable. Closing twice keeps the first time.

    The lock waits for comments that are being written, so none arrives after the page says "closed".
    """
    locks.alone(LOCK, thread.pk)
    Thread.objects.filter(pk=thread.pk, closed_at=None).update(closed_at=at or clock.now())
    thread.refresh_from_db(fields=["closed_at"])


def reopen(thread: Thread) -> None:
    locks.alone(LOCK, thread.pk)
    Thread.objects.filter(pk=thread.pk).update(closed_at=None)
    thread.closed_at = None
