"""Where a petition's comments live, and who may read them."""

from __future__ import annotations

from typing import Any

from petitions.models import Petition
from portal.comments import hosts
from portal.comments.models import Thread


def _petition(thread: Thread) -> Petition | None:
    return Petition.objects.filter(thread=thread).first()


def _url(thread: Thread) -> str | None:
    petition = _petition(thread)
    return petition.get_absolute_url() if petition else None


def _title(thread: Thread) -> str:
    petition = _petition(thread)
    return petition.title if petition else ""


def _readable(thread: Thread, user: Any) -> bool:
    petition = _petition(thread)
    return petition is not None and petition.shown_at is not None and not petition.is_hidden


def declare() -> None:
    hosts.register("petitions.petition", hosts.Host(url=_url, title=_title, readable=_readable))
