"""`{% load reservations %}`: the starts that can be had on a day."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from reservations import words

register = template.Library()
# A letter's time is put into words when it is read: who reads it, and in which language, is not known before.
register.simple_tag(words.span, name="span")


@register.simple_tag
def starts(slots: Sequence[dict[str, Any]]) -> SafeString:
    """Chips that lead to the booking form; dozens a day, so they are put together without a template."""
    label = escape(_("시작으로 예약"))
    told = f'<span class="sr-only"> {label}</span>'
    chips = (
        f'<li><a class="chip" href="{escape(slot["url"])}">{slot["label"]}{told}</a></li>' for slot in slots
    )
    return mark_safe("".join(chips))  # noqa: S308  (an address of ours, escaped, and a time of day)
