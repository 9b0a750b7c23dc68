"""What somebody has booked already, as far as it counts against another booking."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

# One statement for the quota and the pace: it stands in the way of each booking, under the booker's lock.
HOLDINGS = """
SELECT id, starts_at, ends_at,
    resource_id = %(resource)s::bigint AND ends_at > %(at)s::timestamptz
        AND state IN ('requested', 'confirmed'),
    created_at > %(since)s::timestamptz
FROM reservations_booking
WHERE booker_id = %(booker)s::bigint AND (
    resource_id = %(resource)s::bigint AND ends_at > %(at)s::timestamptz
        AND state IN ('requested', 'confirmed')
    OR created_at > %(since)s::timestamptz
)
"""


@dataclass(frozen=True)
class Holdings:
    """`here`: (id, start, end) of those at this resource that are still to come. `made`: how many since the
    moment that was asked about, called off or not, wherever."""

    here: list[tuple[int, datetime, datetime]]
    made: int


def holdings(booker_id: int, resource_id: int, at: datetime, *, since: datetime) -> Holdings:
    values: dict[str, Any] = {"booker": booker_id, "resource": resource_id, "at": at, "since": since}
    with connection.cursor() as cursor:
        cursor.execute(HOLDINGS, values)
        rows = cursor.fetchall()
    here = [(pk, starts, ends) for pk, starts, ends, is_here, _recent in rows if is_here]
    return Holdings(here, sum(recent for *_booking, recent in rows))
