"""How moderation finds, hides and restores a proposal. Plain functions: they run inside moderation's own
action."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import pgettext_lazy

from portal import outbox, search
from portal.moderation import Adapter
from proposals.models import Proposal

KIND = "proposals.proposal"


def get(public_id: str) -> Proposal | None:
    """Only what was public can be reported."""
    return (
        Proposal.objects.select_related("author")
        .filter(public_id=public_id, published_at__isnull=False)
        .first()
    )


def hide(public_id: str, at: datetime) -> None:
    Proposal.objects.filter(public_id=public_id).update(hidden_at=at)
    search.forget(KIND, public_id)


def restore(public_id: str, at: datetime) -> None:
    Proposal.objects.filter(public_id=public_id).update(hidden_at=None)
    outbox.emit("search.changed", {"kind": KIND, "id": public_id}, at=at)


def _excerpt(proposal: Proposal) -> str:
    """What stood there for everybody: of a title-only proposal nothing else."""
    return f"{proposal.title} – {proposal.excerpt}" if proposal.shows_body else proposal.title


def _readable(user: Any, proposal: Proposal) -> bool:
    return proposal.is_shown


ADAPTER = Adapter(
    get=get,
    hide=hide,
    restore=restore,
    excerpt=_excerpt,
    url=lambda proposal: proposal.get_absolute_url(),
    author_id=lambda proposal: proposal.author_id,
    label=pgettext_lazy("one", "제안"),
    readable=_readable,
)
