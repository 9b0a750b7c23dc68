"""Ringing the relay. A bell that nobody hears costs seconds, never an event: rows wait, beat rings again."""

import logging
import time

log = logging.getLogger(__name__)
QUIET_SECONDS = 0.5
_last_ring = float("-inf")


def ring() -> None:
    """Ask a worker to deliver; at most twice a second from one process, since one ring delivers all."""
    global _last_ring
    if time.monotonic() - _last_ring < QUIET_SECONDS:
        return
    _last_ring = time.monotonic()
    from portal.outbox.tasks import relay

    try:
        relay.apply_async(retry=False, ignore_result=True, expires=60)
    except Exception:  # whatever the broker's client raises: the citizen's act is saved already
        log.warning("The broker does not answer; events wait for the next round.")
