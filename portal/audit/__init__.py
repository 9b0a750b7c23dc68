"""Who did what to what, when. Append-only; chained by hashes so that a rewritten past shows."""

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

# Said in SQL because every act of every citizen passes here: the ORM's sentence costs five times the insert.
WRITE = """
INSERT INTO audit_entry (actor_id, verb, target, at, detail, link) VALUES (%s, %s, %s, %s, %s::jsonb, '')
"""


def record(
    *, actor_id: int | None, verb: str, target: str, at: "datetime", detail: dict[str, Any] | None = None
) -> None:
    """Note one deed, inside the action's transaction. `target` is like "petitions.petition:<public id>".

    Never put in `detail` what a ballot says, nor anything from which it could be told.
    """
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(WRITE, [actor_id, verb, target, at, json.dumps(detail or {})])
