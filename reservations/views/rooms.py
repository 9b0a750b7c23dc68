"""Looking for a room, and looking at one. Open to everybody."""

from datetime import date, datetime
from typing import Any

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template import Engine
from django.template.loader import render_to_string
from django.utils.dateparse import parse_date
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from portal import clock
from portal.frontend import still
from reservations import art as drawings
from reservations.forms import SearchForm
from reservations.models import Resource
from reservations.queries import cards
from reservations.queries import rooms as room_queries
from reservations.queries import search as search_queries
from reservations.queries.search import Wanted
from reservations.times import DAY, at_minute, monday_of
from reservations.views import shown

FARTHEST, MOST_SIBLINGS = 400, 12
FILTERS_KEPT = 60  # seconds; until then a new district is missing from the choices


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Rooms that are free then, with the exact number; when there is none, the nearest days."""
    at = clock.now()
    form = SearchForm(request.GET) if request.GET else None
    wanted = wanted_of(form, at) if form else Wanted(at)
    found = cards.page(wanted, _page(request))
    context: dict[str, Any] = {
        "form": form,
        "filters": _filters(form, wanted),
        "wanted": wanted,
        "found": found,
        "cards": _cards(found.items, wanted),
        "other_days": [] if found.total else shown.other_days(search_queries.other_days(wanted), request.GET),
    }
    return render(request, "reservations/search.html", context)


def _cards(found: list[cards.Card], wanted: Wanted) -> list[SafeString]:
    """Each drawn once for the values it shows and the time that its links carry on."""
    engine, asked = Engine.get_default(), (wanted.day, wanted.starts_at, wanted.ends_at, wanted.people)
    return [mark_safe(_card(engine, card, wanted, asked)) for card in found]  # noqa: S308  (our own template)


def _card(engine: Engine, card: cards.Card, wanted: Wanted, asked: tuple[Any, ...]) -> str:
    def values() -> dict[str, Any]:
        return {"card": shown.card(card.room, wanted), "has_time": wanted.has_time}

    return still.draw(engine, "reservations/_card.html", values, (card, asked))


def _filters(form: SearchForm | None, wanted: Wanted) -> SafeString:
    """The search's own form. As long as nothing was asked it is the same for all: a hundred times of day."""
    if form is not None:
        return _drawn_filters(form, wanted)
    found: Any = cache.get_or_set(
        f"reservations.filters.{get_language()}", lambda: _drawn_filters(SearchForm(), wanted), FILTERS_KEPT
    )
    return mark_safe(found)  # noqa: S308  (drawn by our own template)


def _drawn_filters(form: SearchForm, wanted: Wanted) -> SafeString:
    context = {"form": form, "wanted": wanted, "is_filtered": form.is_bound}
    return render_to_string("reservations/_search_form.html", context)


def wanted_of(form: SearchForm, at: datetime) -> Wanted:
    """What the form asks for; fields that are wrong are left out, so that something is always shown."""
    form.is_valid()
    data: dict[str, Any] = getattr(form, "cleaned_data", {})
    day: Any = data.get("day")
    start: Any = data.get("start")
    end: Any = data.get("end")
    has_time = bool(day and start is not None and end is not None and end > start)
    return Wanted(
        at=at,
        day=day,
        starts_at=at_minute(day, start) if has_time else None,
        ends_at=at_minute(day, end) if has_time else None,
        people=data.get("people") or 1,
        area=data.get("area"),
        kind=data.get("kind", ""),
        features=data.get("feature", []),
        text=data.get("text", ""),
    )


@require_safe
def room(request: HttpRequest, public_id: str) -> HttpResponse:
    """One room and its week."""
    at = clock.now()
    found = fetch(public_id)
    first = monday_of(_wanted_day(request, clock.local(at).date()))
    days = room_queries.week(found, first, at, request.user)
    context = {
        "room": found,
        "terms": shown.terms(found),
        "calendar": shown.calendar(found, days, clock.local(at).date()),
        "siblings": room_queries.siblings(found, MOST_SIBLINGS),
    }
    return render(request, "reservations/room.html", context)


@require_safe
@cache_control(public=True, max_age=86400)
def art(request: HttpRequest, public_id: str) -> HttpResponse:
    found = get_object_or_404(Resource.objects.published(), public_id=public_id)
    return HttpResponse(drawings.draw(found.kind, found.art), content_type="image/svg+xml")


def fetch(public_id: str, *, bare: bool = False) -> Resource:
    """The published room, or 404. `bare`: without its place and office."""
    try:
        return room_queries.room(public_id, bare=bare)
    except Resource.DoesNotExist:
        raise Http404 from None


def _wanted_day(request: HttpRequest, today: date) -> date:
    """?week=2026-11-23; anything else, or too far away, is this week."""
    try:
        wanted = parse_date(request.GET.get("week", ""))
    except ValueError:
        wanted = None
    return wanted if wanted and abs(wanted - today) < FARTHEST * DAY else today


def _page(request: HttpRequest) -> int:
    try:
        return max(1, min(int(request.GET.get("page", "1")), 1000))
    except ValueError:
        return 1
