"""The optional virus scanner: ClamAV's daemon, spoken to in its own INSTREAM protocol.

Off unless settings.CLAMAV_ADDRESS names it ("/run/clamav/clamd.ctl" or "host:3310"); then a file is shown to
nobody until the daemon has called it clean. Off is said beside each file: nobody shall think that we looked.
"""

import socket
import struct
from collections.abc import Iterator
from typing import IO

from django.conf import settings

from portal.attachments.models import File

PIECE = 64 * 1024
PATIENCE = 60.0


class ScannerSilent(Exception):
    """The daemon gave no verdict. The outbox brings the file back later."""


def address() -> str:
    """Where the daemon listens; empty when there is none."""
    return str(getattr(settings, "CLAMAV_ADDRESS", ""))


def first_state() -> File.Scan:
    return File.Scan.WAITING if address() else File.Scan.OFF


def scan(public_id: str) -> None:
    """Ask for a verdict on a waiting file and write it down. Safe to run twice."""
    file = File.objects.filter(public_id=public_id, scan_state=File.Scan.WAITING).first()
    if file is None or not address():
        return
    with file.blob.open("rb") as content:
        verdict = File.Scan.CLEAN if _is_clean(content) else File.Scan.INFECTED
    File.objects.filter(pk=file.pk, scan_state=File.Scan.WAITING).update(scan_state=verdict)


def _is_clean(content: IO[bytes]) -> bool:
    with _wire() as wire:
        wire.sendall(b"zINSTREAM\0")
        for piece in _pieces(content):
            wire.sendall(struct.pack(">I", len(piece)) + piece)
        wire.sendall(struct.pack(">I", 0))
        answer = wire.recv(4096).rstrip(b"\0\n")
    if answer.endswith(b"FOUND"):
        return False
    if answer.endswith(b": OK"):
        return True
    raise ScannerSilent(answer.decode(errors="replace")[:200])


def _wire() -> socket.socket:
    where = address()
    if where.startswith("/"):
        wire = socket.socket(socket.AF_UNIX)
        wire.settimeout(PATIENCE)
        wire.connect(where)
        return wire
    host, _, port = where.rpartition(":")
    return socket.create_connection((host, int(port)), PATIENCE)


def _pieces(content: IO[bytes]) -> Iterator[bytes]:
    while piece := content.read(PIECE):
        yield piece
