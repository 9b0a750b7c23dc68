"""A real Celery worker with its beat, and the real analyser, for tests in which the whole house lives."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent


def _environment() -> dict[str, str]:
    from django.db import connection

    return {
        **os.environ,
        "DATABASE_NAME": str(connection.settings_dict["NAME"]),
        "GWANGJANG_PROCESS": "worker",
    }


def _run(arguments: list[str], log: Path) -> subprocess.Popen[bytes]:
    with log.open("wb") as out:
        return subprocess.Popen(arguments, cwd=ROOT, env=_environment(), stdout=out, stderr=subprocess.STDOUT)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@pytest.fixture
def celery_worker(transactional_db: None, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A worker (all queues) with beat inside, on this test's database and broker; killed afterwards."""
    process = start_worker(tmp_path)
    yield process
    _stop(process)


def start_worker(tmp_path: Path) -> subprocess.Popen[bytes]:
    worker = ["worker", "-B", "-Q", "default,notices,tallies,analyses", "-c", "1", "--loglevel", "WARNING"]
    arguments = [sys.executable, "-m", "celery", "-A", "portal.celery", *worker, "-s", str(tmp_path / "beat")]
    return _run(arguments, tmp_path / "worker.log")


@pytest.fixture
def analyser(transactional_db: None, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The process that knows Korean, on this test's database and broker."""
    process = _run([sys.executable, "manage.py", "run_analyser"], tmp_path / "analyser.log")
    yield process
    _stop(process)


@pytest.fixture
def eventually() -> Callable[..., Any]:
    """`eventually(lambda: …, seconds=20)`: wait until it is true; answers its value, or fails saying so."""

    def wait(question: Callable[[], Any], seconds: float = 20.0) -> Any:
        end = time.monotonic() + seconds
        while not (answer := question()):
            assert time.monotonic() < end, f"still not true after {seconds} s"
            time.sleep(0.1)
        return answer

    return wait
