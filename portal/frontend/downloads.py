"""Large files, a few at a time.

A thread of a web node stays with whoever reads a stream, for as long as she reads. Sixteen visitors who read
thirty megabytes drop by drop would shut the portal to everybody (seen). What is small fits into the buffers
on the way (the proxy holds 10 MB, deploy/Caddyfile), so nobody waits for it.
"""

from collections.abc import Iterable, Iterator
from threading import BoundedSemaphore, Lock
from typing import TypeVar

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from portal.frontend.views import unavailable

R = TypeVar("R", bound=HttpResponseBase)
AT_ONCE = 3  # of the eight threads of a web process
LARGE = 8_000_000  # bytes
PATIENCE = 1.0  # seconds that one more reader waits: most files are through in less
_places = BoundedSemaphore(AT_ONCE)
_waiting = BoundedSemaphore(AT_ONCE)  # who waits holds a thread too


class Place:
    """One of the AT_ONCE, with the file in it. Given back when the file is read, or when its reader goes."""

    def __init__(self, pieces: Iterable[bytes | str]) -> None:
        self._pieces, self._lock, self._given_back = pieces, Lock(), False

    def __iter__(self) -> Iterator[bytes | str]:
        try:
            yield from self._pieces
        finally:
            self.close()

    def close(self) -> None:
        """Called by the server also when nothing was read; a second time it does nothing."""
        with self._lock:
            if not self._given_back:
                self._given_back = True
                _places.release()

    __del__ = close  # a place that nobody gives back would be missing until the next restart


def download(
    request: HttpRequest, pieces: Iterable[bytes | str], *, size: int, content_type: str, filename: str
) -> HttpResponseBase:
    """The file of about `size` bytes, streamed. Of a large one: 503 and when to come back, while AT_ONCE
    others are reading theirs from this process."""
    if size >= LARGE:
        if not _enter():
            return unavailable(request)
        pieces = Place(pieces)
    return named(StreamingHttpResponse(pieces, content_type=f"{content_type}; charset=utf-8"), filename)


def table(lines: Iterable[str], *, filename: str) -> HttpResponse:
    """A CSV file of some hundred lines."""
    return named(HttpResponse("".join(lines), content_type="text/csv; charset=utf-8"), filename)


def named(response: R, filename: str) -> R:
    """To be kept under this name, not shown."""
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def _enter() -> bool:
    if _places.acquire(blocking=False):
        return True
    if not _waiting.acquire(blocking=False):
        return False
    try:
        return _places.acquire(timeout=PATIENCE)
    finally:
        _waiting.release()
