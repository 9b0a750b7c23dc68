"""What happened, told to whoever must hear it: at least once, never lost, later if need be.

`emit` writes a row in the action's own transaction. After the commit a worker is rung; if the
broker is away, beat rings again within seconds. Nothing goes to the broker that is not a row first.
"""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

    from portal.outbox.models import Event

# In SQL for the same reason as portal.audit.WRITE.
WRITE = """
INSERT INTO outbox_event (topic, payload, created_at, due_at, attempts, last_error)
VALUES (%s, %s::jsonb, %s, %s, 0, '') RETURNING id
"""

Handler = Callable[["Event"], None]
_handlers: dict[str, list[Handler]] = {}


def emit(topic: str, payload: dict[str, Any], *, at: "datetime") -> "Event":
    """Note an event for its subscribers. Call it inside the action's transaction."""
    from django.db import connection, transaction

    from portal.outbox import bell
    from portal.outbox.models import Event

    with connection.cursor() as cursor:
        cursor.execute(WRITE, [topic, json.dumps(payload), at, at])
        row = cursor.fetchone()
    transaction.on_commit(bell.ring)
    return Event(pk=row and row[0], topic=topic, payload=payload, created_at=at, due_at=at)


def subscribe(topic: str) -> Callable[[Handler], Handler]:
    """Register a handler; it runs in a worker, outside a transaction, perhaps twice: be idempotent."""

    def register(handler: Handler) -> Handler:
        listeners = _handlers.setdefault(topic, [])
        if handler not in listeners:
            listeners.append(handler)
        return handler

    return register


def handlers(topic: str) -> list[Handler]:
    """Who listens to this topic."""
    return list(_handlers.get(topic, ()))
