"""Doors: who may come in at which identity level, and what staff must show besides."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec
from urllib.parse import urlencode, urlsplit

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from portal.accounts import kept
from portal.accounts.models import User

P = ParamSpec("P")
View = Callable[..., HttpResponseBase]


def level_required(level: int) -> Callable[[View], View]:
    """Let in whoever has proved this much; send others to log in or to the identity check, and back.

    What she had typed is waiting when she returns (`portal.accounts.kept.take(request)`).
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if satisfies(request.user, level):
                return view(request, *args, **kwargs)
            return to_level(request, level)

        return wrapper

    return decorate


def satisfies(user: Any, level: int) -> bool:
    """Has this person proved as much? L3 means a known area, whatever office she holds."""
    if not user.is_authenticated:
        return level <= User.Level.READER
    if level == User.Level.RESIDENT:
        return bool(user.is_resident)
    return bool(user.level >= level)


def to_level(request: HttpRequest, level: int, *, keep: bool = True) -> HttpResponse:
    """The way to that level and back to this page, keeping what was typed (unless it must not be ours)."""
    back = return_path(request)
    if request.method == "POST" and keep:
        kept.keep(request, back)
    if request.user.is_authenticated:
        address = reverse("identity:start") + "?" + urlencode({"level": level, "next": back})
    else:
        address = resolve_url(settings.LOGIN_URL) + "?" + urlencode({"next": back})
    if getattr(request, "htmx", False):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)


def return_path(request: HttpRequest) -> str:
    """Where to come back to: this page, or for a button's POST the page that the button was on."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    referer = urlsplit(request.headers.get("Referer", ""))
    if referer.path and referer.netloc == request.get_host():
        return referer.path + (f"?{referer.query}" if referer.query else "")
    return request.get_full_path()


def safe_path(path: str | None, default: str = "/") -> str:
    """A path of this portal, or the default: a foreign `next` is how people are lured elsewhere."""
    if path and path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None):
        return path[:500]
    return default


def staff_session_ok(request: HttpRequest) -> bool:
    """Was a second factor shown in this session? (Not asked in the demo and in tests.)"""
    if not settings.STAFF_MFA:
        return True
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))


def to_second_factor(request: HttpRequest, *, keep: bool = True) -> HttpResponse:
    """Where staff show the second factor, or set one up when they have none."""
    from allauth.mfa.utils import is_mfa_enabled

    if request.method == "POST" and keep:
        kept.keep(request, return_path(request))
    if is_mfa_enabled(request.user):
        return redirect(reverse("mfa_reauthenticate") + "?" + urlencode({"next": return_path(request)}))
    messages.info(request, _("직원 화면을 쓰려면 먼저 2단계 인증을 켜 주세요."))
    return redirect("mfa_index")
