"""Taking a room. The database decides who was first; the loser gets an answer, not an error.

ON CONFLICT DO NOTHING waits for a rival's open transaction and then answers with fewer rows. A plain INSERT
would
raise 23P01, and under contention also deadlocks (measured: 15 in 150 hot slots with 16 clients, the worst
13 s).
"""

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from reservations.models import Booking, Claim, Part, Resource

# The resource is named twice: as a number, and as a range because the exclusion constraint's index knows it
# so. By the time alone the index found every claim of that hour.
TAKE = """
WITH leaf AS (
    SELECT r.id, (
        SELECT min(unit) FROM generate_series(1, r.quantity) AS unit
        WHERE NOT EXISTS (
            SELECT FROM reservations_claim c
            WHERE c.span && %(span)s
              AND int8range(c.resource_id, c.resource_id, '[]') && int8range(r.id, r.id, '[]')
              AND c.resource_id = r.id AND c.unit_no = unit AND c.status IN ('held', 'taken')
        )
    ) AS unit_no
    FROM reservations_part p JOIN reservations_resource r ON r.id = p.leaf_id
    WHERE p.whole_id = %(whole)s
), taken AS (
    INSERT INTO reservations_claim (booking_id, resource_id, unit_no, span, status)
    SELECT %(booking)s, id, unit_no, %(span)s, %(status)s FROM leaf WHERE unit_no IS NOT NULL
    ORDER BY id
    ON CONFLICT DO NOTHING
    RETURNING id
)
SELECT (SELECT count(*) FROM leaf), (SELECT count(unit_no) FROM leaf), (SELECT count(*) FROM taken)
"""


def span_of(booking: Booking, resource: Resource) -> DateTimeTZRange:
    """What the booking keeps others out of: its own time and the buffers around it."""
    return DateTimeTZRange(booking.starts_at - resource.before, booking.ends_at + resource.after)


def take(booking: Booking, resource: Resource, status: Claim.Status) -> bool:
    """Claim every leaf of the resource, in the order of ids (so that two claimers never wait for each other).

    False when somebody else holds one of them: the caller must then roll back. A unit that a rival took in
    the
    same moment is retried with the next free one.
    """
    for _attempt in range(resource.quantity):
        leaves, free, taken = _try(booking, resource, status)
        if taken == leaves:
            return leaves > 0
        if free < leaves or leaves > 1:
            return False
    return False


def rivals(booking: Booking, resource: Resource) -> bool:
    """Does somebody else stand in the way? If not, it is the booker's own other booking."""
    leaves = Part.objects.filter(whole=resource).values("leaf")
    there = Claim.objects.filter(
        resource__in=leaves, span__overlap=span_of(booking, resource), status__in=Claim.Status.blocking()
    )
    return there.exclude(booking__booker=booking.booker_id).exists()


def _try(booking: Booking, resource: Resource, status: Claim.Status) -> tuple[int, int, int]:
    with connection.cursor() as cursor:
        cursor.execute(
            TAKE,
            {
                "span": span_of(booking, resource),
                "whole": resource.pk,
                "booking": booking.pk,
                "status": status,
            },
        )
        leaves, free, taken = cursor.fetchone() or (0, 0, 0)
    return leaves, free, taken
