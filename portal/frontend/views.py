"""Text size, the style guide, and the error pages that Django does not find by itself."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from portal.frontend import display, specimens


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


def unavailable(request: HttpRequest) -> HttpResponse:
    """503: a part that we depend on does not answer."""
    response = render(request, "503.html", status=503)
    response.headers["Retry-After"] = "30"
    return response
