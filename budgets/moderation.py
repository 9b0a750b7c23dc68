"""How moderation finds, hides and restores an idea; the functions run inside moderation's own action."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import pgettext_lazy

from budgets.models import Idea, IdeaState
from portal import moderation, outbox, search

KIND = "budgets.idea"


def get(public_id: str) -> Idea | None:
    """Only what was public can be reported; an adopted proposal is reported where it was written."""
    written = Idea.objects.select_related("author", "round").exclude(state=IdeaState.DRAFT)
    return written.filter(public_id=public_id, author__isnull=False).first()


def hide(public_id: str, at: datetime) -> None:
    Idea.objects.filter(public_id=public_id).update(hidden_at=at)
    search.forget(KIND, public_id)


def restore(public_id: str, at: datetime) -> None:
    Idea.objects.filter(public_id=public_id).update(hidden_at=None)
    outbox.emit("search.changed", {"kind": KIND, "id": public_id}, at=at)


moderation.register(
    KIND,
    moderation.Adapter(
        get=get,
        hide=hide,
        restore=restore,
        excerpt=lambda idea: f"{idea.title} – {idea.remedy[:110]}",
        url=lambda idea: idea.get_absolute_url(),
        author_id=lambda idea: idea.author_id,
        label=pgettext_lazy("one", "참여예산 의견"),
        readable=lambda user, idea: idea.is_shown,
    ),
)
