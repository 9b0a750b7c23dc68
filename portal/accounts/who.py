"""Who is asking."""

from typing import cast

from django.http import HttpRequest

from portal.accounts.models import User


def person(request: HttpRequest) -> User:
    """The person who is logged in. For views that only she can reach (login_required and the like)."""
    return cast(User, request.user)
