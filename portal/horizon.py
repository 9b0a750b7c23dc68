"""The commit-safe horizon: which rows can a batch job count, so that nobody is ever skipped?

Rows get their ids before they commit, so "all rows above the last id that I counted" misses the
citizen whose transaction took a little longer. Each row therefore keeps the number of the
transaction that wrote it; a row is counted only when that number lies below the oldest
transaction still running, and so no earlier one can turn up any more.

PostgreSQL ≥ 13: pg_current_xact_id(), pg_snapshot_xmin(); 64-bit, never wraps around.
"""

from django.db import connection, models
from django.db.models.expressions import Func

SAFE = "pg_snapshot_xmin(pg_current_snapshot())::text::bigint"


class CurrentTransaction(Func):
    """This transaction's number; use as `db_default` of a transaction column."""

    template = "(pg_current_xact_id()::text::bigint)"
    output_field = models.BigIntegerField()
    allowed_default = True


def transaction_column() -> "models.BigIntegerField[int, int]":
    """The column that `below` compares: filled by the database, never by Python."""
    return models.BigIntegerField(db_default=CurrentTransaction(), editable=False)


def safe() -> int:
    """Rows whose transaction number is smaller than this are committed, or will never be seen."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {SAFE}")
        row = cursor.fetchone()
    assert row is not None
    return int(row[0])
