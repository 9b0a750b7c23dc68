"""The first start of the demonstration may be cut short at any moment; the next one opens a whole town."""

from __future__ import annotations

import signal
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from portal.services import demo, members


@pytest.fixture
def var(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    for name in ("DATABASE_URL", "REDIS_URL", "PORT"):
        monkeypatch.delenv(name, raising=False)
    signals = {sign: signal.getsignal(sign) for sign in (signal.SIGINT, signal.SIGTERM)}
    with tempfile.TemporaryDirectory(prefix="gj-test-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)
    for sign, handler in signals.items():
        signal.signal(sign, handler)


def tables(environment: dict[str, str]) -> list[str]:
    query = "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
    with psycopg.connect(environment["DATABASE_URL"]) as wire:
        return [name for (name,) in wire.execute(query)]


def test_a_start_that_was_cut_short_begins_anew_and_a_whole_one_is_kept(
    var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[list[str]] = []

    def make(name: str, ends: bool) -> Callable[[dict[str, str]], None]:
        def prepare(environment: dict[str, str]) -> None:
            found.append(tables(environment))
            with psycopg.connect(environment["DATABASE_URL"]) as wire:
                wire.execute(f"CREATE TABLE {name} (id int)")
            if ends:
                raise KeyboardInterrupt

        return prepare

    def stop(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(members, "all_of", stop)
    for name, ends in (("half", True), ("whole", False), ("more", True), ("again", True)):
        monkeypatch.setattr(demo, "prepare", make(name, ends))
        with pytest.raises(KeyboardInterrupt):
            demo.serve(var)
    assert found == [[], [], ["whole"], ["more", "whole"]], "only what was cut short is thrown away"
