"""PostgreSQL and Valkey for a demo, a developer or a test run: real servers as children of this process.

Standard library only and no Django: this runs before the settings can be read, and gives them their URLs.
"""

from __future__ import annotations

import atexit
import os
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from portal.services import places, processes
from portal.services.postgres import Postgres
from portal.services.problems import ServiceProblem
from portal.services.valkey import Valkey

__all__ = ["Running", "ServiceProblem", "start"]


@dataclass
class Running:
    """What runs and where. `postgres`/`valkey` are None where a URL of the environment is used instead."""

    database_url: str
    redis_url: str
    postgres: Postgres | None
    valkey: Valkey | None
    lock: IO[str] | None

    def environment(self) -> dict[str, str]:
        """The variables that the portal's settings read."""
        return {"DATABASE_URL": self.database_url, "REDIS_URL": self.redis_url}

    def dead(self) -> list[Postgres | Valkey]:
        """Our servers that have ended by themselves; `start()` on one revives it at the same address."""
        return [one for one in (self.postgres, self.valkey) if one and not one.alive()]

    def stop(self) -> None:
        """Stop what we started, broker first; harmless when called twice."""
        for server in (self.valkey, self.postgres):
            if server:
                server.stop()
        if self.lock:
            self.lock.close()
        atexit.unregister(self.stop)


def start(var: Path, *, durable: bool) -> Running:
    """Start what DATABASE_URL and REDIS_URL do not already name; data and logs live under `var`.

    durable: False switches off what protects data from a power cut (tests only).
    Raises ServiceProblem with a sentence for people.
    """
    given = (os.environ.get("DATABASE_URL", ""), os.environ.get("REDIS_URL", ""))
    if all(given):
        return Running(given[0], given[1], None, None, None)
    var = Path(var).absolute()
    lock = places.hold(var)
    owner = processes.owner_for(var)
    postgres = None if given[0] else Postgres(var, durable, owner)
    valkey = None if given[1] else Valkey(var, durable, owner)
    running = Running(*given, postgres, valkey, lock)
    atexit.register(running.stop)
    try:
        if postgres:
            postgres.start()
            running.database_url = postgres.url
        if valkey:
            valkey.start()
            running.redis_url = valkey.url
    except BaseException:
        running.stop()
        raise
    return running
