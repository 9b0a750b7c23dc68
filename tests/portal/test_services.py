"""The embedded servers keep what they were given, whatever ends them."""

from __future__ import annotations

import io
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from portal import services
from portal.accounts.demo import people
from portal.demo import progress
from portal.services import Running, ServiceProblem, binaries, demo, places, processes

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _own_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def var() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="gj-test-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@pytest.fixture
def running(var: Path) -> Iterator[Running]:
    found = services.start(var, durable=True)
    yield found
    found.stop()


def write(running: Running, name: str) -> None:
    with psycopg.connect(running.database_url, autocommit=True) as wire:
        wire.execute("CREATE TABLE IF NOT EXISTS said (word text)")
        wire.execute("INSERT INTO said VALUES (%s)", [name])


def words(running: Running) -> list[str]:
    with psycopg.connect(running.database_url) as wire:
        return [row[0] for row in wire.execute("SELECT word FROM said ORDER BY word")]


def broker(running: Running) -> redis.Redis:
    return redis.Redis.from_url(running.redis_url)


def test_stop_and_start_keep_data_and_addresses(var: Path, running: Running) -> None:
    write(running, "광장")
    broker(running).set("word", "마당")
    before = running.environment()
    running.stop()
    again = services.start(var, durable=True)
    try:
        assert words(again) == ["광장"]
        assert broker(again).get("word").decode() == "마당"
        assert again.environment() == before
    finally:
        again.stop()


def test_a_killed_postgresql_comes_back_with_what_was_committed(running: Running) -> None:
    write(running, "서명")
    running.postgres.process.kill()
    assert processes.wait_until(lambda: running.dead() == [running.postgres], 5)
    running.postgres.start()
    assert words(running) == ["서명"]


def test_a_killed_valkey_comes_back_with_what_is_older_than_a_second(running: Running) -> None:
    broker(running).lpush("queue", "letter")
    time.sleep(1.5)
    running.valkey.process.kill()
    assert processes.wait_until(lambda: running.dead() == [running.valkey], 5)
    running.valkey.start()
    assert broker(running).lrange("queue", 0, -1) == [b"letter"]


def test_the_terminal_names_everybody_of_the_demo_in_straight_columns() -> None:
    named = [re.findall(r"[a-z]+2?", line) for line in demo.PEOPLE.splitlines()]
    assert {key for line in named for key in line} == set(people.BY_KEY)
    seconds = {
        progress.wide(line[: line.index(keys[1])])
        for line, keys in zip(demo.PEOPLE.splitlines(), named, strict=True)
        if len(keys) == 2
    }
    assert len(seconds) == 1


def test_what_is_finished_stands_in_one_column() -> None:
    out = io.StringIO()
    for title in ("사람들", "공간 예약", "demo"):
        progress.Bar(title, out).finish()
    assert {progress.wide(line[: line.index("✓")]) for line in out.getvalue().splitlines()} == {17}


def test_stopping_twice_is_harmless(running: Running) -> None:
    running.stop()
    running.stop()
    assert running.dead() == [running.postgres, running.valkey]


def launcher(var: Path, *before: str, python: str = sys.executable, **more: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "GWANGJANG_VAR": str(var), "PYTHONPATH": str(ROOT), **more}
    return subprocess.Popen(
        [*before, python, "-m", "portal.services"],
        cwd="/",
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )


def first_lines(started: subprocess.Popen[str]) -> list[str]:
    return [started.stdout.readline() for _ in range(2)]


def test_the_module_prints_what_a_shell_can_read_and_stops_on_ctrl_c(var: Path) -> None:
    started = launcher(var)
    lines = first_lines(started)
    started.send_signal(signal.SIGINT)
    assert started.wait(15) == 0
    assert lines[0].startswith("export DATABASE_URL=")
    assert lines[1].startswith("export REDIS_URL=")
    assert not processes.working_in(var / "postgresql")


def test_a_launcher_that_is_killed_takes_its_servers_along(var: Path) -> None:
    started = launcher(var)
    first_lines(started)
    started.kill()
    started.wait(5)
    assert processes.wait_until(lambda: not processes.working_in((var / "postgresql").resolve()), 10)
    again = services.start(var, durable=True)
    again.stop()


