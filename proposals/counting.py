"""The public number of supports: folded in batches behind a commit-safe horizon, recounted at night.

See portal/horizon.py for why "everything newer than the last row that I counted" loses people.
"""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from portal import locks
from portal.horizon import SAFE
from proposals.models import CountAlarm

MARK = "INSERT INTO proposals_foldmark (id, horizon) VALUES (1, 0) ON CONFLICT DO NOTHING"

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

# Restored into a new cluster, whose transaction numbers start low again: what the old one wrote becomes
# older than every real transaction (3), and the counts are built up anew. Nobody is counted twice, and
# nobody waits until the new cluster has caught up.
REBASE = f"""
WITH turned AS (
    UPDATE proposals_foldmark SET horizon = 0 WHERE id = 1 AND horizon > {SAFE} RETURNING id
), older AS (
    UPDATE proposals_supportdelta SET written_by = 3
    FROM turned WHERE written_by >= pg_current_xact_id()::text::bigint
)
UPDATE proposals_proposal SET support_count = 0 FROM turned WHERE support_count <> 0
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
    WHERE d.person_id = %(person)s AND d.proposal_id = p.id
      AND d.written_by >= coalesce((SELECT max(horizon) FROM proposals_foldmark), 0)
), 0) FROM proposals_proposal p WHERE p.id = %(proposal)s
"""


def fold() -> int:
    """Bring the counters up to the horizon; returns how many proposals changed. Two at once: the second does
    nothing."""
    with transaction.atomic():
        if not locks.try_alone("proposals.fold", 0):
            return 0
        with connection.cursor() as cursor:
            cursor.execute(MARK)
            cursor.execute(REBASE)
            cursor.execute(FOLD)
            row = cursor.fetchone()
    return int(row[0]) if row else 0


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
