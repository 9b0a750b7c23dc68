"""One real PostgreSQL and one real Valkey for the whole run; each worker has its own database in both."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
import pytest
from django.utils import translation

HERE = Path(__file__).parent
os.environ["GWANGJANG_MODE"] = "test"
os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
# Each test's tables are emptied after it, the audit trail's too; elsewhere a trigger refuses that.
os.environ["PGOPTIONS"] = "-c audit.may_be_emptied=on"
pytest_plugins = ["tests.people", "tests.workers", "tests.budgets.scores"]

_started: list = []


def _start() -> None:
    from portal import services

    folder = Path(tempfile.mkdtemp(prefix="gj-test-"))
    os.environ["GWANGJANG_VAR"] = str(folder)
    running = services.start(folder, durable=False)
    os.environ.update(running.environment())
    _started.append((running, folder))


def _own_broker(worker: str) -> None:
    """gw0 takes Valkey's database 1, gw1 database 2, …: no worker's letters reach another's postman."""
    number = int(worker.removeprefix("gw")) + 1
    os.environ["REDIS_URL"] = re.sub(r"/\d+$", f"/{number % 16}", os.environ["REDIS_URL"])


worker = os.environ.get("PYTEST_XDIST_WORKER")
if worker:
    _own_broker(worker)
else:
    _start()
django.setup()  # here, since pytest-django would read the settings before the services run

import portal.celery  # noqa: E402, F401  doorbells ring at this run's broker

if not worker:
    # The workers inherit this environment; pytest-django would read their settings before _own_broker spoke.
    os.environ.pop("DJANGO_SETTINGS_MODULE")


def pytest_unconfigure(config: pytest.Config) -> None:
    while _started:
        running, folder = _started.pop()
        running.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(autouse=True)
def korean_again() -> Iterator[None]:
    """The language of the last page stays with the thread, and so with the next test."""
    yield
    translation.deactivate()
