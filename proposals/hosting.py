"""What the comments need to know of a proposal: where it lives, what it is called, who may read it."""

from __future__ import annotations

from typing import Any

from portal.comments.hosts import Host
from portal.comments.models import Thread
from proposals.models import Proposal


def _proposal(thread: Thread) -> Proposal | None:
    return Proposal.objects.filter(thread=thread).first()


def _url(thread: Thread) -> str | None:
    proposal = _proposal(thread)
    return proposal.get_absolute_url() if proposal else None


def _title(thread: Thread) -> str:
    proposal = _proposal(thread)
    return proposal.title if proposal else ""


def _readable(thread: Thread, user: Any) -> bool:
    proposal = _proposal(thread)
    return proposal is not None and proposal.is_shown


HOST = Host(url=_url, title=_title, readable=_readable)
