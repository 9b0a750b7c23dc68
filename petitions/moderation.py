"""How a petition is hidden. Signatures and events stay: moderation hides a page, it does not undo an act."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import pgettext_lazy

from petitions.models import Petition
from portal import moderation, outbox, search

KIND = "petitions.petition"


def get(public_id: str) -> Petition | None:
    return Petition.objects.filter(public_id=public_id, shown_at__isnull=False).first()


def hide(public_id: str, at: datetime) -> None:
    Petition.objects.filter(public_id=public_id, hidden_at=None).update(hidden_at=at)
    search.forget(KIND, public_id)
    outbox.emit("search.changed", {"kind": KIND, "id": public_id}, at=at)


def restore(public_id: str, at: datetime) -> None:
    Petition.objects.filter(public_id=public_id).update(hidden_at=None)
    outbox.emit("search.changed", {"kind": KIND, "id": public_id}, at=at)


def excerpt(petition: Petition) -> str:
    return f"{petition.title}\n{petition.details[:300]}"


def declare() -> None:
    moderation.register(
        KIND,
        moderation.Adapter(
            get=get,
            hide=hide,
            restore=restore,
            excerpt=excerpt,
            url=Petition.get_absolute_url,
            author_id=lambda petition: petition.creator_id,
            label=pgettext_lazy("one", "청원"),
            readable=lambda user, petition: not petition.is_hidden,
        ),
    )
