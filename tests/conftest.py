"""One real PostgreSQL and one real Valkey for the whole run; each worker has its own database in it."""

import os
import shutil
import tempfile
from pathlib import Path

import django
import pytest

os.environ["GWANGJANG_MODE"] = "test"
os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
pytest_plugins = ["tests.people"] if (Path(__file__).parent / "people.py").exists() else []


def _start() -> None:
    if "PYTEST_XDIST_WORKER" in os.environ:
        return  # the controller's environment came along
    from portal import services

    folder = Path(tempfile.mkdtemp(prefix="gj-test-"))
    os.environ["GWANGJANG_VAR"] = str(folder)
    running = services.start(folder, durable=False)
    os.environ.update(running.environment())
    _started.append((running, folder))


_started: list = []
_start()
django.setup()  # here, since pytest-django would read the settings before the services run


def pytest_unconfigure(config: pytest.Config) -> None:
    while _started:
        running, folder = _started.pop()
        running.stop()
        shutil.rmtree(folder, ignore_errors=True)
