"""Text size, the style guide, and the error pages that Django does not find by itself."""

import sys

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django.views.defaults import page_not_found

from portal import problems
from portal.frontend import display, specimens

PROGRAMS = "/api/v1/"


@require_safe
def set_display(request: HttpRequest) -> HttpResponse:
    """Keep the text size or the language in a cookie and go back to the page that was being read.

    A GET: it changes nothing but the reader's own cookie, and pages stay free of a CSRF token.
    """
    response = redirect(_back(request))
    size = display.chosen(request.GET.get("text_size"))
    if size:
        display.remember(response, size, secure=request.is_secure())
    language = request.GET.get("language")
    if language in dict(settings.LANGUAGES):
        display.remember_language(response, language, secure=request.is_secure())
    return response


def _back(request: HttpRequest) -> str:
    """Only to our own pages: a foreign link must not use us to send people elsewhere."""
    target = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if target.startswith("/") and safe else "/"


@require_http_methods(["GET", "HEAD", "POST"])
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component alive, for those who build with them."""
    if not (settings.DEMO or settings.DEBUG or settings.TESTING):
        raise Http404
    return render(request, "pages/styleguide.html", specimens.everything(request.POST or None))


def too_many(request: HttpRequest, retry_after: int = 60) -> HttpResponse:
    """429, with the wait in seconds said to machines and to people."""
    response = render(request, "429.html", {"retry_after": retry_after}, status=429)
    response.headers["Retry-After"] = str(retry_after)
    return response


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: programs read a problem document also where no address fits."""
    if request.path.startswith(PROGRAMS):
        return _said(request, 404, problems.code_of(exception), problems.title_of(exception))
    return page_not_found(request, exception)


def broken(request: HttpRequest) -> HttpResponse:
    """What nobody expected: 503 where the database is away (it comes back), else 500.

    Django calls it while the error is being handled. Neither page asks the database anything.
    """
    if isinstance(sys.exception(), OperationalError | InterfaceError):
        return unavailable(request)
    return _said(request, 500, "broken", _("저희 쪽에 문제가 생겼습니다. 잠시 뒤 다시 보내 주세요."))


def unavailable(request: HttpRequest) -> HttpResponse:
    """503, and when to come back."""
    response = _said(request, 503, "unavailable", _("잠시 쉬고 있습니다. 30초쯤 뒤에 다시 보내 주세요."))
    response.headers["Retry-After"] = "30"
    return response


def _said(request: HttpRequest, status: int, code: str, title: str) -> HttpResponse:
    """A page for people, a problem document (RFC 9457) for programs."""
    if request.path.startswith(PROGRAMS):
        said = problems.document(status, code, title)
        return JsonResponse(said, status=status, content_type=problems.CONTENT_TYPE)
    return HttpResponse(render_to_string(f"{status}.html"), status=status)
