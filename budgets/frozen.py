"""The files of published ballots, kept as the bytes that are given out.

Made once, by a worker, from the sealed rows (budgets.export, budgets.csv_files). Built anew for each
visitor, 30,000 ballots cost a second of a processor: somebody who asks again and again would stop the city.
They lie in the database, so that every web node gives the same bytes.
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import transaction

from budgets import csv_files, export, sealed
from budgets.models import BallotFile, Envelope, FilePiece
from portal import locks

PIECE = 256 * 1024  # bytes: what one visitor holds in memory at a time
Name = FilePiece.Name


def freeze(envelope: Envelope, at: datetime) -> BallotFile | None:
    """Keep both files and the hash of the .pb. A second call answers what the first one kept; None while
    another worker is writing them."""
    with transaction.atomic():
        if not locks.try_alone("budgets.file", envelope.pk):
            return None
        file = BallotFile.objects.filter(envelope=envelope).first()
        if file is None or not has_pieces(envelope):
            digest, size = _keep(envelope, Name.PB, export.lines(envelope))
            _keep(envelope, Name.CSV, csv_files.ballot_rows(envelope))
            head = "".join(export.head(envelope))
            file = file or BallotFile.objects.create(
                envelope=envelope, head=head, sha256=digest, size=size, made_at=at
            )
            if file.sha256 != digest:  # it was promised to auditors: never give out other bytes under it
                raise RuntimeError(f"the ballots of envelope {envelope.pk} no longer have their hash")
            sealed.hold(envelope)  # after writing: what was changed before is seen, and nothing is kept
        return file


def has_pieces(envelope: Envelope) -> bool:
    return FilePiece.objects.filter(envelope=envelope).exists()


def pieces(envelope: Envelope, name: str) -> Iterator[bytes]:
    """One query per piece: no transaction stays open while a slow visitor reads."""
    kept = FilePiece.objects.filter(envelope=envelope, name=name)
    for number in range(kept.count()):
        yield bytes(kept.values_list("body", flat=True).get(number=number))


def _keep(envelope: Envelope, name: str, lines: Iterable[str]) -> tuple[str, int]:
    """SHA-256 and size of what was written."""
    digest, size = hashlib.sha256(), 0
    for number, body in enumerate(_cut(lines)):
        FilePiece.objects.create(envelope=envelope, name=name, number=number, body=body)
        digest.update(body)
        size += len(body)
    return digest.hexdigest(), size


def _cut(lines: Iterable[str]) -> Iterator[bytes]:
    body = bytearray()
    for line in lines:
        body += line.encode()
        while len(body) >= PIECE:
            yield bytes(body[:PIECE])
            del body[:PIECE]
    if body:
        yield bytes(body)
