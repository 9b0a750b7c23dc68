"""Doors of staff pages: log in, hold the role, and be here with a second factor."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from portal.accounts import gates
from portal.accounts.models import User
from portal.organisations.models import Role
from portal.organisations.rules import has_role

__all__ = ["Role", "role_required"]

View = Callable[..., HttpResponseBase]


def role_required(*roles: str, keep: bool = True) -> Callable[[View], View]:
    """Log-in first; then 404 for whoever holds none of the roles, so a stranger does not learn what is here;
    then the second factor (portal.accounts.gates.staff_session_ok). What was typed waits meanwhile
    (portal.accounts.kept), unless it must not stand in a session: `keep`."""

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return gates.to_level(request, User.Level.MEMBER, keep=keep)
            if not has_role(request.user, *roles):
                raise Http404
            return _second_factor(request, keep) or view(request, *args, **kwargs)

        return wrapper

    return decorate


def _second_factor(request: HttpRequest, keep: bool) -> HttpResponse | None:
    """A redirect to the second factor when this session lacks it."""
    return None if gates.staff_session_ok(request) else gates.to_second_factor(request, keep=keep)
