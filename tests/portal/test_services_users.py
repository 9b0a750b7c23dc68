"""Root, an ordinary user, and root in an ordinary user's folder: the servers run as nobody's root."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from portal import services
from portal.services import processes

ROOT = Path(__file__).resolve().parents[2]
STRANGER = 61_234

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")


def as_stranger(*words: str) -> list[str]:
    return ["setpriv", f"--reuid={STRANGER}", f"--regid={STRANGER}", "--clear-groups", *words]


@pytest.fixture(autouse=True)
def _own_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def var() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="gj-test-", ignore_cleanup_errors=True) as folder:
        os.chown(folder, STRANGER, STRANGER)
        yield Path(folder)


@pytest.fixture
def python() -> str:
    """An interpreter that the stranger may run and that finds our packages, wherever the tree lies."""
    probe = "from portal.services import binaries as b; b._packaged_postgres()[0], b._packaged_valkey()[0]"
    for candidate in (sys.executable, "/usr/bin/python3"):
        environment = search_path() | {"PATH": os.environ["PATH"]}
        done = subprocess.run(
            as_stranger(candidate, "-c", probe), env=environment, cwd="/", capture_output=True, check=False
        )
        if done.returncode == 0:
            return candidate
    pytest.skip("the tree lies in a folder that only root may enter, so no other user could start it")


def search_path() -> dict[str, str]:
    return {"PYTHONPATH": f"{ROOT}:{Path(psycopg.__file__).parent.parent}"}


def test_an_ordinary_user_without_a_home_starts_and_stops_both_servers(var: Path, python: str) -> None:
    environment = search_path() | {"PATH": os.environ["PATH"], "HOME": "/nowhere", "GWANGJANG_VAR": str(var)}
    started = subprocess.Popen(
        as_stranger(python, "-m", "portal.services"),
        env=environment,
        cwd="/",
        stdout=subprocess.PIPE,
        text=True,
    )
    lines = [started.stdout.readline() for _ in range(2)]
    owner = (var / "postgresql" / "PG_VERSION").stat().st_uid
    started.terminate()
    assert started.wait(15) == 0
    assert all(line.startswith("export ") for line in lines)
    assert owner == STRANGER


def test_root_in_a_users_folder_leaves_the_data_to_that_user(var: Path, python: str) -> None:
    running = services.start(var, durable=True)
    try:
        with psycopg.connect(running.database_url) as wire:
            assert wire.execute("SELECT 1").fetchone() == (1,)
        assert (var / "postgresql" / "PG_VERSION").stat().st_uid == STRANGER
        assert Path(f"/proc/{running.postgres.process.pid}").stat().st_uid == STRANGER
    finally:
        running.stop()


def test_where_namespaces_are_forbidden_root_becomes_nobody(
    var: Path, python: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.chown(var, 0, 0)
    var.chmod(0o755)
    monkeypatch.setattr(processes, "_unshare_works", lambda: False)
    running = services.start(var, durable=True)
    try:
        assert Path(f"/proc/{running.postgres.process.pid}").stat().st_uid == processes.NOBODY
    finally:
        running.stop()
