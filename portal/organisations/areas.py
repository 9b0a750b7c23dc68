"""The tree of districts, as a table that anybody can read: data/areas.csv, names and codes as of 2026.

Codes are the heads of the 법정동코드 of 행정표준코드관리시스템: two digits for the 17 시·도, five for a
시·군·구.
Complete for 서울, 부산, 대구, 광주, 대전, 울산 and 제주; the other provinces have no districts yet.
Loaded after every `migrate` (apps.py), and after a test's flush, so rooms may count on them.
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import connections, transaction

from portal.organisations.models import Area

TABLE = Path(__file__).parent / "data" / "areas.csv"
NATION = "00"


def load(using: str = "default") -> int:
    """Write the table into the database; safe to repeat. Answers how many areas there are."""
    count = 0
    with transaction.atomic(using=using):
        for level in Area.Level.values:
            rows = [row for row in _rows() if _level(row["code"]) == level]
            _upsert(rows, level, using)
            count += len(rows)
    return count


def load_after_migrate(*, using: str, **kwargs: Any) -> None:
    """post_migrate: also runs when migrations are being undone, hence the look for the table."""
    if Area._meta.db_table in connections[using].introspection.table_names():
        load(using)


def _rows() -> Iterator[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _level(code: str) -> str:
    if code == NATION:
        return Area.Level.NATION
    return Area.Level.PROVINCE if len(code) == 2 else Area.Level.DISTRICT


def _upsert(rows: list[dict[str, str]], level: str, using: str) -> None:
    ids = dict(Area.objects.using(using).values_list("code", "id"))
    Area.objects.using(using).bulk_create(
        [
            Area(**row, level=level, path=_path(row["code"]), parent_id=ids.get(_parent(row["code"]) or ""))
            for row in rows
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "name_en", "level", "path", "parent"],
    )


def _parent(code: str) -> str | None:
    if code == NATION:
        return None
    return NATION if len(code) == 2 else code[:2]


def _path(code: str) -> str:
    parent = _parent(code)
    return (_path(parent) if parent else "") + code + "/"
