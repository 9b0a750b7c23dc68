"""A crowd at one door: everybody starts from one barrier, each with a connection of her own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from django.db import connections

from portal.actions import BUSY
from portal.refusals import Refused

PATIENCE = 20.0  # seconds; a race that has not ended by then has hung


def together(*deeds: Callable[[], Any]) -> list[Any]:
    """Run all at once, each in a thread; what each returned or raised, in the order given."""
    barrier, answers = threading.Barrier(len(deeds)), [None] * len(deeds)

    def run(number: int, deed: Callable[[], Any]) -> None:
        try:
            barrier.wait(PATIENCE)
            answers[number] = deed()
        except Exception as error:
            answers[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers


def pressing_again(deed: Callable[[], Any]) -> Any:
    """What somebody is told in the end. "busy" means that a rival's transaction stayed open for longer than
    locks.PATIENCE, as on a machine that has no time for her: she presses again, as that sentence asks."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return deed()
        except Refused as refused:
            if refused.refusal != BUSY or time.monotonic() > deadline:
                raise


def settle(fold: Callable[[], Any], waiting: Callable[[], bool]) -> None:
    """Fold until nothing waits: a transaction of a test beside this one, in a database of its own, holds the
    horizon of the whole server back while it runs, and the fold is right to wait for it."""
    deadline = time.monotonic() + PATIENCE
    while True:
        fold()
        if not waiting():
            return
        assert time.monotonic() < deadline, "the horizon does not move"
        time.sleep(0.02)
