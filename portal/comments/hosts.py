"""Where a thread lives, and who may read it: rooms tell, because comments do not know rooms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from portal.comments.models import Thread


@dataclass(frozen=True)
class Host:
    """``url`` of the page that shows the thread, its ``title``, and ``readable(thread, user)``."""

    url: Callable[[Thread], str | None]
    title: Callable[[Thread], str]
    readable: Callable[[Thread, Any], bool]


_hosts: dict[str, Host] = {}


def register(kind: str, host: Host) -> None:
    _hosts[kind] = host


def find(thread: Thread) -> Host | None:
    return _hosts.get(thread.kind)


def readable(thread: Thread, user: Any) -> bool:
    """May ``user`` open this thread on a page of its own? Nobody, until the room has said so."""
    host = find(thread)
    return host is not None and host.readable(thread, user)


def writable(thread: Thread, user: Any) -> bool:
    """May ``user`` post here? A room that registered nothing shows the form only on pages it has
    authorised."""
    host = find(thread)
    return host is None or host.readable(thread, user)
