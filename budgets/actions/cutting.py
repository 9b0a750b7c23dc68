"""After sealing: no byte of the open box stays in the files of the database.

A deleted row lies in its table's file until that is rewritten, with the number of the transaction that wrote
it. The roll's row of that voter has the same number: whoever reads the file would know what she chose.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import OperationalError, connection

from budgets.models import Ballot, OwedCut
from portal.actions import LOCK_NOT_AVAILABLE, action

# Whatever says, or said, what was chosen; and of which district somebody took a sheet.
TABLES = ("budgets_ballot", "budgets_keying", "budgets_paperballot", "budgets_sheetsgiven")
# Who may still look at the deleted rows: while there is somebody, rewriting would stop voters for nothing.
ONLOOKERS = """
SELECT EXISTS (
    SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
        AND xact_start < now() - interval '2 seconds'
        AND (backend_xmin IS NOT NULL OR backend_xid IS NOT NULL)
) OR EXISTS (SELECT FROM pg_prepared_xacts WHERE database = current_database())
"""
PATIENCE = "1s"  # voters of other rounds wait behind us while we wait for the table
PAUSE = timedelta(minutes=10)  # and while it is rewritten: in vain, so not each minute


@action
def cut_open_box(*, at: datetime) -> None:
    """Cut the file of the open box off when nobody's ballot is in it any more."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_relation_size('budgets_ballot') > 0")
        if cursor.fetchone() != (True,) or Ballot.objects.exists():
            return
        cursor.execute("LOCK TABLE budgets_ballot IN ACCESS EXCLUSIVE MODE NOWAIT")
        if not Ballot.objects.exists():
            cursor.execute("TRUNCATE budgets_ballot")


def rewrite_box(*, at: datetime) -> bool:
    """Write the tables anew without what was sealed, with their indexes and what stands beside them (TOAST);
    False while that is still owed. Rows of rounds that are open stay as they are.

    No action: PostgreSQL rewrites outside a transaction only. Who votes meanwhile waits for the moment of it.
    Behind a pooler our patience would be set on somebody else's connection, and voters could wait for ever:
    there it stays owed, the staff's page says so, and docs/running.md who does it instead.
    """
    owed = list(OwedCut.objects.all())
    if not owed:
        return True
    if settings.BEHIND_PGBOUNCER or _has_onlookers():
        return False
    for table in TABLES:
        waiting = [one.pk for one in owed if table in _left(one)]
        if not waiting:
            continue
        if not _is_rewritten(table):
            _note_failure(owed=waiting, at=at)
            return False
        _note_cut(owed=waiting, table=table, at=at)
    return True


def is_cut_due(at: datetime) -> bool:
    """Is a cut owed, and was none tried in vain a moment ago?"""
    tried = OwedCut.objects.filter(tried_at__gt=at - PAUSE)
    return OwedCut.objects.exists() and not tried.exists()


def _left(owed: OwedCut) -> list[str]:
    return list(TABLES) if owed.left is None else owed.left


def _has_onlookers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(ONLOOKERS)
        return bool(cursor.fetchone()[0])


@action
def _note_cut(*, owed: list[int], table: str, at: datetime) -> None:
    """Of these rounds nothing lies in this table any more (one that was sealed meanwhile is not of them)."""
    for one in OwedCut.objects.select_for_update().filter(pk__in=owed):
        one.left = [name for name in _left(one) if name != table]
        if one.left:
            one.save(update_fields=["left"])
        else:
            one.delete()


@action
def _note_failure(*, owed: list[int], at: datetime) -> None:
    OwedCut.objects.filter(pk__in=owed).update(tried_at=at)


def _is_rewritten(table: str) -> bool:
    """Did PostgreSQL say that no dead row had to be taken along? It must where an older transaction could
    still look at one; and a table that it may not rewrite it passes over with a warning."""
    try:
        with _listening() as told, connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = '{PATIENCE}'")
            try:
                cursor.execute(f"VACUUM (FULL, VERBOSE) {table}")
            finally:
                cursor.execute("RESET lock_timeout")
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", None) != LOCK_NOT_AVAILABLE:
            raise
        return False  # somebody reads or votes just now: next time
    return any(_dead(detail) == 0 for detail in told)


def _dead(detail: str) -> int | None:
    """Of "3 dead row versions cannot be removed yet", in whatever language: the first number."""
    found = re.match(r"\D*(\d+)", detail)
    return int(found[1]) if found else None


@contextmanager
def _listening() -> Iterator[list[str]]:
    """The details of what PostgreSQL tells meanwhile."""
    connection.ensure_connection()
    wire, told = connection.connection, list[str]()

    def hear(notice: Any) -> None:
        told.append(notice.message_detail or "")  # read now: it is gone when the statement is over

    wire.add_notice_handler(hear)
    try:
        yield told
    finally:
        wire.remove_notice_handler(hear)
