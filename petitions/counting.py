"""From signatures to the public number. The whole argument is docs/adr/0004-signature-counter.md.

The database writes a ledger entry (+1, −1, or the sum of a bulk statement) whenever a signature comes or
goes.
`fold` adds up the entries of transactions below the horizon, each exactly once, in the hall's background.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from petitions.models import FoldMark, LedgerEntry
from portal import horizon

# One statement, one snapshot: the sums and the three tables that hold them change together.
FOLD = """
WITH fresh AS (
    SELECT petition_id, province, date_trunc('hour', at) AS hour, sum(delta) AS delta
    FROM petitions_ledgerentry WHERE written_by >= %(after)s AND written_by < %(before)s
    GROUP BY 1, 2, 3
), by_hour AS (
    INSERT INTO petitions_hourcount (petition_id, hour, count)
    SELECT petition_id, hour, sum(delta) FROM fresh GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT ON CONSTRAINT petitions_one_count_per_hour
    DO UPDATE SET count = petitions_hourcount.count + excluded.count
), by_province AS (
    INSERT INTO petitions_provincecount (petition_id, province, count)
    SELECT petition_id, province, sum(delta) FROM fresh WHERE province <> '' GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT ON CONSTRAINT petitions_one_count_per_province
    DO UPDATE SET count = petitions_provincecount.count + excluded.count
), totals AS (
    SELECT petition_id, sum(delta) AS delta FROM fresh GROUP BY 1
)
UPDATE petitions_petition AS p SET signature_count = p.signature_count + totals.delta
FROM totals WHERE p.id = totals.petition_id
RETURNING p.id, p.signature_count - totals.delta, p.signature_count
"""

# What this person sees: the folded number and her own entries that wait to be folded; one snapshot.
SEEN = """
SELECT coalesce(sum(l.delta), 0), p.signature_count FROM petitions_petition p
LEFT JOIN petitions_ledgerentry l ON l.petition_id = p.id AND l.signer_id = %(signer)s::bigint
    AND l.written_by >= coalesce((SELECT max(horizon) FROM petitions_foldmark), 0)
WHERE p.id = %(petition)s::bigint GROUP BY p.id
"""

RECENT = """
UPDATE petitions_petition AS p SET recent_count = coalesce(h.sum, 0)
FROM petitions_petition AS q
LEFT JOIN (
    SELECT petition_id, sum(count) FROM petitions_hourcount WHERE hour > %(since)s GROUP BY 1
) AS h ON h.petition_id = q.id
WHERE p.id = q.id AND (q.recent_count <> 0 OR h.sum IS NOT NULL) AND p.recent_count <> coalesce(h.sum, 0)
"""

# Three ways to the same number, read in one snapshot, so that signatures arriving meanwhile alarm nobody.
DIFFERENCES = """
WITH mark AS (SELECT coalesce(max(horizon), 0) AS horizon FROM petitions_foldmark),
valid AS (
    SELECT petition_id, count(*) AS n FROM petitions_signature WHERE status = 'valid' GROUP BY 1
), ledger AS (
    SELECT petition_id, sum(delta) AS n, coalesce(sum(delta) FILTER (WHERE written_by < mark.horizon), 0)
    AS folded
    FROM petitions_ledgerentry CROSS JOIN mark GROUP BY 1
)
SELECT p.id, coalesce(valid.n, 0), coalesce(ledger.n, 0), coalesce(ledger.folded, 0), p.signature_count
FROM petitions_petition p
LEFT JOIN valid ON valid.petition_id = p.id
LEFT JOIN ledger ON ledger.petition_id = p.id
WHERE coalesce(valid.n, 0) <> coalesce(ledger.n, 0) OR p.signature_count <> coalesce(ledger.folded, 0)
ORDER BY p.id
"""


@dataclass(frozen=True, slots=True)
class Change:
    """One petition's public number before and after a fold."""

    petition_id: int
    before: int
    after: int

    def crossed(self, threshold: int) -> bool:
        return threshold > 0 and self.before < threshold <= self.after


