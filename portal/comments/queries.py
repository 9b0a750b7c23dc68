"""What pages read: twenty comments at a time, found by index, with no query per comment."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from portal.comments import said
from portal.comments.models import Comment, Thread
from portal.comments.said import Said
from portal.organisations.models import Role, Unit

PAGE = 20
REPLIES_SHOWN = 3
NEWEST, OLDEST = "newest", "oldest"


@dataclass
class Row:
    """One top-level comment with its first replies; ``more`` says that there are others on its own page."""

    comment: Any  # Said; on a comment's own page Comment
    replies: list[Any] = field(default_factory=list)
    more: bool = False


@dataclass
class Page:
    """``next_from`` is the cursor of the page after this one in the chosen order, or None at the end."""

    rows: list[Row]
    order: str
    next_from: str | None
    is_first: bool


def page(thread: Thread, *, order: str = NEWEST, start: str = "") -> Page:
    """The page of ``thread`` that begins after the comment ``start`` (a public id; "" = the first page).

    One query, whatever the size of the thread, and one for the cursor; an unknown one gives the first page.
    """
    order = OLDEST if order == OLDEST else NEWEST
    cursor = _cursor(thread, start)
    read = said.oldest if order == OLDEST else said.newest
    found = read(thread.pk, cursor, size=PAGE + 1, replies=REPLIES_SHOWN + 1)
    comments = [each for each in found if each.parent_id is None]
    if order == NEWEST:
        comments.reverse()
    next_from = comments[PAGE - 1].public_id if len(comments) > PAGE else None
    return Page(_rows(comments[:PAGE], found), order, next_from, is_first=cursor is None)


def _rows(comments: list[Said], found: list[Said]) -> list[Row]:
    """Each with its replies; one more than is shown was read, to know that there are more."""
    answers: dict[int | None, list[Said]] = {}
    for each in found:
        answers.setdefault(each.parent_id, []).append(each)
    below = [answers.get(comment.pk, []) for comment in comments]
    return [
        Row(comment, replies[:REPLIES_SHOWN], more=len(replies) > REPLIES_SHOWN)
        for comment, replies in zip(comments, below, strict=True)
    ]


def replies(parent: Comment, *, start: str = "") -> Page:
    """Replies to one comment, oldest first, as on the comment's own page."""
    cursor = _cursor(parent.thread, start)
    found = list(_ordered(Comment.objects.filter(parent=parent), OLDEST, cursor)[: PAGE + 1])
    next_from = found[PAGE - 1].public_id if len(found) > PAGE else None
    return Page([Row(reply) for reply in found[:PAGE]], OLDEST, next_from, is_first=cursor is None)


def spoken_units(user: Any) -> list[Unit]:
    """The units for which this person may speak officially; one query for staff, none for citizens."""
    if not user.is_authenticated or user.level < 4:
        return []
    units = Unit.objects.filter(memberships__user=user, memberships__role=Role.OFFICER)
    return list(units.select_related("agency").distinct())


def _cursor(thread: Thread, public_id: str) -> int | None:
    if not public_id.isalnum():  # a NUL, say, which PostgreSQL does not take
        return None
    return Comment.objects.filter(thread=thread, public_id=public_id).values_list("pk", flat=True).first()


def _ordered(comments: Any, order: str, cursor: int | None) -> QuerySet[Comment]:
    if order == OLDEST:
        later = comments.filter(pk__gt=cursor) if cursor else comments
        return later.for_page().order_by("pk")
    earlier = comments.filter(pk__lt=cursor) if cursor else comments
    return earlier.for_page().order_by("-pk")
