"""Which processes the portal consists of, and with which words each is started."""

from __future__ import annotations

import sys
from pathlib import Path

from portal.services import places
from portal.services.family import Child

# Letters have a worker of their own: ten thousand of them must not stand before the outbox's doorbell.
# So have analyses (a thousand resamples take minutes): nobody's count or notice waits for them.
QUEUES = {
    "worker": ("default,tallies,search", 2),
    "postman": ("notices", 1),
    "statistician": ("analyses", 1),
}
# Threads, not more processes: each web process costs 100 MB, and the work mostly waits for PostgreSQL.
WEB = ("--workers", "2", "--blocking-threads", "8", "--workers-kill-timeout", "3", "--respawn-failed-workers")


def _python(*words: str) -> list[str]:
    return [sys.executable, *words]


def web(host: str, port: int) -> list[str]:
    return _python(
        "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port), *WEB,
        "--no-ws", "--log-level", "warning", "portal.wsgi:application",
    )  # fmt: skip


def worker(name: str) -> list[str]:
    queues, processes = QUEUES[name]
    return _python(
        "-m", "celery", "-A", "portal.celery", "worker", "-n", f"{name}@%h", "-Q", queues,
        "-c", str(processes), "--loglevel", "WARNING", "--without-gossip", "--without-mingle",
    )  # fmt: skip


def clock(var: Path) -> list[str]:
    return _python(
        "-m", "celery", "-A", "portal.celery", "beat", "--loglevel", "WARNING",
        "--schedule", str(var / "beat-schedule"), "--pidfile", "",
    )  # fmt: skip


def post_office(var: Path, port: int) -> list[str]:
    return _python(
        "-m", "portal.notifications.sink", "--host", "127.0.0.1", "--port", str(port),
        "--directory", str(var / "mail"),
    )  # fmt: skip


def all_of(root: Path, var: Path, port: int, environment: dict[str, str]) -> list[Child]:
    """The demo's children in the order in which they start and are told to stop; the web server first."""
    logs = var / "logs"
    logs.mkdir(parents=True, exist_ok=True)
    (var / "static").mkdir(exist_ok=True)
    letters = places.free_port(8025)
    shared = environment | {"PYTHONPATH": str(root), "EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(letters)}
    working = shared | {"GWANGJANG_PROCESS": "worker"}
    host = environment.get("HOST") or "127.0.0.1"

    def child(name: str, words: list[str], variables: dict[str, str], patience: float = 4.0) -> Child:
        return Child(name, words, variables, root, logs / f"{name}.log", patience)

    return [
        child("web", web(host, port), shared),
        child("beat", clock(var), working, 2.0),
        child("worker", worker("worker"), working, 5.0),
        child("postman", worker("postman"), working, 5.0),
        child("statistician", worker("statistician"), working, 5.0),
        child("analyser", _python("manage.py", "run_analyser"), working, 3.0),
        child("post-office", post_office(var, letters), shared, 2.0),
    ]
