"""The number at the bell."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from portal.notifications import queries


def unread(request: HttpRequest) -> dict[str, Any]:
    """`unread_notifications`: nothing is asked of the database unless a template prints it."""
    return {"unread_notifications": SimpleLazyObject(lambda: queries.unread_count(request.user))}
