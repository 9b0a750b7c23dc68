"""Pages of the demonstration. Each view asks again whether this is one."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from portal.accounts import gates
from portal.accounts.demo import letters
from portal.accounts.demo.people import BY_KEY, PEOPLE
from portal.accounts.models import User


def only_in_the_demo(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return never_cache(wrapper)


@only_in_the_demo
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Who can be tried, in two groups."""
    context = {
        "citizens": [person for person in PEOPLE if not person.roles],
        "officials": [person for person in PEOPLE if person.roles],
        "next": gates.safe_path(request.GET.get("next"), ""),
        "me": getattr(request.user, "email", ""),
    }
    return render(request, "accounts/demo.html", context)


@only_in_the_demo
@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """Become one of the demo's people, or nobody."""
    key = request.POST.get("person", "")
    if not key or request.user.is_authenticated:  # what a visitor has typed waits in her session
        logout(request)
    if not key:
        messages.success(request, _("로그아웃했습니다."))
        return redirect("demo:people")
    if key not in BY_KEY:
        raise Http404
    user = get_object_or_404(User.objects.living(), email=BY_KEY[key].email)
    login(request, user, backend="portal.accounts.backends.AccountBackend")
    record_authentication(request, user, method="demo")
    UserSession.objects.create_from_request(request)
    messages.success(request, _("%(name)s 님으로 들어왔습니다.") % {"name": user.display_name})
    return redirect(gates.safe_path(request.POST.get("next"), "/staff/" if BY_KEY[key].roles else "/"))


@only_in_the_demo
@require_safe
def mail(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/demo_mail.html", {"letters": letters.latest()})


@only_in_the_demo
@require_safe
def letter(request: HttpRequest, name: str) -> HttpResponse:
    found = letters.get(name)
    if found is None:
        raise Http404
    return render(request, "accounts/demo_letter.html", {"letter": found})
