"""Finding. Each question costs one statement, two when no document holds every word of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db import connection
from django.utils.translation import gettext

from portal.search import grams, sql
from portal.search.terms import Terms, terms

if TYPE_CHECKING:
    from portal.organisations.models import Area

WINDOW = 300  # rows that are ranked and can be paged through; who needs the 301st should ask more precisely
MOST = (
    2_000  # matches that are counted; more are "more than 2,000", and the ranking looks at titles and these
)
EVERYTHING = 1_000_000_000
MOST_PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Hit:
    """One result. `ref` is the public id in its room; `body` the first 4,000 characters."""

    kind: str
    ref: str
    kind_label: str
    title: str
    body: str
    url: str
    published_at: datetime

    @property
    def kind_name(self) -> str:
        return gettext(self.kind_label) if self.kind_label else ""


@dataclass(frozen=True, slots=True)
class Facet:
    """How many results are of one kind, before the kind was chosen; None when there are too many to count."""

    kind: str
    kind_label: str
    count: int | None

    @property
    def kind_name(self) -> str:
        return gettext(self.kind_label) if self.kind_label else self.kind


@dataclass(frozen=True, slots=True)
class Page:
    """One page of results. `total` counts all that match, up to MOST (`many`: there are more).

    `loose` says that no document held every word of the question and these hold at least one; `needles` are
    the strings to mark.
    """

    items: list[Hit] = field(default_factory=list)
    total: int = 0
    number: int = 1
    size: int = 20
    facets: list[Facet] = field(default_factory=list)
    needles: list[str] = field(default_factory=list)
    loose: bool = False
    many: bool = False

    @property
    def ids(self) -> list[str]:
        """Public ids, best first."""
        return [hit.ref for hit in self.items]

    @property
    def paginator(self) -> Paginator:
        return Paginator(range(self.reachable), self.size)

    @property
    def reachable(self) -> int:
        return min(self.total, WINDOW)

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def has_next(self) -> bool:
        return self.number * self.size < self.reachable


def find(
    q: str,
    kinds: Sequence[str] | None = None,
    area: "Area | None" = None,
    page: int = 1,
    size: int = 20,
    newest: bool = False,
) -> Page:
    """What holds every word of `q`, titles first; when nothing does, what holds one of them.

    `kinds` and `area` (it and all below) narrow the results, not the facets of kinds. Pages beyond the WINDOW
    are empty.
    """
    asked = terms(q)
    size = max(1, min(size, MOST_PER_PAGE))
    page = max(1, min(page, WINDOW))
    if not asked:
        return Page(number=page, size=size)
    result = _ask(asked, kinds, area, page, size, newest, loose=False)
    if not result.facets and len(asked.words) > 1:
        result = _ask(asked, kinds, area, page, size, newest, loose=True)
    return result


def _ask(
    asked: Terms,
    kinds: Sequence[str] | None,
    area: "Area | None",
    page: int,
    size: int,
    newest: bool,
    loose: bool,
) -> Page:
    found, facets = _walk(asked, kinds, area, page, size, newest, loose, only="")
    walked = sum(facet.count or 0 for facet in facets)
    total = sum(facet.count or 0 for facet in facets if not kinds or facet.kind in kinds)
    if walked > MOST:
        if kinds or newest:
            # This kind alone, as the others' numbers are not told; all of it where the newest come first.
            only, most = sql.KINDS if kinds else "", EVERYTHING if newest else MOST
            found, own = _walk(asked, kinds, area, page, size, newest, loose, only, most)
            walked = total = sum(facet.count or 0 for facet in own)
        facets = [Facet(*row) for row in rows(sql.ALL_KINDS)]
    items = [Hit(*row[2:]) for row in found if row[1] is not None]
    many = walked > MOST
    return Page(
        items, min(total, MOST), page, size, facets, asked.needles(), loose and bool(facets), many=many
    )


def _walk(
    asked: Terms,
    kinds: Sequence[str] | None,
    area: "Area | None",
    page: int,
    size: int,
    newest: bool,
    loose: bool,
    only: str,
    most: int = MOST,
) -> tuple[list[tuple[Any, ...]], list[Facet]]:
    """(rows of the statement, facets of what it walked over)"""
    skip = (page - 1) * size
    narrowed = {"area": sql.AREA if area else "", "kinds": sql.KINDS if kinds else ""}
    shown = (sql.NEWEST if newest else sql.RANKED).format(title=_in_title(asked), **narrowed)
    statement = sql.FOUND.format(match=_match(asked, loose), page=shown, area=narrowed["area"], only=only)
    limits = {"window": WINDOW, "most": most, "size": max(0, min(size, WINDOW - skip)), "skip": skip}
    found = rows(composed(statement, _parameters(asked, kinds, area) | limits))
    return found, [Facet(*facet) for facet in found[0][0] or []]


def _match(asked: Terms, loose: bool) -> str:
    if loose:
        each = [sql.ANY_WORD.format(at) for at in range(len(asked.words))]
        return sql.either(sql.ANY_LEMMA if asked.lemmas else "", *each)
    return sql.either(sql.LEMMAS if asked.lemmas else "", sql.GRAMS if asked.grams else "")


def _in_title(asked: Terms) -> str:
    return sql.either(sql.TITLE_LEMMAS if asked.lemmas else "", sql.TITLE_GRAMS if asked.grams else "")


def _parameters(asked: Terms, kinds: Sequence[str] | None, area: "Area | None") -> dict[str, Any]:
    return {
        "text": asked.text,
        "tsquery": asked.tsquery,
        "title_tsquery": asked.title_tsquery,
        "any_tsquery": asked.any_tsquery,
        "grams": asked.grams,
        "title_grams": asked.title_grams,
        "kinds": list(kinds or []),
        "area_path": f"{area.path}%" if area else "",
        **{f"word_{at}": grams.of_query(word) for at, word in enumerate(asked.words)},
    }


def composed(statement: str, parameters: dict[str, Any]) -> str:
    """The statement with its parameters quoted and written into it by the driver.

    PostgreSQL takes several statements in one trip only when no parameters come beside them.
    """
    text: str = connection.ops.compose_sql(statement, parameters)  # type: ignore[attr-defined]
    return text


def rows(statement: str, parameters: dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        while cursor.description is None and cursor.nextset():  # past the settings, to what was asked
            pass
        return list(cursor.fetchall())


def similar(text: str, kind: str, limit: int = 5) -> list[Hit]:
    """See portal.search.likeness."""
    from portal.search import likeness

    return likeness.similar(text, kind, limit)
