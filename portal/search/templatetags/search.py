"""`{% load search %}`: marked titles and excerpts, and the hint about similar things for a room's form."""

from collections.abc import Sequence
from typing import Any

from django import template

from portal.search import marking

register = template.Library()


@register.inclusion_tag("search/_marked.html")
def marked(text: str, needles: Sequence[str]) -> dict[str, Any]:
    """The text with the needles in <mark>."""
    return {"pieces": marking.pieces(text, needles)}


@register.inclusion_tag("search/_marked.html")
def marked_excerpt(body: str, needles: Sequence[str]) -> dict[str, Any]:
    """The part of a body that holds a needle, marked."""
    return {"pieces": marking.excerpt(body, needles)}


@register.inclusion_tag("search/_similar_box.html")
def similar_hint(kind: str, field: str = "title") -> dict[str, Any]:
    """An empty box below a form's field; with JavaScript it fills with similar things while one writes."""
    return {"kind": kind, "field": field}
