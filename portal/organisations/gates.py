"""Doors of staff pages: log in, hold the role, and be here with a second factor."""

from collections.abc import Callable
from functools import wraps
from importlib import import_module
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from portal.organisations.models import Role
from portal.organisations.rules import has_role

__all__ = ["Role", "role_required"]

View = Callable[..., HttpResponseBase]


def role_required(*roles: str) -> Callable[[View], View]:
    """Log-in first; then 404 for whoever holds none of the roles, so a stranger does not learn what is here;
    then the second factor (portal.accounts.gates.staff_session_ok)."""

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not has_role(request.user, *roles):
                raise Http404
            return _second_factor(request) or view(request, *args, **kwargs)

        return wrapper

    return decorate


def _second_factor(request: HttpRequest) -> HttpResponse | None:
    """A redirect to the second factor when this session lacks it."""
    gates = import_module("portal.accounts.gates")
    if gates.staff_session_ok(request):
        return None
    to_second_factor: Callable[[HttpRequest], HttpResponse] | None = getattr(gates, "to_second_factor", None)
    return to_second_factor(request) if to_second_factor else redirect("mfa_reauthenticate")
