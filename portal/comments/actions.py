"""The verbs: post a comment, take it back. The only writers of Comment (moderation hides by its adapter)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from portal import audit, locks, outbox
from portal.actions import action
from portal.comments import rules
from portal.comments.models import Comment, Thread
from portal.comments.threads import LOCK
from portal.organisations.models import Unit
from portal.refusals import refuse


@action
def post_comment(
    *,
    author: Any,
    thread: Thread,
    body: str,
    parent: Comment | None = None,
    unit: Unit | None = None,
    at: datetime,
) -> Comment:
    """Say ``body`` in ``thread``; a reply to a reply joins its parent's conversation (one level deep).

    The same words again within two minutes are a second click, not a second comment: the first is returned.
    """
    # One person's own lock: two parallel requests of a script must not both pass the rate limit.
    locks.alone("comments.author", author.pk)
    locks.share(LOCK, thread.pk)
    thread.refresh_from_db(fields=["closed_at"])
    body = body.replace("\r\n", "\n").strip()
    parent = parent.parent if parent and parent.parent_id else parent
    refuse(
        rules.writing_refusal(author, thread)
        or rules.body_refusal(body)
        or rules.parent_refusal(parent, thread)
    )
    if said := _said_just_now(author, thread, body, parent, at):
        return said
    refuse(rules.unit_refusal(author, unit) or rules.pace_refusal(author, at))
    comment = Comment.objects.create(
        thread=thread, author=author, parent=parent, official_unit=unit, body=body, at=at
    )
    audit.record(actor_id=author.pk, verb="comments.post", target=_target(comment), at=at)
    _announce(comment, at)
    return comment


@action
def withdraw_comment(*, author: Any, comment: Comment, at: datetime) -> Comment:
    """Its author takes it back; a tombstone stays so that replies keep their sense."""
    refuse(rules.withdrawal_refusal(author, comment))
    if Comment.objects.filter(pk=comment.pk, withdrawn_at=None).update(withdrawn_at=at):
        audit.record(actor_id=author.pk, verb="comments.withdraw", target=_target(comment), at=at)
        outbox.emit("comments.changed", {"thread": comment.thread.public_id}, at=at)
    comment.refresh_from_db(fields=["withdrawn_at"])
    return comment


def _said_just_now(
    author: Any, thread: Thread, body: str, parent: Comment | None, at: datetime
) -> Comment | None:
    recent = Comment.objects.filter(author=author, at__gt=at - rules.SAME_AGAIN, withdrawn_at=None)
    return recent.filter(thread=thread, parent=parent, body=body).first()


def _announce(comment: Comment, at: datetime) -> None:
    ids = {"id": comment.public_id, "thread": comment.thread.public_id, "kind": comment.thread.kind}
    outbox.emit("comments.posted", ids, at=at)
    parent = comment.parent
    if parent and parent.author_id != comment.author_id:
        outbox.emit("comments.replied", ids, at=at)


def _target(comment: Comment) -> str:
    return f"comments.comment:{comment.public_id}"
