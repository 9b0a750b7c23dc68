from __future__ import annotations

from datetime import datetime

from django import template

from petitions import clocks

register = template.Library()


@register.filter
def last_moment(late_from: datetime | None) -> datetime | None:
    """A deadline of midnight as the last second of the day before, on which it is still in time."""
    return clocks.shown(late_from)