@dataclass(frozen=True, slots=True)
class Difference:
    """Where signatures, ledger and public number disagree. All four are people."""

    petition_id: int
    valid: int
    ledger: int
    folded: int
    shown: int


def fold(at: datetime) -> list[Change]:
    """Count what can no longer change order, once. Nothing to do while another worker is folding."""
    mark = _take_mark()
    if mark is None:
        return []
    safe = horizon.safe()
    if safe < mark.horizon:
        return _rebase(mark, safe, at)
    changes = _fold_between(mark.horizon, safe)
    FoldMark.objects.filter(pk=mark.pk).update(horizon=safe, folded_at=at)
    return changes


def _take_mark() -> FoldMark | None:
    FoldMark.objects.bulk_create([FoldMark(id=1)], ignore_conflicts=True)
    return FoldMark.objects.select_for_update(skip_locked=True).filter(pk=1).first()


def _fold_between(after: int, before: int) -> list[Change]:
    with connection.cursor() as cursor:
        cursor.execute(FOLD, {"after": after, "before": before})
        return [Change(*row) for row in cursor.fetchall()]


def _rebase(mark: FoldMark, safe: int, at: datetime) -> list[Change]:
    """The database was restored into a new cluster, whose transaction numbers start low again.

    Old numbers mean nothing there and would be counted a second time when the cluster reaches them:
    they become 3 (older than every real transaction), and the counts are built up again from nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        mine = cursor.fetchone()[0]
    LedgerEntry.objects.filter(written_by__gte=mine).update(written_by=3)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM petitions_hourcount")
        cursor.execute("DELETE FROM petitions_provincecount")
        cursor.execute("UPDATE petitions_petition SET signature_count = 0 WHERE signature_count <> 0")
    changes = _fold_between(0, safe)
    FoldMark.objects.filter(pk=mark.pk).update(horizon=safe, folded_at=at)
    return changes


def waiting_of(signer_id: int, petition_id: int) -> tuple[int, int]:
    """(what this person did that is not in the public number yet: −1, 0 or 1; that number)."""
    with connection.cursor() as cursor:
        cursor.execute(SEEN, {"signer": signer_id, "petition": petition_id})
        waiting, count = cursor.fetchone() or (0, 0)
    return int(waiting), int(count)


def refresh_recent(at: datetime) -> None:
    """ "지난 24시간" of every petition, from 24 sums an hour instead of from the signatures themselves."""
    with connection.cursor() as cursor:
        cursor.execute(RECENT, {"since": at - timedelta(hours=24)})


def differences() -> list[Difference]:
    """Every petition whose numbers disagree. Reads all signatures: a nightly job, never a page."""
    with connection.cursor() as cursor:
        cursor.execute(DIFFERENCES)
        return [Difference(*row) for row in cursor.fetchall()]


def repair(petition_ids: Iterable[int]) -> None:
    """Show again what the ledger says. Call it while holding the mark, or a fold could come between."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE petitions_petition p SET signature_count = coalesce((
                SELECT sum(delta) FROM petitions_ledgerentry l, petitions_foldmark m
                WHERE l.petition_id = p.id AND l.written_by < m.horizon), 0)
            WHERE p.id = ANY(%s)
            """,
            [list(petition_ids)],
        )


def correct(difference: Difference, at: datetime) -> None:
    """Let the ledger say again what the signatures say, by an entry of its own that anybody can find."""
    gap = difference.valid - difference.ledger
    if gap:
        LedgerEntry.objects.create(petition_id=difference.petition_id, delta=gap, at=at)


def hold_mark() -> None:
    """Keep the folding worker out until this transaction ends."""
    FoldMark.objects.bulk_create([FoldMark(id=1)], ignore_conflicts=True)
    FoldMark.objects.select_for_update().get(pk=1)
