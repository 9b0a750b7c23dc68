"""The embedded Valkey (speaks Redis): cache and broker on a free port of this machine."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from portal.services import binaries, places, processes
from portal.services.problems import ServiceProblem

PATIENCE = 15.0
CONFIG = """bind 127.0.0.1
port {port}
requirepass {password}
dir "{folder}"
daemonize no
save ""
appendonly {durable}
appendfsync everysec
maxmemory-policy noeviction
"""


@dataclass
class Valkey:
    label: ClassVar[str] = "Valkey"
    var: Path
    durable: bool
    owner: int
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    port: int = 0

    @property
    def log(self) -> Path:
        return self.var / "valkey.log"

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Serve; returns when a PING is answered. A port stolen meanwhile is replaced."""
        self.folder = places.data_folder(self.var, "valkey", self.owner)
        self.password = self._kept("password", secrets.token_hex(16))
        binary = binaries.valkey()
        for _attempt in range(3):
            self.port = places.free_port(self.port or int(self._kept("port", "0")))
            self._write("valkey.conf", self._config())
            command = [binary, str(self.folder / "valkey.conf")]
            self.process = processes.spawn(command, log=self.log, owner=self.owner, on_orphan=signal.SIGTERM)
            if processes.wait_until(lambda: not self.alive() or self._pong(), PATIENCE) and self.alive():
                self._write("port", str(self.port))
                return
            self.stop()
        raise ServiceProblem(f"Valkey did not start. {processes.tail(self.log)}")

    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def stop(self) -> None:
        if self.process:
            processes.stop(self.process, [(signal.SIGTERM, 5.0), (signal.SIGKILL, 2.0)])
        self.process = None

    def _config(self) -> str:
        durable = "yes" if self.durable else "no"
        return CONFIG.format(port=self.port, password=self.password, folder=self.folder, durable=durable)

    def _kept(self, name: str, first: str) -> str:
        """A small fact that stays the same over restarts, so that running clients find us again."""
        path = self.folder / name
        return path.read_text().strip() if path.is_file() else self._write(name, first)

    def _write(self, name: str, text: str) -> str:
        path = self.folder / name
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as sink:
            sink.write(text)
        processes.give(path, self.owner)
        return text

    def _pong(self) -> bool:
        """Our password must be accepted: another server on our old port is not us."""
        try:
            with socket.create_connection(("127.0.0.1", self.port), 1.0) as wire:
                wire.sendall(f"AUTH {self.password}\r\nPING\r\n".encode())
                said = b""
                while said.count(b"\r\n") < 2:
                    piece = wire.recv(256)
                    if not piece:
                        return False
                    said += piece
        except OSError:
            return False
        return said.startswith(b"+OK") and b"+PONG" in said
