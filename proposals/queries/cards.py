"""A proposal's row in a list as plain values: what they are the same for, looks the same.

Seven model instances a row cost more than the page around them; a tuple that was seen before costs a look-up.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from portal.accounts.models import User
from portal.comments.models import Thread
from portal.organisations.models import Area
from proposals.models import Proposal


class Card(NamedTuple):
    """In the order of FIELDS, and nothing else: whatever a row shows must be told apart by these."""

    public_id: str
    title: str
    excerpt: str
    topic: str
    visibility: str
    state: str
    outcome: str
    support_count: int
    published_at: datetime | None
    due_at: datetime | None
    nickname: str
    erased_at: datetime | None
    thread_id: int | None  # None: not published yet
    comments: int | None
    level: str | None  # of the area, as all that follows; None: no area
    name: str | None
    name_en: str | None
    parent_name: str | None
    parent_name_en: str | None

    @property
    def proposal(self) -> Proposal:
        """As much of the proposal as its row shows, unsaved and unsaveable, without a query."""
        return Proposal(
            **{name: getattr(self, name) for name in OWN},
            author=User(nickname=self.nickname, erased_at=self.erased_at),
            area=self._area(),
            thread=Thread(pk=self.thread_id, visible_count=self.comments or 0) if self.thread_id else None,
        )

    def _area(self) -> Area | None:
        if self.level is None:
            return None
        names: Any = {"name": self.name, "name_en": self.name_en}
        above: Any = {"name": self.parent_name, "name_en": self.parent_name_en}
        return Area(level=self.level, parent=Area(**above) if self.parent_name else None, **names)


OWN = Card._fields[:10]
FIELDS = (
    *OWN,
    "author__nickname",
    "author__erased_at",
    "thread_id",
    "thread__visible_count",
    "area__level",
    "area__name",
    "area__name_en",
    "area__parent__name",
    "area__parent__name_en",
)


def cards(chosen: QuerySet[Proposal]) -> list[Card]:
    return [Card._make(values) for values in chosen.values_list(*FIELDS)]
