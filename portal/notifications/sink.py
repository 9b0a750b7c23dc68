"""The demonstration's post office: a real SMTP server that keeps every letter as a file.

    python -m portal.notifications.sink --host 127.0.0.1 --port 8025 --directory var/mail

/demo/mail/ shows the files. For the demonstration
only: it takes letters from anybody who can reach it, and delivers none.
"""

import argparse
import asyncio
import secrets
import signal
import time
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP

MOST_LETTERS = 2000


class Keep:
    """Writes each accepted letter into the directory, under a name that sorts by time."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:
        name = f"{time.time_ns():020}-{secrets.token_hex(4)}"
        unfinished, finished = self.directory / f".{name}", self.directory / f"{name}.eml"
        unfinished.write_bytes(envelope.content)
        unfinished.rename(finished)
        self._forget_old()
        return "250 kept"

    def _forget_old(self) -> None:
        for old in sorted(self.directory.glob("*.eml"))[:-MOST_LETTERS]:
            old.unlink(missing_ok=True)


async def serve(host: str, port: int, directory: Path) -> None:
    """Take letters until SIGTERM or SIGINT."""
    loop, stopped = asyncio.get_running_loop(), asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stopped.set)
    server = await loop.create_server(
        lambda: SMTP(Keep(directory), enable_SMTPUTF8=True, loop=loop), host, port
    )
    async with server:
        await stopped.wait()


def main() -> None:
    parser = argparse.ArgumentParser(description="Keep every letter as a file instead of delivering it.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8025)
    parser.add_argument("--directory", type=Path, required=True)
    given = parser.parse_args()
    given.directory.mkdir(parents=True, exist_ok=True, mode=0o700)
    asyncio.run(serve(given.host, given.port, given.directory))


if __name__ == "__main__":
    main()
