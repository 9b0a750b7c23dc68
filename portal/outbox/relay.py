"""Delivering events: claim one by changing its row, call its subscribers, mark it done or later."""

import logging
import traceback
from datetime import timedelta

from django.db import connection

from portal import clock, outbox
from portal.outbox.models import Event

log = logging.getLogger(__name__)

CLAIM = timedelta(minutes=2)  # a worker killed in the middle loses the event for this long, no longer
LONGEST_PAUSE = timedelta(hours=1)

CLAIM_ONE = """
UPDATE outbox_event SET attempts = attempts + 1, due_at = %(until)s
WHERE id = (
    SELECT id FROM outbox_event WHERE done_at IS NULL AND due_at <= %(now)s
    ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
) RETURNING id
"""


def drain(limit: int = 500) -> int:
    """Deliver what is due, at most `limit` events; returns how many were tried."""
    tried = 0
    while tried < limit and (event := claim()) is not None:
        tried += 1
        deliver(event)
    return tried


def claim() -> Event | None:
    """Take the event that has waited longest, or None. Two workers never take the same one."""
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(CLAIM_ONE, {"now": now, "until": now + CLAIM})
        row = cursor.fetchone()
    return Event.objects.get(pk=row[0]) if row else None


def deliver(event: Event) -> None:
    """Call every subscriber; a failure puts the event back for later and shows on the staff page."""
    try:
        for handler in outbox.handlers(event.topic):
            handler(event)
    except Exception:
        log.exception("Event %s (%s) could not be delivered.", event.pk, event.topic)
        event.due_at, event.last_error = clock.now() + pause(event.attempts), traceback.format_exc()[-4000:]
    else:
        event.done_at, event.last_error = clock.now(), ""
    event.save(update_fields=["due_at", "done_at", "last_error"])


def pause(attempts: int) -> timedelta:
    """2 s, 4 s, 8 s, … up to an hour."""
    return min(timedelta(seconds=2 ** min(attempts, 12)), LONGEST_PAUSE)
