"""The page that searches all rooms, and the hint about similar things."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal import search
from portal.organisations.models import Area
from portal.search import queries
from portal.search.terms import LONGEST_QUERY


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """/search/?q=&kind=&area=&sort=&page="""
    asked = _asked(request)
    area = Area.objects.filter(code=asked["area"]).first() if asked["area"] else None
    page = queries.find(
        asked["q"],
        kinds=[asked["kind"]] if asked["kind"] else None,
        area=area,
        page=_number(request.GET.get("page", "1")),
        newest=asked["sort"] == "new",
    )
    return render(
        request,
        "search/results.html",
        {
            **asked,
            "page": page,
            "area_chosen": area,
            "too_long": len(request.GET.get("q", "")) > LONGEST_QUERY,
            "tabs": _tabs(asked, page),
            "sorts": _sorts(asked),
            "window": queries.WINDOW,
        },
    )


@require_safe
def similar(request: HttpRequest) -> HttpResponse:
    """A fragment for forms: what of this kind resembles the text so far."""
    kind = request.GET.get("kind", "")
    text = " ".join(request.GET.getlist("title") + request.GET.getlist("q"))[:500]
    hits = queries.similar(text, kind) if search.source(kind) and len(text) >= 5 else []
    return render(request, "search/_similar.html", {"hits": hits})


def _asked(request: HttpRequest) -> dict[str, str]:
    asked = {
        name: request.GET.get(name, "").replace("\x00", "").strip() for name in ("q", "kind", "area", "sort")
    }
    asked["q"] = asked["q"][:LONGEST_QUERY]
    asked["kind"] = asked["kind"] if search.source(asked["kind"]) else ""
    asked["area"] = asked["area"][:10]
    return asked


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 1


def _tabs(asked: dict[str, str], page: queries.Page) -> list[dict[str, Any]]:
    """All, then each kind that has results; the chosen one stays even without any."""
    everything = None if any(facet.count is None for facet in page.facets) else _sum(page.facets)
    tabs = [_tab(asked, "", _("전체"), everything)]
    return tabs + [_tab(asked, facet.kind, facet.kind_name, facet.count) for facet in page.facets]


def _sum(facets: list[queries.Facet]) -> int:
    return sum(facet.count or 0 for facet in facets)


def _tab(asked: dict[str, str], kind: str, label: str, count: int | None) -> dict[str, Any]:
    return {
        "label": label,
        "count": count,
        "current": asked["kind"] == kind,
        "url": _address(asked, kind=kind),
    }


def _sorts(asked: dict[str, str]) -> list[dict[str, Any]]:
    choices = [("", _("정확한 순")), ("new", _("새로 올라온 순"))]
    return [
        {"label": label, "url": _address(asked, sort=value), "current": asked["sort"] == value}
        for value, label in choices
    ]


def _address(asked: dict[str, str], **changed: str) -> str:
    return "?" + urlencode({name: value for name, value in (asked | changed).items() if value})
