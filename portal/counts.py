"""Several numbers in one statement."""

from typing import Any

from django.db import connection
from django.db.models import QuerySet

MOST = 1000


def counts(*found: QuerySet[Any], most: int = MOST) -> list[int | str]:
    """How many rows each of `found` has. More than `most` are "1,000+": a page costs the
    same in ten years.

    Said as such, since a bare 1,000 over 5,000 petitions would be a false count.
    """
    compiled = [rows.order_by().values("pk")[: most + 1].query.sql_with_params() for rows in found]
    # Only what Django made of our own querysets is put together; the values travel beside it.
    numbers = ", ".join(f"(SELECT count(*) FROM ({sql}) counted)" for sql, _values in compiled)  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {numbers}", [value for _sql, values in compiled for value in values])
        return [number if number <= most else f"{most:,}+" for number in cursor.fetchone() or ()]