def test_a_second_start_of_the_same_folder_says_who_holds_it(var: Path, running: Running) -> None:
    with pytest.raises(ServiceProblem, match=rf"already runs \(process {os.getpid()}\)"):
        services.start(var, durable=True)


def test_a_lock_file_whose_number_now_belongs_to_a_stranger_is_no_obstacle(
    var: Path, running: Running
) -> None:
    write(running, "투표")
    running.stop()
    stale = [str(os.getpid()), str(var / "postgresql"), "1", "5432", "/tmp", "", "0 0", "ready"]
    (var / "postgresql" / "postmaster.pid").write_text("\n".join(stale) + "\n")
    again = services.start(var, durable=True)
    try:
        assert words(again) == ["투표"]
    finally:
        again.stop()


def test_a_server_that_outlived_its_launcher_is_ended_before_a_new_one_starts(
    var: Path, running: Running
) -> None:
    write(running, "예약")
    orphan = running.postgres.process
    running.lock.close()
    running.valkey.stop()
    again = services.start(var, durable=True)
    try:
        assert orphan.wait(5) is not None
        assert words(again) == ["예약"]
    finally:
        again.stop()


def test_a_folder_far_too_deep_for_a_socket_works(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = var.joinpath(*["아주-긴-이름의-폴더"] * 6)
    deep.mkdir(parents=True)
    monkeypatch.setenv("TMPDIR", str(deep))
    monkeypatch.setattr(tempfile, "tempdir", None)
    found = services.start(deep, durable=False)
    try:
        write(found, "제안")
        assert len(f"{found.postgres.sockets}/{places.SOCKET_NAME}".encode()) <= places.LONGEST_SOCKET
    finally:
        found.stop()


def test_somebody_elses_folder_in_the_shared_temp_is_not_used(
    var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(var))
    ours = places.socket_folder(var, os.geteuid())
    ours.rmdir()
    ours.symlink_to("/")
    other = places.socket_folder(var, os.geteuid())
    assert other != ours
    assert other.stat().st_mode & 0o777 == 0o700


def test_urls_of_the_environment_are_used_and_nothing_is_started(
    var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://db.example/gwangjang")
    monkeypatch.setenv("REDIS_URL", "redis://broker.example:6379/0")
    found = services.start(var, durable=True)
    assert found.environment() == {
        "DATABASE_URL": "postgresql://db.example/gwangjang",
        "REDIS_URL": "redis://broker.example:6379/0",
    }
    assert list(var.iterdir()) == []


def test_without_any_postgresql_the_sentence_says_what_to_do(
    var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(binaries, "_packaged_postgres", list)
    monkeypatch.setattr(binaries, "_machine_postgres", list)
    with pytest.raises(ServiceProblem, match=r"apt install postgresql.*DATABASE_URL"):
        services.start(var, durable=True)


def test_without_any_broker_the_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binaries, "_packaged_valkey", lambda: None)
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(ServiceProblem, match=r"apt install redis-server.*REDIS_URL"):
        binaries.valkey()


def test_data_of_another_version_is_never_touched(var: Path) -> None:
    (var / "postgresql").mkdir()
    (var / "postgresql" / "PG_VERSION").write_text("9.6\n")
    with pytest.raises(ServiceProblem, match="written by PostgreSQL 9"):
        services.start(var, durable=True)


def test_only_tests_run_without_safety_against_a_power_cut(var: Path) -> None:
    for durable, expected in ((False, "off"), (True, "on")):
        found = services.start(var, durable=durable)
        try:
            with psycopg.connect(found.database_url) as wire:
                assert wire.execute("SHOW fsync").fetchone() == (expected,)
        finally:
            found.stop()


def test_nobody_else_may_enter_the_sockets_or_read_the_password(var: Path, running: Running) -> None:
    assert running.postgres.sockets.stat().st_mode & 0o777 == 0o700
    for name in ("password", "valkey.conf"):
        assert (var / "valkey" / name).stat().st_mode & 0o777 == 0o600
    with (
        redis.Redis(port=running.valkey.port) as stranger,
        pytest.raises(redis.exceptions.AuthenticationError),
    ):
        stranger.ping()
