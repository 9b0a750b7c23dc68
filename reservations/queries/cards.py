"""A room's card as plain values: rooms for which they are the same look the same.

Six model instances a card cost more than the search; a card that was seen before costs a look-up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection

from portal.organisations.models import Area
from reservations.models import Place, Resource
from reservations.queries import search
from reservations.queries.search import Found, Wanted

CARDS = """
WITH found AS MATERIALIZED ({found})
SELECT found.total, r.public_id, r.name, r.name_en, r.kind, r.capacity, r.needs_approval, r.longest,
    r.features, pl.name, pl.name_en, a.level, a.name, a.name_en, up.name, up.name_en
FROM found
JOIN reservations_resource r USING (id)
JOIN reservations_place pl ON pl.id = r.place_id
JOIN organisations_area a ON a.id = pl.area_id
LEFT JOIN organisations_area up ON up.id = a.parent_id
ORDER BY {order}
"""


class Card(NamedTuple):
    """In the order of CARDS, and nothing else: whatever a card shows must be told apart by these."""

    public_id: str
    name: str
    name_en: str
    kind: str
    capacity: int
    needs_approval: bool
    longest: int
    features: tuple[str, ...]
    place: str
    place_en: str
    level: str  # of the area, as all that follows
    area: str
    area_en: str
    above: str | None
    above_en: str | None

    @property
    def room(self) -> Resource:
        """As much of the room as its card shows, unsaved and unsaveable, without a query."""
        known: dict[str, Any] = {name: getattr(self, name) for name in OWN}
        place = Place(name=self.place, name_en=self.place_en, area=self._area())
        return Resource(**known, place=place)

    def _area(self) -> Area:
        above = Area(name=self.above, name_en=self.above_en or "") if self.above else None
        return Area(level=self.level, name=self.area, name_en=self.area_en, parent=above)


OWN = Card._fields[:8]


@dataclass(frozen=True)
class Page(Found):
    """A page of cards."""

    items: list[Any]


def page(wanted: Wanted, number: int = 1) -> Page:
    """The cards of a page and how many rooms there are in all, in one statement."""
    found, values = search.statement(wanted, number)
    with connection.cursor() as cursor:
        cursor.execute(CARDS.format(found=found, order=search.order(wanted)), values)
        rows = cursor.fetchall()
    return Page([_card(*row) for row in rows], rows[0][0] if rows else 0, number)


def _card(_total: int, *values: Any) -> Card:
    return Card._make(tuple(value) if isinstance(value, list) else value for value in values)
