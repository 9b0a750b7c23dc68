"""The public list. Pages follow each other by cursor, so that the ten-thousandth proposal costs what the
first does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import F, Func, Q, QuerySet, TextField, Value
from django.db.models.lookups import GreaterThan, LessThan
from django.utils.dateparse import parse_datetime

from portal.organisations.models import Area, Unit
from portal.search.queries import find
from proposals.models import Proposal
from proposals.states import Outcome, State

PAGE = 20
COUNTED_UP_TO = 1000
SEARCHED = 50  # hits of the search that are narrowed by the other filters

Load = Callable[[QuerySet[Proposal]], list[Any]]
STANDS: dict[str, Q] = {
    "reviewing": Q(state=State.REVIEWING),
    "adopted": Q(outcome__in=Outcome.promising()),
    "not_adopted": Q(outcome=Outcome.NOT_ADOPTED),
    "following": Q(state=State.FOLLOWING),
    "done": Q(state=State.DONE),
}
# order -> (column, falling?)
ORDERS: dict[str, tuple[str, bool]] = {
    "newest": ("published_at", True),
    "supported": ("support_count", True),
    "due": ("due_at", False),
}


@dataclass
class Wish:
    """What the reader asked for; unknown values count as not asked."""

    stands: str = ""
    area: Area | None = None
    unit: Unit | None = None
    topic: str = ""
    order: str = "newest"
    words: str = ""


@dataclass
class Listing:
    """``total`` stops at COUNTED_UP_TO (``many`` says so): counting a hundred thousand rows helps nobody
    choose."""

    items: list[Any]
    total: int
    many: bool
    after: str = ""
    before: str = ""
    loose: bool = False
    wish: Wish = field(default_factory=Wish)


def whole(chosen: QuerySet[Proposal]) -> list[Proposal]:
    """The chosen with their people and places."""
    rows: Any = chosen
    return list(rows.for_list())


def listing(wish: Wish, *, after: str = "", before: str = "", load: Load = whole) -> Listing:
    """One page of what everybody may read, as `load` makes items of it (`whole`, or `cards.cards`). Two
    queries, and one more for an area; cursors that nobody issued give the first page."""
    if wish.words:
        return _searched(wish, load)
    shown = _narrowed(wish)
    if wish.order == "due":
        shown = shown.filter(due_at__isnull=False)
    total = shown.order_by()[: COUNTED_UP_TO + 1].count()
    items, has_before, has_after = _page(shown, wish.order, after, before, load)
    return Listing(
        items=items,
        total=min(total, COUNTED_UP_TO),
        many=total > COUNTED_UP_TO,
        after=_cursor(items[-1], wish.order) if has_after else "",
        before=_cursor(items[0], wish.order) if has_before else "",
        wish=wish,
    )


def _narrowed(wish: Wish) -> QuerySet[Proposal]:
    shown = Proposal.objects.shown()
    if wish.stands in STANDS:
        shown = shown.filter(STANDS[wish.stands])
    if wish.area is not None and wish.area.level != Area.Level.NATION:
        # The ids themselves, not a subquery: so the planner knows how common they are.
        shown = shown.filter(area__in=list(Area.objects.within(wish.area).values_list("pk", flat=True)))
    if wish.unit is not None:
        shown = shown.filter(unit=wish.unit)
    return shown.filter(topic=wish.topic) if wish.topic else shown


def _page(
    shown: QuerySet[Proposal], order: str, after: str, before: str, load: Load
) -> tuple[list[Any], bool, bool]:
    """(rows in reading order, is there a page before, is there one after)."""
    column, falling = ORDERS[order]
    backwards = bool(before) and _place(before, order) is not None
    place = _place(before if backwards else after, order)
    sign = "-" if falling != backwards else ""
    ordered = shown.order_by(f"{sign}{column}", f"{sign}public_id")
    if place is not None:
        ordered = ordered.filter(_beyond(column, place, rising=falling == backwards))
    # Joined after the choice, never before it: the limit stands inside.
    chosen = Proposal.objects.filter(pk__in=ordered.values("pk")[: PAGE + 1])
    found = load(chosen.order_by(*ordered.query.order_by))
    more, found = len(found) > PAGE, found[:PAGE]
    if backwards:
        return found[::-1], more, bool(found)
    return found, bool(found) and place is not None, more


class Row(Func):
    """``ROW(a, b)``: PostgreSQL compares it in one go and starts in the middle of an index, ties and all."""

    function = "ROW"
    output_field = TextField()


def _beyond(column: str, place: tuple[Any, str], *, rising: bool) -> LessThan | GreaterThan:
    """Rows after ``place`` in (column, public_id)."""
    compare = GreaterThan if rising else LessThan
    return compare(Row(F(column), F("public_id")), Row(*(Value(each) for each in place)))


def _cursor(proposal: Any, order: str) -> str:
    value = getattr(proposal, ORDERS[order][0])
    text = value.strftime("%Y%m%dT%H%M%S.%fZ") if isinstance(value, datetime) else str(value)
    return f"{text}~{proposal.public_id}"


def _place(cursor: str, order: str) -> tuple[Any, str] | None:
    text, _, public_id = cursor.partition("~")
    if not public_id or len(public_id) > 12:
        return None
    if order == "supported":
        return (int(text), public_id) if text.isascii() and text.isdigit() and len(text) < 10 else None
    value = _moment(text)
    return (value, public_id) if value else None


def _moment(text: str) -> datetime | None:
    if len(text) != 23:
        return None
    day, time = text[:8], text[9:]
    try:
        return parse_datetime(f"{day[:4]}-{day[4:6]}-{day[6:]}T{time[:2]}:{time[2:4]}:{time[4:]}")
    except ValueError:
        return None


def _searched(wish: Wish, load: Load) -> Listing:
    """The best hits of the search, in its order, that meet the other conditions."""
    page = find(wish.words, kinds=["proposals.proposal"], area=wish.area, size=SEARCHED)
    hits = load(_narrowed(wish).filter(public_id__in=page.ids))
    found = {each.public_id: each for each in hits}
    items = [found[public_id] for public_id in page.ids if public_id in found]
    return Listing(items=items, total=len(items), many=page.total > SEARCHED, loose=page.loose, wish=wish)
