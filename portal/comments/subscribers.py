"""The worker recounts a thread after a comment came or went; recounting twice changes nothing."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from portal import outbox
from portal.comments.models import Comment, Thread


def recount(thread_public_id: str) -> None:
    visible = Comment.objects.visible().filter(thread=OuterRef("pk")).order_by()
    total = visible.values("thread").annotate(total=Count("pk")).values("total")
    Thread.objects.filter(public_id=thread_public_id).update(visible_count=Coalesce(Subquery(total), 0))


@outbox.subscribe("comments.posted")
def count_new_comment(event: Any) -> None:
    recount(event.payload["thread"])


@outbox.subscribe("comments.changed")
def count_changed_comment(event: Any) -> None:
    recount(event.payload["thread"])
