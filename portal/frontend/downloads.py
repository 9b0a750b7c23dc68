"""Large files, a few at a time.

A thread of a web node stays with whoever reads a stream, for as long as she reads. Sixteen visitors who read
thirty megabytes drop by drop would shut the portal to everybody (seen; the proxy's buffers end at 10 MB).
"""

from collections.abc import Iterable, Iterator
from threading import BoundedSemaphore, Lock

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase

from portal.frontend.views import unavailable

AT_ONCE = 3  # of the eight threads of a web process
_places = BoundedSemaphore(AT_ONCE)


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
    request: HttpRequest, pieces: Iterable[bytes | str], *, content_type: str, filename: str
) -> HttpResponseBase:
    """The file; or 503 and when to come back, while AT_ONCE others are reading theirs from this process."""
    if not _places.acquire(blocking=False):
        return unavailable(request)
    response = StreamingHttpResponse(Place(pieces), content_type=f"{content_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response
