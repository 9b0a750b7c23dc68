"""The public number of supports: folded in batches behind a commit-safe horizon, recounted at night.

See portal/horizon.py for why "everything newer than the last row that I counted" loses people.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection, transaction

from portal import horizon, locks
from portal.horizon import SAFE
from proposals.models import CountAlarm

MARK = "INSERT INTO proposals_foldmark (id, horizon) VALUES (1, 0) ON CONFLICT DO NOTHING"

ANCIENT = """
UPDATE proposals_supportdelta SET written_by = 3 WHERE written_by >= pg_current_xact_id()::text::bigint
"""

# One statement, so one snapshot: what is summed and where the mark moves can never disagree.
FOLD = f"""
WITH span AS (SELECT horizon AS since, {SAFE} AS upto FROM proposals_foldmark WHERE id = 1),
sums AS (
    SELECT d.proposal_id, sum(d.delta) AS delta FROM proposals_supportdelta d, span
    WHERE d.written_by >= span.since AND d.written_by < span.upto GROUP BY d.proposal_id
),
folded AS (
    UPDATE proposals_proposal p SET support_count = p.support_count + sums.delta
    FROM sums WHERE p.id = sums.proposal_id AND sums.delta <> 0 RETURNING p.id
),
moved AS (UPDATE proposals_foldmark SET horizon = span.upto FROM span WHERE id = 1)
SELECT count(*) FROM folded
"""  # noqa: S608

# Valid supports against the folded number plus what still waits to be folded; one snapshot again.
DIFFER = """
WITH valid AS (
    SELECT proposal_id, count(*) AS n FROM proposals_support WHERE withdrawn_at IS NULL GROUP BY 1
), waiting AS (
    SELECT d.proposal_id, sum(d.delta) AS n FROM proposals_supportdelta d
    JOIN proposals_foldmark m ON m.id = 1 AND d.written_by >= m.horizon GROUP BY 1
)
SELECT p.id, coalesce(v.n, 0), p.support_count + coalesce(w.n, 0)
FROM proposals_proposal p LEFT JOIN valid v ON v.proposal_id = p.id LEFT JOIN waiting w ON w.proposal_id =
p.id
WHERE coalesce(v.n, 0) <> p.support_count + coalesce(w.n, 0)
"""


# What this person sees: the folded number and her own deltas that wait to be folded; one snapshot.
SEEN = """
SELECT p.support_count + coalesce((
    SELECT sum(d.delta) FROM proposals_supportdelta d
    WHERE d.person_id = %(person)s::bigint AND d.proposal_id = p.id
      AND d.written_by >= coalesce((SELECT max(horizon) FROM proposals_foldmark), 0)
), 0), EXISTS (
    SELECT FROM proposals_support s
    WHERE s.proposal_id = p.id AND s.person_id = %(person)s::bigint AND s.withdrawn_at IS NULL
)
FROM proposals_proposal p WHERE p.id = %(proposal)s::bigint
"""


def seen_by(person_id: int, proposal_id: int) -> tuple[int, bool]:
    """(the number of supports as this person sees it, is one of them hers). Who just acted sees her act."""
    with connection.cursor() as cursor:
        cursor.execute(SEEN, {"person": person_id, "proposal": proposal_id})
        count, supported = cursor.fetchone() or (0, False)
    return int(count), bool(supported)


def fold() -> int:
    """Bring the counters up to the horizon; returns how many proposals changed. Two at once: the second does
    nothing."""
    with transaction.atomic():
        if not locks.try_alone("proposals.fold", 0):
            return 0
        with connection.cursor() as cursor:
            cursor.execute(MARK)
            _begin_anew_after_a_restore(cursor)
            cursor.execute(FOLD)
            row = cursor.fetchone()
    return int(row[0]) if row else 0


def _begin_anew_after_a_restore(cursor: Any) -> None:
    """A dump in a new cluster, where transaction numbers start low again: old ones would be counted a second
    time when the cluster reaches them. They become 3 (older than every real one), and all is summed anew."""
    cursor.execute("SELECT horizon FROM proposals_foldmark WHERE id = 1")
    (mark,) = cursor.fetchone()
    if mark > horizon.safe():
        cursor.execute(ANCIENT)
        cursor.execute("UPDATE proposals_proposal SET support_count = 0 WHERE support_count <> 0")
        cursor.execute("UPDATE proposals_foldmark SET horizon = 0 WHERE id = 1")


def recount(at: datetime) -> int:
    """Count every support anew and raise an alarm for each proposal whose number is wrong; returns how
    many."""
    with connection.cursor() as cursor:
        cursor.execute(DIFFER)
        wrong = cursor.fetchall()
    CountAlarm.objects.bulk_create(
        [CountAlarm(proposal_id=pk, counted=counted, shown=shown, at=at) for pk, counted, shown in wrong],
        ignore_conflicts=True,
    )
    return len(wrong)
