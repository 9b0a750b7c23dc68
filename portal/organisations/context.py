"""What the header asks of every reader: does she work here?"""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from portal.organisations.rules import is_staffer


def office(request: HttpRequest) -> dict[str, Any]:
    """`is_staffer`: holds any role anywhere. Asked of the database only when a template asks."""
    user = getattr(request, "user", None)
    return {"is_staffer": SimpleLazyObject(lambda: is_staffer(user))}
