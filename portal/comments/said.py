"""What was said, as plain values: one statement for a page of a thread, no model per row, and a key by which
the drawn row is looked up."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection

from portal.accounts.models import User
from portal.comments.models import Comment
from portal.organisations.models import Agency, Unit

LAST = 2**63 - 1  # no comment has a higher id


class Said(NamedTuple):
    """In the order of the SELECT below. ``body`` is empty once the comment is hidden or withdrawn."""

    pk: int
    public_id: str
    parent_id: int | None
    author_id: int
    body: str
    at: datetime
    withdrawn_at: datetime | None
    hidden_at: datetime | None
    nickname: str
    erased_at: datetime | None
    official_unit_id: int | None
    unit: str | None
    unit_en: str | None
    agency: str | None
    agency_en: str | None

    @property
    def comment(self) -> Comment:
        """As much of the comment as a page shows, unsaved, without a query."""
        own = {name: getattr(self, name) for name in Said._fields[1:8] if name != "author_id"}
        author = User(pk=self.author_id, nickname=self.nickname, erased_at=self.erased_at)
        return Comment(**own, author=author, official_unit=self._unit())

    def _unit(self) -> Unit | None:
        if self.official_unit_id is None:
            return None
        agency: Any = {"name": self.agency, "name_en": self.agency_en}
        unit: Any = {"name": self.unit, "name_en": self.unit_en}
        return Unit(pk=self.official_unit_id, agency=Agency(**agency), **unit)


# The replies of each comment by its index, up to a limit: numbering them all would read them all.
PAGE = """
WITH top AS MATERIALIZED (
    SELECT id FROM comments_comment
    WHERE thread_id = %(thread)s AND parent_id IS NULL AND id {beyond} %(cursor)s
    ORDER BY id {direction} LIMIT %(size)s
), chosen AS (
    SELECT id FROM top
    UNION ALL
    SELECT reply.id FROM top CROSS JOIN LATERAL (
        SELECT id FROM comments_comment WHERE parent_id = top.id ORDER BY id LIMIT %(replies)s
    ) reply
)
SELECT said.id, said.public_id, said.parent_id, said.author_id,
    CASE WHEN said.hidden_at IS NULL AND said.withdrawn_at IS NULL THEN said.body ELSE '' END,
    said.at, said.withdrawn_at, said.hidden_at, author.nickname, author.erased_at,
    unit.id, unit.name, unit.name_en, agency.name, agency.name_en
FROM chosen
JOIN comments_comment said ON said.id = chosen.id
JOIN accounts_user author ON author.id = said.author_id
LEFT JOIN organisations_unit unit ON unit.id = said.official_unit_id
LEFT JOIN organisations_agency agency ON agency.id = unit.agency_id
ORDER BY said.id
"""
NEWEST_FIRST = PAGE.format(beyond="<", direction="DESC")
OLDEST_FIRST = PAGE.format(beyond=">", direction="ASC")


def newest(thread: int, before: int | None, *, size: int, replies: int) -> list[Said]:
    """Up to ``size`` top-level comments and the first ``replies`` replies of each, by rising id."""
    return _read(NEWEST_FIRST, thread=thread, cursor=before or LAST, size=size, replies=replies)


def oldest(thread: int, after: int | None, *, size: int, replies: int) -> list[Said]:
    """The same from the other end of the thread."""
    return _read(OLDEST_FIRST, thread=thread, cursor=after or 0, size=size, replies=replies)


def _read(statement: str, **values: int) -> list[Said]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [Said._make(row) for row in cursor.fetchall()]
