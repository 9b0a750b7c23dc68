"""Folders and ports: short enough for a socket, ours alone, and free."""

from __future__ import annotations

import fcntl
import hashlib
import os
import socket
import stat
import tempfile
from pathlib import Path
from typing import IO

from portal.services.problems import ServiceProblem
from portal.services.processes import give

# sun_path holds 108 bytes with its closing zero; PostgreSQL appends "/.s.PGSQL.5432".
LONGEST_SOCKET = 107
SOCKET_NAME = ".s.PGSQL.5432"
# For a TMPDIR that is too long; a folder that is not ours alone is never used there (socket_folder).
SHORT_TEMP = Path("/tmp")  # noqa: S108


def _fits(folder: Path) -> bool:
    return len(os.fsencode(folder / SOCKET_NAME)) <= LONGEST_SOCKET


def _is_ours(folder: Path, owner: int) -> bool:
    """A real folder (no link), of the right owner, that nobody else may enter."""
    facts = folder.lstat()
    return stat.S_ISDIR(facts.st_mode) and facts.st_uid in (owner, os.geteuid())


def socket_folder(var: Path, owner: int) -> Path:
    """A 0700 folder with a short path, always the same for the same `var`, so that URLs outlive a restart.

    Somebody else's folder of the same name (a shared /tmp) is never used: a fresh one is made instead.
    """
    name = "gj-" + hashlib.sha256(f"{owner}:{var}".encode()).hexdigest()[:12]
    places = [root for root in (Path(tempfile.gettempdir()), SHORT_TEMP) if _fits(root / name)]
    if not places:
        raise ServiceProblem(f"Sockets need a short folder: set TMPDIR to under {LONGEST_SOCKET - 40} bytes.")
    folder = places[0] / name
    folder.mkdir(mode=0o700, exist_ok=True)
    if not _is_ours(folder, owner):
        folder = Path(tempfile.mkdtemp(prefix="gj-", dir=places[0]))
    folder.chmod(0o700)
    give(folder, owner)
    return folder


def data_folder(var: Path, name: str, owner: int) -> Path:
    folder = var / name
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    give(folder, owner)
    return folder


def free_port(wish: int = 0) -> int:
    """`wish` when nobody listens there, else any free port of this machine."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wish))
        except OSError:
            return free_port()
        return int(probe.getsockname()[1])


def hold(var: Path, name: str = "services") -> IO[str]:
    """Take `var` for this process; the kernel gives it back when we die, however we die.

    Raises ServiceProblem when somebody else holds it: two servers on one data folder would destroy it.
    """
    try:
        var.mkdir(parents=True, exist_ok=True)
        lock = (var / f"{name}.lock").open("a+")
    except PermissionError:
        raise ServiceProblem(
            f"{var} belongs to somebody else. Take it over (chown -R), "
            "or choose another folder with GWANGJANG_VAR."
        ) from None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.seek(0)
        holder = lock.read().strip() or "?"
        lock.close()
        raise ServiceProblem(
            f"The {name} of {var} already runs (process {holder}). Stop that one first, "
            "or choose another folder with GWANGJANG_VAR."
        ) from None
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    return lock
