"""Bytes that belong to no row: an upload whose transaction was rolled back. Left alone they would fill the
disk,
and a citizen's refused document would lie there for ever."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.core.files.storage import default_storage

from portal.attachments.models import File

FOLDER = "files"
SETTLED = timedelta(days=1)  # younger bytes may belong to a transaction that is still open


def sweep(at: datetime) -> int:
    """Remove what lies there without a row for a day; returns how many."""
    removed = 0
    for path in list(_blobs()):
        is_old = default_storage.get_modified_time(path) < at - SETTLED
        if is_old and not File.objects.filter(blob=path).exists():
            default_storage.delete(path)
            removed += 1
    return removed


def _blobs() -> Iterator[str]:
    if not default_storage.exists(FOLDER):
        return
    for folder in default_storage.listdir(FOLDER)[0]:
        for name in default_storage.listdir(f"{FOLDER}/{folder}")[1]:
            yield f"{FOLDER}/{folder}/{name}"
