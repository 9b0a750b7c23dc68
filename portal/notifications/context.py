"""The number at the bell."""

from functools import cache
from typing import Any

from django.http import HttpRequest

from portal.notifications import queries


def unread(request: HttpRequest) -> dict[str, Any]:
    """`unread_notifications`: asked of the database once, and only if a template prints it."""
    return {"unread_notifications": cache(lambda: queries.unread_count(request.user))}
