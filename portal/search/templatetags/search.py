"""`{% load search %}`: marked titles and excerpts, and the hint about similar things for a room's form."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from portal.search import marking

register = template.Library()


@register.simple_tag
def marked(text: str, needles: Sequence[str]) -> SafeString:
    """The text, escaped, with the needles in <mark>."""
    return _html(marking.pieces(text, needles))


@register.simple_tag
def marked_excerpt(body: str, needles: Sequence[str]) -> SafeString:
    """The part of a body that holds a needle, escaped and marked."""
    return _html(marking.excerpt(body, needles))


def _html(pieces: Iterable[marking.Piece]) -> SafeString:
    """Forty times a page: an include for each would cost more than the search."""
    return mark_safe("".join(_piece(piece) for piece in pieces))  # noqa: S308  (each piece is escaped)


def _piece(piece: marking.Piece) -> str:
    return f"<mark>{escape(piece.text)}</mark>" if piece.marked else escape(piece.text)


@register.inclusion_tag("search/_similar_box.html")
def similar_hint(kind: str, field: str = "title") -> dict[str, Any]:
    """An empty box below a form's field; with JavaScript it fills with similar things while one writes."""
    return {"kind": kind, "field": field}
