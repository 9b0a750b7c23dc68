"""Models from a statement of our own, said once.

Through the ORM a statement is put together anew for each request. On the pages and acts of everybody that
costs more than all that the database does for them.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import connection, models


@dataclass(frozen=True)
class Part:
    """A table of the statement under its alias: all columns of the model, or the fields named in `only`, the
    primary key first. What was not fetched is fetched by the model itself if anybody asks for it."""

    model: type[models.Model]
    alias: str
    only: tuple[str, ...] = ()

    @cached_property
    def fields(self) -> list[Any]:
        known = self.model._meta.concrete_fields
        return [field for field in known if not self.only or field.attname in self.only]

    @cached_property
    def names(self) -> list[str]:
        return [field.attname for field in self.fields]

    @cached_property
    def json(self) -> list[int]:
        """The places of columns that the driver leaves to Django."""
        return [at for at, field in enumerate(self.fields) if isinstance(field, models.JSONField)]

    def make(self, values: Sequence[Any]) -> Any:
        """What the ORM would have made of these columns; None for those of a row that is missing."""
        if values[0] is None:
            return None
        if self.json:
            values = list(values)
            for at in self.json:
                values[at] = None if values[at] is None else json.loads(values[at])
        return self.model.from_db(connection.alias, self.names, values)


def columns(*parts: Part) -> str:
    """For after SELECT, in the order in which `fetch` reads them."""
    return ", ".join(f'{part.alias}."{field.column}"' for part in parts for field in part.fields)


def fetch(statement: str, values: Mapping[str, Any], *parts: Part) -> list[tuple[Any, ...]]:
    """Each row as one model (or None) per part, then whatever else was selected. One query."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [_row(row, parts) for row in cursor.fetchall()]


def one(statement: str, values: Mapping[str, Any], part: Part) -> Any:
    """The model of the only row, or None where there is no row."""
    found = fetch(statement, values, part)
    return found[0][0] if found else None


def _row(row: tuple[Any, ...], parts: Sequence[Part]) -> tuple[Any, ...]:
    found, start = [], 0
    for part in parts:
        end = start + len(part.fields)
        found.append(part.make(row[start:end]))
        start = end
    return (*found, *row[start:])
