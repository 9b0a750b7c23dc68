"""Small words about processes: who they run as, how they die, which of them still hold a folder.

Standard library only: this runs before anything else is known to work.
"""

from __future__ import annotations

import functools
import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

NOBODY = 65534


def wait_until(question: Callable[[], object], seconds: float, pause: float = 0.02) -> bool:
    """Ask until the answer is yes; False when the seconds have passed."""
    end = time.monotonic() + seconds
    while not question():
        if time.monotonic() >= end:
            return False
        time.sleep(pause)
    return True


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def working_in(folder: Path) -> list[int]:
    """Processes whose working directory is `folder` (PostgreSQL and its backends stay in their data)."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if os.readlink(entry / "cwd") == str(folder):
                found.append(int(entry.name))
        except OSError:
            continue
    return found


@functools.cache
def _unshare_works() -> bool:
    if not shutil.which("unshare"):
        return False
    probe = ["unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}", "true"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


def owner_for(home: Path) -> int:
    """The uid that the services of `home` must run as, seen from outside.

    Root on a folder that belongs to an ordinary user keeps that user's ownership: otherwise one
    `sudo make demo` would lock the user out of their own data.
    """
    if os.geteuid() != 0:
        return os.geteuid()
    owner = home.stat().st_uid
    if owner != 0:
        return owner
    return 0 if _unshare_works() else NOBODY


def drop_root(owner: int) -> list[str]:
    """Words to put before a command so that it does not run as root (PostgreSQL refuses to).

    A user namespace needs no new account and no wider permissions on the folders above; where the
    kernel or a container forbids it, `setpriv` becomes the owner of the data instead. The namespace
    also gives a name to a number that /etc/passwd does not know (containers), which initdb asks for.
    """
    words = []
    if os.geteuid() == 0 and owner != 0:
        words += ["setpriv", f"--reuid={owner}", f"--regid={owner}", "--clear-groups"]
    if owner == 0 or not _has_name(owner):
        words += ["unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}"]
    return words


def _has_name(owner: int) -> bool:
    try:
        pwd.getpwuid(owner)
    except KeyError:
        return False
    return True


def die_with_parent(sign: signal.Signals) -> list[str]:
    """Words that make a command receive `sign` when its parent dies, even by SIGKILL."""
    if not shutil.which("setpriv"):
        return []
    return ["setpriv", f"--pdeathsig={sign.name}"]


def give(path: Path, owner: int) -> None:
    """Hand a new folder to the uid that its service runs as (only root can, and only then is it needed)."""
    if os.geteuid() == 0 and owner != 0:
        os.chown(path, owner, owner)


def clean_environment() -> dict[str, str]:
    """No PG* variable of the person at the keyboard may reach our server."""
    keep = {key: value for key, value in os.environ.items() if not key.startswith(("PG", "LC_", "LANG"))}
    return keep | {"LC_ALL": "C.UTF-8", "TZ": "UTC"}


def spawn(
    command: Sequence[str], *, log: Path, owner: int, on_orphan: signal.Signals
) -> subprocess.Popen[bytes]:
    """Start a service in its own session (the terminal's Ctrl-C must reach us, not it)."""
    words = [*drop_root(owner), *die_with_parent(on_orphan), *command]
    with log.open("ab") as sink:
        return subprocess.Popen(
            words,
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=sink,
            cwd="/",
            env=clean_environment(),
            start_new_session=True,
        )


def run_dropped(command: Sequence[str], *, owner: int, feed: str = "") -> subprocess.CompletedProcess[str]:
    """Run a short command as the service's user; its output is returned, not shown."""
    return subprocess.run(
        [*drop_root(owner), *command],
        input=feed,
        text=True,
        capture_output=True,
        cwd="/",
        env=clean_environment(),
        check=False,
    )


def stop(process: subprocess.Popen[bytes], signals: Sequence[tuple[signal.Signals, float]]) -> None:
    """Send each signal in turn, with its patience in seconds, until the process has gone."""
    for sign, patience in signals:
        if process.poll() is not None:
            return
        process.send_signal(sign)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            continue


def tail(log: Path, lines: int = 8) -> str:
    """The sentence that explains a failure by the last lines of its log."""
    try:
        end = log.read_text(errors="replace").splitlines()[-lines:]
    except OSError:
        end = []
    return "\n".join([f"Its log {log} ends with:", *end])
