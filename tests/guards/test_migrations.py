"""Every migration runs on a database with data in it, forwards and back, and loses nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import override_settings

from tests.guards.world import build

OURS = ("portal.", *settings.ROOMS)
SCRATCH = "gj_migrations"
# One worker: migrating from empty takes half a minute, and each worker would do it for itself.
pytestmark = pytest.mark.xdist_group("guards-migrations")
Contents = dict[str, tuple[int, str]]  # table → how many rows, fingerprint of all of them


@pytest.fixture(scope="module")
def scratch(django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A database of this file's own, migrated from empty. The other tests' database is not touched."""
    usual = connection.settings_dict["NAME"]
    name = f"{SCRATCH}_{usual}"[:60]
    with django_db_blocker.unblock():
        connection.close()
        _recreate(name)
        connection.settings_dict["NAME"] = name
        try:
            call_command("migrate", verbosity=0)
            yield tmp_path_factory.mktemp("migrations")
        finally:
            connection.close()
            connection.settings_dict["NAME"] = usual
            _drop(name)


def _recreate(name: str) -> None:
    _drop(name)
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')


def _drop(name: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture(scope="module")
def filled(scratch: Path) -> None:
    """The demo's people and a few rows at every stage of every room."""
    with override_settings(MEDIA_ROOT=scratch / "media", BALLOT_KEYS_DIR=scratch / "keys"):
        build()


def test_no_model_has_changed_without_a_migration(scratch: Path) -> None:
    out = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=out, stderr=out)
    except SystemExit:
        pytest.fail("run `python manage.py makemigrations`:\n" + out.getvalue())


def test_a_database_from_empty_is_as_the_models_say(scratch: Path) -> None:
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
    assert executor.loader.detect_conflicts() == {}


@pytest.mark.timeout(240)
def test_every_later_migration_goes_back_and_forth_with_the_data_still_there(filled: None) -> None:
    """Down the stairs, from the newest: each step is gone back, forth and back again with all that lay there.

    A table that a step brings is gone below it, and so is not missed further down. At the end all are climbed
    again in one go, as an operator does who comes back from an older release.
    """
    at_first = above = contents()
    assert sum(count for count, _ in at_first.values()) > 200, "the database should not be empty for this"
    for app, name, previous in later_migrations():
        _migrate(app, previous)
        below = contents()
        _migrate(app, name)
        assert lost(above, contents(), below) == set(), f"{app}.{name} lost or changed rows, back and forth"
        _migrate(app, previous)
        above = contents()
    call_command("migrate", verbosity=0)
    assert lost(at_first, contents(), above) == set(), "rows were lost or changed on the whole way"


def lost(before: Contents, after: Contents, below: Contents) -> set[str]:
    """The tables that were there all the time and do not say what they said."""
    return {table for table in below if table in before and after.get(table) != before[table]}


def test_every_app_begins_with_a_first_migration(scratch: Path) -> None:
    """A renumbered or lost 0001 would leave installations that no later file fits."""
    first = {app for app, name in _ours() if name.startswith("0001")}
    assert first == {app for app, _ in _ours()}


def later_migrations() -> list[tuple[str, str, str]]:
    """(app, migration, the one before it in that app), the newest first: none stands on one that follows it.

    Without those on which another app's first migration stands: to go back behind them means to take that
    app's tables away, which no operator does to a portal in use.
    """
    executor, ours = MigrationExecutor(connection), set(_ours())
    graph = executor.loader.graph
    found = []
    for migration, _ in executor.migration_plan(graph.leaf_nodes(), clean_start=True):
        key = (migration.app_label, migration.name)
        before = [parent for parent in graph.node_map[key].parents if parent[0] == key[0]]
        if before and key in ours:
            found.append((*key, before[0].key[1]))
    return [one for one in found[::-1] if not _takes_tables_away(one[0], one[2])]


def _takes_tables_away(app: str, previous: str) -> bool:
    plan = MigrationExecutor(connection).migration_plan([(app, previous)])
    return any(migration.initial or migration.name.startswith("0001") for migration, _backwards in plan)


def _ours() -> list[tuple[str, str]]:
    from django.apps import apps

    ours = {config.label for config in apps.get_app_configs() if config.name.startswith(OURS)}
    loader = MigrationExecutor(connection).loader
    return sorted(key for key in loader.disk_migrations if key[0] in ours)


def _migrate(app: str, name: str) -> None:
    executor = MigrationExecutor(connection)
    executor.migrate([(app, name)])


def contents() -> Contents:
    """Of each table: how many rows, and a fingerprint of all of them."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            if table == "django_migrations":
                continue
            cursor.execute(f'SELECT t::text FROM "{table}" t ORDER BY 1')
            rows = cursor.fetchall()
            found[table] = (len(rows), hashlib.sha256(repr(rows).encode()).hexdigest())
    return found
