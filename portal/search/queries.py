"""Finding. Each question costs one statement, two when no document holds every word of it.

A word that stands everywhere is looked for among the newest months first. When these alone fill the window
of titles and hold more matches than are counted, the answer is that of all documents; else all are asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.utils.translation import gettext

from portal import clock
from portal.search import frequencies, grams, sql
from portal.search.terms import Terms, terms
from portal.search.trips import composed, rows

if TYPE_CHECKING:
    from portal.organisations.models import Area

WINDOW = 300  # rows that can be paged through; who needs the 301st should ask more precisely
RANKED_TOGETHER = 100  # of these, so many at a time, the newest first: ranking unpacks the lemmas
MOST = (
    2_000  # matches that are counted; more are "more than 2,000", and the ranking looks at titles and these
)
EVERYTHING = 1_000_000_000
EVERYWHERE = 20_000  # about so many documents with a word, and the newest months are asked first
MONTHS = (3, 12)
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


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for, and how it is shown. `months`: only documents of these ("@2026-11")."""

    asked: Terms
    kinds: list[str]
    area: "Area | None"
    page: int
    size: int
    newest: bool
    loose: bool = False
    months: tuple[str, ...] = ()


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
    question = Question(asked, list(kinds or []), area, page, size, newest)
    result = _of_newest(question) or _answer(question) or Page(number=page, size=size)
    if not result.facets and len(asked.words) > 1:
        result = _answer(replace(question, loose=True)) or result
    return result


def _of_newest(question: Question) -> Page | None:
    """The answer when the newest months give all of it, else None."""
    asked = question.asked
    if not asked.pairs_suffice or frequencies.documents_with(asked.grams) < EVERYWHERE:
        return None
    for number in MONTHS:
        answer = _answer(replace(question, months=_latest(number)))
        if answer is not None:
            return answer
    return None


def _latest(number: int) -> tuple[str, ...]:
    """The marks of the last so many months, this one first (UTC, as the database writes them)."""
    now = clock.now()
    this = now.year * 12 + now.month - 1
    return tuple(f"@{month // 12}-{month % 12 + 1:02}" for month in range(this, this - number, -1))


def _answer(question: Question) -> Page | None:
    """None when only months were asked and older documents could change what is shown."""
    kinds, newest = question.kinds, question.newest
    found, facets = _walk(question)
    walked = sum(facet.count or 0 for facet in facets)
    total = sum(facet.count or 0 for facet in facets if not kinds or facet.kind in kinds)
    if walked > MOST:
        if kinds or newest:
            # This kind alone, as the others' numbers are not told; all of it where the newest come first.
            only, most = sql.KINDS if kinds else "", EVERYTHING if newest else MOST
            found, own = _walk(question, only, most)
            walked = total = sum(facet.count or 0 for facet in own)
        facets = [Facet(*row) for row in rows(sql.ALL_KINDS)]
    many = walked > MOST
    if question.months and not (many and _is_full(found, newest)):
        return None
    items = [Hit(*row[2:-1]) for row in found if row[1] is not None]
    loose = question.loose and bool(facets)
    needles = question.asked.needles()
    return Page(items, min(total, MOST), question.page, question.size, facets, needles, loose, many=many)


def _is_full(found: list[tuple[Any, ...]], newest: bool) -> bool:
    """No older document can come into the window: it is full of titles, or the newest come first anyway."""
    return newest or (found[0][-1] or 0) >= WINDOW


def _walk(question: Question, only: str = "", most: int = MOST) -> tuple[list[tuple[Any, ...]], list[Facet]]:
    """(rows of the statement, facets of what it walked over)"""
    skip = (question.page - 1) * question.size
    narrowed = {
        "area": sql.AREA if question.area else "",
        "kinds": sql.KINDS if question.kinds else "",
        "months": sql.MONTHS if question.months else "",
    }
    shown = sql.NEWEST if question.newest else sql.RANKED
    statement = sql.FOUND.format(
        match=_match(question.asked, question.loose),
        page=shown.format(title=_in_title(question.asked), **narrowed),
        only=only,
        **narrowed,
    )
    size = max(0, min(question.size, WINDOW - skip))
    limits = {"window": WINDOW, "block": RANKED_TOGETHER, "most": most, "size": size, "skip": skip}
    found = rows(composed(statement, _parameters(question) | limits))
    return found, [Facet(*facet) for facet in found[0][0] or []]


def _match(asked: Terms, loose: bool) -> str:
    if loose:
        each = [sql.ANY_WORD.format(at) for at in range(len(asked.words))]
        return sql.either(sql.ANY_LEMMA if asked.lemmas else "", *each)
    return sql.either(sql.LEMMAS if asked.needs_lemmas else "", sql.GRAMS if asked.grams else "")


def _in_title(asked: Terms) -> str:
    return sql.either(sql.TITLE_LEMMAS if asked.needs_lemmas else "", sql.TITLE_GRAMS if asked.grams else "")


def _parameters(question: Question) -> dict[str, Any]:
    asked, area = question.asked, question.area
    return {
        "text": asked.text,
        "tsquery": asked.tsquery,
        "title_tsquery": asked.title_tsquery,
        "any_tsquery": asked.any_tsquery,
        "grams": asked.grams,
        "title_grams": asked.title_grams,
        "kinds": question.kinds,
        "months": list(question.months),
        "area_path": f"{area.path}%" if area else "",
        **{f"word_{at}": grams.of_query(word) for at, word in enumerate(asked.words)},
    }


def similar(text: str, kind: str, limit: int = 5) -> list[Hit]:
    """See portal.search.likeness."""
    from portal.search import likeness

    return likeness.similar(text, kind, limit)
