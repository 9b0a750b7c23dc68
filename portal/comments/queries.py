"""What pages read: twenty comments at a time, found by index, with no query per comment."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber

from portal.comments.models import Comment, Thread
from portal.organisations.models import Role, Unit

PAGE = 20
REPLIES_SHOWN = 3
NEWEST, OLDEST = "newest", "oldest"


@dataclass
class Row:
    """One top-level comment with its first replies; ``more`` says that there are others on its own page."""

    comment: Comment
    replies: list[Comment] = field(default_factory=list)
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

    Two queries, whatever the size of the thread; an unknown cursor gives the first page.
    """
    order = OLDEST if order == OLDEST else NEWEST
    cursor = _cursor(thread, start)
    comments = list(_ordered(Comment.objects.filter(thread=thread).top_level(), order, cursor)[: PAGE + 1])
    rows = [Row(comment) for comment in comments[:PAGE]]
    _attach_replies(rows)
    next_from = comments[PAGE - 1].public_id if len(comments) > PAGE else None
    return Page(rows, order, next_from, is_first=cursor is None)


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


def _attach_replies(rows: list[Row]) -> None:
    """The first replies of all rows in one query: numbered per parent, and one more than is shown."""
    by_parent = {row.comment.pk: row for row in rows}
    numbered = Comment.objects.filter(parent__in=by_parent).annotate(
        place=Window(RowNumber(), partition_by=F("parent"), order_by=F("pk").asc())
    )
    found = numbered.filter(place__lte=REPLIES_SHOWN + 1).for_page().order_by("pk")
    for reply in found:
        assert reply.parent_id is not None  # it was found by its parent
        row = by_parent[reply.parent_id]
        if len(row.replies) < REPLIES_SHOWN:
            row.replies.append(reply)
        else:
            row.more = True
