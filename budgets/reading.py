"""One statement for an envelope with its round and area, said once.

Every ballot begins with it. Through the ORM the sentence was put together anew for each voter, which cost
more than all that the database does for her ballot.
"""

import json
from functools import cache
from typing import Any

from django.db import connection, models

from budgets.models import Envelope, Round
from portal.organisations.models import Area

PARTS: tuple[tuple[type[models.Model], str], ...] = ((Envelope, "envelope"), (Round, "round"), (Area, "area"))


@cache
def _sentence() -> str:
    columns = (f'{alias}."{field.column}"' for model, alias in PARTS for field in model._meta.concrete_fields)
    return (
        f"SELECT {', '.join(columns)} FROM budgets_envelope envelope "  # noqa: S608  (names of our own columns)
        "JOIN budgets_round round ON round.id = envelope.round_id "
        "LEFT JOIN organisations_area area ON area.id = envelope.area_id "
        "WHERE envelope.public_id = %s AND round.public_id = %s"
    )


def envelope_of(round_public_id: str, public_id: str) -> Envelope | None:
    """The envelope, with `round` and `area` in it, whatever the round's state; None when there is none."""
    with connection.cursor() as cursor:
        cursor.execute(_sentence(), [public_id, round_public_id])
        row = cursor.fetchone()
    if row is None:
        return None
    found, start = [], 0
    for model, _alias in PARTS:
        end = start + len(model._meta.concrete_fields)
        found.append(_instance(model, row[start:end]))
        start = end
    envelope, round_, area = found
    envelope.round, envelope.area = round_, area
    return envelope


def _instance(model: type[models.Model], values: tuple[Any, ...]) -> Any:
    """What the ORM would have made of these columns; None for the columns of a missing row."""
    fields = model._meta.concrete_fields
    if values[0] is None:
        return None
    read = [
        json.loads(value)
        if isinstance(field, models.JSONField)
        else value  # the driver leaves JSON to Django
        for field, value in zip(fields, values, strict=True)
    ]
    return model.from_db(connection.alias, [field.attname for field in fields], read)
