"""The demo's children: each is started with its log, watched, revived when it dies, stopped with its own."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from portal.services import processes

# Every descendant inherits this variable; after a SIGKILL of the launcher it is how the next one finds them.
MARK = "GWANGJANG_FAMILY"
LONGEST_PAUSE = 30.0
HEALTHY_AFTER = 60.0


@dataclass
class Child:
    """One process of the demo. `patience`: seconds that it may take to finish its work when told to stop."""

    name: str
    command: Sequence[str]
    environment: dict[str, str]
    folder: Path
    log: Path
    patience: float = 4.0
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    started: float = 0.0
    pause: float = 0.0
    due: float = 0.0

    def start(self) -> None:
        words = [*processes.die_with_parent(signal.SIGTERM), *self.command]
        with self.log.open("ab") as sink:
            self.process = subprocess.Popen(
                words,
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=sink,
                cwd=self.folder,
                env=self.environment,
                start_new_session=True,
            )
        self.started = time.monotonic()

    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def revive(self) -> str | None:
        """Start again after a growing pause; returns the sentence for the terminal at the moment of death."""
        now = time.monotonic()
        if self.process is not None:
            code = self.process.returncode
            self.kill()
            self.process = None
            healthy = now - self.started > HEALTHY_AFTER
            self.pause = 0.5 if healthy or not self.pause else min(self.pause * 2, LONGEST_PAUSE)
            self.due = now + self.pause
            return f"{self.name} ended ({_reason(code)}); starting it again. Log: {self.log}"
        if now >= self.due:
            self.start()
        return None

    def ask_to_stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)

    def await_end(self, until: float) -> None:
        """Wait until the moment `until` (monotonic), then end it and whatever it left behind."""
        if self.process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(max(0.0, until - time.monotonic()))
            self.kill()

    def kill(self) -> None:
        """End the whole session: a killed Celery or web master leaves workers that hold jobs and the port."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(2.0)


def _reason(code: int | None) -> str:
    if code is not None and code < 0:
        return signal.Signals(-code).name
    return f"exit code {code}"


def stop_all(children: Sequence[Child]) -> None:
    """Ask all at once, in the given order, then wait for each as long as its patience allows."""
    begun = time.monotonic()
    for child in children:
        child.ask_to_stop()
    for child in children:
        child.await_end(begun + child.patience)


def end_orphans(var: Path) -> None:
    """End what a launcher of the same folder left behind when it was killed; Linux only (it needs /proc)."""
    for sign, patience in ((signal.SIGTERM, 4.0), (signal.SIGKILL, 2.0)):
        for pid in _orphans(var):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, sign)
        if processes.wait_until(lambda: not _orphans(var), patience, 0.1):
            return


def _orphans(var: Path) -> list[int]:
    wanted = f"{MARK}={var}".encode()
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if wanted in (entry / "environ").read_bytes().split(b"\0") and int(entry.name) != os.getpid():
                found.append(int(entry.name))
    return found
