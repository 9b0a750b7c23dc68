"""One trip to the database for each question, several statements in it where need be."""

from typing import Any

from django.db import connection


def composed(statement: str, parameters: dict[str, Any]) -> str:
    """The statement with its parameters quoted and written into it by the driver.

    PostgreSQL takes several statements in one trip only when no parameters come beside them.
    """
    text: str = connection.ops.compose_sql(statement, parameters)  # type: ignore[attr-defined]
    return text


def rows(statement: str, parameters: dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        while cursor.description is None and cursor.nextset():  # past the settings, to what was asked
            pass
        return list(cursor.fetchall())
