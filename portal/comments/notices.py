"""Who is told what about comments."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from portal.comments import hosts
from portal.comments.models import Comment
from portal.notifications import Kind


def _comment(event: Any) -> Comment:
    return Comment.objects.select_related("thread", "parent", "author").get(public_id=event.payload["id"])


def _parent_author(event: Any) -> list[int]:
    comment = _comment(event)
    return [comment.parent.author_id] if comment.parent and comment.is_shown else []


def _url(event: Any) -> str:
    return reverse("comments:comment", args=[event.payload["id"]])


def _context(event: Any) -> dict[str, Any]:
    comment = _comment(event)
    host = hosts.find(comment.thread)
    return {
        "author": comment.author.display_name,
        "body": comment.body,
        "title": host.title(comment.thread) if host else "",
    }


KINDS = [Kind(topic="comments.replied", recipients=_parent_author, url=_url, context=_context)]
