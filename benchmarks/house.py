"""The house under test: a scratch database that is dropped afterwards, and the demo's own web server."""

from __future__ import annotations

import http.client
import os
import secrets
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.db import connection
from psycopg import sql

from benchmarks.meter import parent
from portal.services import members, places

ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def scratch_database(name: str) -> Iterator[None]:
    """An empty database of this name beside the real one; never the real one. Dropped at the end."""
    address = os.environ["DATABASE_URL"]
    _drop(address, name)
    with psycopg.connect(address, autocommit=True) as wire:
        wire.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        yield
    finally:
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]
        _drop(address, name)


def _drop(address: str, name: str) -> None:
    with psycopg.connect(address, autocommit=True) as wire:
        wire.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def postmaster() -> int:
    """The process that all of PostgreSQL descends from. Only for a server on this machine."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = int((cursor.fetchone() or [0])[0])
    try:
        return parent(pid)
    except OSError:
        raise SystemExit(
            "PostgreSQL does not run on this machine: its CPU time cannot be measured."
        ) from None


@contextmanager
def web() -> Iterator[tuple[int, int]]:
    """Granian as in the demo. → (port, pid)"""
    # By chance, not the first free one: granian shares ports, so two runs would serve each other's calls.
    port = places.free_port(20_000 + secrets.randbelow(20_000))
    log = Path(os.environ["GWANGJANG_VAR"]) / "bench-web.log"
    with log.open("wb") as out:
        server = subprocess.Popen(members.web("127.0.0.1", port), cwd=ROOT, stdout=out, stderr=out)
        try:
            _wait(port, server)
            yield port, server.pid
        finally:
            server.send_signal(signal.SIGINT)
            try:
                server.wait(15)
            except subprocess.TimeoutExpired:
                server.kill()


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    for _attempt in range(300):
        if server.poll() is not None:
            break
        try:
            wire = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            wire.request("GET", "/health/ready", headers={"Host": "localhost"})
            if wire.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.3)
    raise SystemExit("The web server did not become ready; see bench-web.log in GWANGJANG_VAR.")
