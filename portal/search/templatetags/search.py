"""`{% load search %}`: what was found, the words marked, and the hint about similar things for a form."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.template import Context
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from portal.frontend.templatetags.ui import kept
from portal.search import marking
from portal.search.queries import Hit

register = template.Library()


@register.simple_tag(takes_context=True)
def result(context: Context, hit: Hit, needles: Sequence[str]) -> SafeString:
    """One found thing, kept by what is shown of it (portal.frontend.still)."""
    card = {
        "kind": hit.kind_name,
        "url": hit.url,
        "title": _html(marking.pieces(hit.title, needles)),
        "excerpt": _html(marking.excerpt(hit.body, needles)),
        "published_at": hit.published_at,
    }
    return kept(context, "search/_result.html", card)


def _html(pieces: Iterable[marking.Piece]) -> SafeString:
    """The pieces, escaped, with the needles in <mark>."""
    return mark_safe("".join(_piece(piece) for piece in pieces))  # noqa: S308  (each piece is escaped)


def _piece(piece: marking.Piece) -> str:
    return f"<mark>{escape(piece.text)}</mark>" if piece.marked else escape(piece.text)


@register.inclusion_tag("search/_similar_box.html")
def similar_hint(kind: str, field: str = "title") -> dict[str, Any]:
    """An empty box below a form's field; with JavaScript it fills with similar things while one writes."""
    return {"kind": kind, "field": field}
