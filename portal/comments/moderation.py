"""What moderation needs to know of a comment. Plain functions: they run inside moderation's own action.

Moderation stands above comments, so it takes these (they have the names of its Adapter) and not the reverse.
"""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse

from portal import outbox
from portal.comments.models import Comment

KIND = "comments.comment"


def get(public_id: str) -> Comment | None:
    return Comment.objects.select_related("thread", "author").filter(public_id=public_id).first()


def hide(public_id: str, at: datetime) -> None:
    _set_hidden(public_id, at, at)


def restore(public_id: str, at: datetime) -> None:
    _set_hidden(public_id, None, at)


def excerpt(comment: Comment) -> str:
    return comment.body[:200]


def url(comment: Comment) -> str:
    return reverse("comments:comment", args=[comment.public_id])


def author_id(comment: Comment) -> int | None:
    return comment.author_id


def _set_hidden(public_id: str, value: datetime | None, at: datetime) -> None:
    Comment.objects.filter(public_id=public_id).update(hidden_at=value)
    thread = Comment.objects.values_list("thread__public_id", flat=True).get(public_id=public_id)
    outbox.emit("comments.changed", {"thread": thread}, at=at)
