"""Advisory locks that end with the transaction. Lock once, late, in sorted order.

`share` lets many pass together and only waits for `alone`: sixty voters cast at once, and the
clerk who closes the round waits for those already inside, then keeps later ones out.
"""

import hashlib

from django.db import connection

PATIENCE = "3s"


def share(space: str, key: object) -> None:
    """Wait (at most PATIENCE) until nobody holds (space, key) alone. Time-out: see portal.actions."""
    _take("pg_advisory_xact_lock_shared", space, key)


def alone(space: str, key: object) -> None:
    """Wait (at most PATIENCE) until nobody else holds (space, key)."""
    _take("pg_advisory_xact_lock", space, key)


def number(space: str, key: object) -> int:
    """The signed 64-bit name of (space, key), the same in every process and release."""
    digest = hashlib.sha256(f"{space}:{key}".encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)


def _take(function: str, space: str, key: object) -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("A lock outside a transaction would be let go at once.")
    with connection.cursor() as cursor:
        # One round trip: the patience holds for this transaction only.
        cursor.execute(
            f"SELECT set_config('lock_timeout', %s, true), {function}(%s)", [PATIENCE, number(space, key)]
        )


def try_alone(space: str, key: object) -> bool:
    """Take the lock only if it is free: for jobs of which one at a time is enough."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [number(space, key)])
        row = cursor.fetchone()
    return bool(row and row[0])
