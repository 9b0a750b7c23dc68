"""The door of /desk/, Django's own admin: the portal's log-in with its limits, and the second factor.

Left to itself it asks for a password as often as somebody likes to guess, and for nothing else.
"""

from typing import Any

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from portal.accounts.gates import safe_path, staff_session_ok, to_second_factor


def may_enter(request: HttpRequest) -> bool:
    return _is_staff(request) and staff_session_ok(request)


@never_cache
def login(request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
    """Where the admin sends whoever may not enter (yet)."""
    wanted = safe_path(request.GET.get("next"), reverse("admin:index"))
    if not request.user.is_authenticated:
        return redirect_to_login(wanted)
    if not _is_staff(request):
        raise Http404
    return redirect(wanted) if staff_session_ok(request) else to_second_factor(request)


def _is_staff(request: HttpRequest) -> bool:
    user: Any = request.user
    return bool(user.is_active and user.is_staff)


admin.site.login = login  # type: ignore[method-assign]
admin.site.has_permission = may_enter  # type: ignore[method-assign,assignment]
