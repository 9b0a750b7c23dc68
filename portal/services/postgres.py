"""The embedded PostgreSQL: made once, started, revived after a crash, stopped."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from portal.services import binaries, places, processes
from portal.services.problems import ServiceProblem

NAME = "gwangjang"
COMMON = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
}
# For tests only: a power cut may lose everything, and nobody is told that anything was saved.
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}
PATIENCE = 30.0


@dataclass
class Postgres:
    label: ClassVar[str] = "PostgreSQL"
    var: Path
    durable: bool
    owner: int
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def data(self) -> Path:
        return self.var / "postgresql"

    @property
    def log(self) -> Path:
        return self.var / "postgresql.log"

    @property
    def url(self) -> str:
        return f"postgresql://{NAME}@/{NAME}?host={self.sockets}"

    def start(self) -> None:
        """Serve `data`; returns when connections are accepted. Crash recovery is PostgreSQL's own."""
        self.sockets = places.socket_folder(self.var, self.owner)
        self.programs = binaries.postgres(self.data)
        if not (self.data / "PG_VERSION").is_file():
            self._create()
        self._clear_predecessor()
        settings = COMMON | ({} if self.durable else FAST) | {"unix_socket_directories": str(self.sockets)}
        options = [word for key, value in settings.items() for word in ("-c", f"{key}={value}")]
        command = [self.programs.path("postgres"), "-D", str(self.data), *options]
        # SIGINT is PostgreSQL's fast shutdown: open transactions are rolled back, nothing is lost.
        self.process = processes.spawn(command, log=self.log, owner=self.owner, on_orphan=signal.SIGINT)
        if not processes.wait_until(self._answers_or_died, PATIENCE) or not self._ready():
            self.stop()
            raise ServiceProblem(f"PostgreSQL did not start. {processes.tail(self.log)}")

    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def stop(self) -> None:
        if self.process:
            processes.stop(self.process, [(signal.SIGINT, 8.0), (signal.SIGQUIT, 4.0), (signal.SIGKILL, 2.0)])
        self.process = None

    def empty(self) -> None:
        """An empty database in place of the one that is there."""
        import psycopg

        with psycopg.connect(dbname="postgres", user=NAME, host=str(self.sockets), autocommit=True) as wire:
            wire.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
            wire.execute(f"CREATE DATABASE {NAME}")

    def _create(self) -> None:
        """Make the cluster beside its place and move it there whole: a crash leaves no half of one."""
        draft = self.var / "postgresql.new"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        processes.give(draft, self.owner)
        # libc's C.UTF-8: the builtin provider makes trigram functions blind to Hangul.
        self._run(
            "initdb",
            "-D",
            str(draft),
            "-U",
            NAME,
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
            "--no-instructions",
        )
        self._run("postgres", "--single", "-D", str(draft), "postgres", feed=f"CREATE DATABASE {NAME};\n")
        if self.durable:
            os.sync()
        if self.data.is_dir():
            self.data.rmdir()
        draft.rename(self.data)

    def _run(self, program: str, *words: str, feed: str = "") -> None:
        done = processes.run_dropped([self.programs.path(program), *words], owner=self.owner, feed=feed)
        if done.returncode:
            raise ServiceProblem(f"{program} failed in {self.var}:\n{(done.stdout + done.stderr)[-1500:]}")

    def _clear_predecessor(self) -> None:
        """Wait for a predecessor that is going down; end one that was left behind; drop its stale lock file.

        We hold the lock on `var`, so whoever still works in `data` is an orphan. The lock file is only
        removed when nobody does: it is what protects the data from a second server.
        """
        data = self.data.resolve()
        if not processes.wait_until(lambda: not processes.working_in(data), 3.0, 0.05):
            for sign, patience in ((signal.SIGINT, 8.0), (signal.SIGQUIT, 4.0), (signal.SIGKILL, 4.0)):
                for pid in processes.working_in(data):
                    _send(pid, sign)
                if processes.wait_until(lambda: not processes.working_in(data), patience, 0.05):
                    break
        if Path("/proc/self/cwd").exists() and not processes.working_in(data):
            (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _answers_or_died(self) -> bool:
        return not self.alive() or self._ready()

    def _ready(self) -> bool:
        """PostgreSQL's own word, as pg_ctl reads it: the eighth line of its lock file."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return False
        return self.alive() and len(lines) > 7 and lines[7].strip() == "ready"


def _send(pid: int, sign: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, sign)
