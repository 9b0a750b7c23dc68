"""Finding things in Korean. Rooms say what can be found; pages ask `portal.search.queries`.

A room's `search.py`, imported by its AppConfig.ready():

    from portal import search
    search.register("petitions.petition", load=load, refs=refs)

`load(public_id)` answers a Doc, or None for whatever nobody may find (draft, hidden, withdrawn).
After each change the action emits `outbox.emit("search.changed", {"kind": kind, "id": public_id}, at=at)`;
a hide() also calls `search.forget(kind, public_id)`, so that the thing is gone with the same commit.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

__all__ = ["Doc", "Source", "forget", "kinds", "register", "source"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Doc:
    """What can be found of one thing. `url` is a path on this site; `kind_label` a (lazy) Korean noun."""

    title: str
    body: str
    url: str
    published_at: datetime
    kind_label: Any
    area_id: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """`refs` lists the public ids of all that may be findable; without it a re-index only renews what is
    known."""

    load: Callable[[str], Doc | None]
    refs: Callable[[], Iterable[str]] | None = None


_sources: dict[str, Source] = {}


def register(
    kind: str, load: Callable[[str], Doc | None], refs: Callable[[], Iterable[str]] | None = None
) -> None:
    """Make things of `kind` ("petitions.petition") findable."""
    _sources[kind] = Source(load, refs)


def source(kind: str) -> Source | None:
    return _sources.get(kind)


def kinds() -> list[str]:
    return sorted(_sources)


def forget(kind: str, ref: str) -> None:
    """Take a thing out of the index now, in the caller's transaction. Harmless when it is not there."""
    from portal.search.models import Document

    Document.objects.filter(kind=kind, ref=ref).delete()
