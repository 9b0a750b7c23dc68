"""The language of the account, on every device where its owner logs in."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

SLOT = "language_of_account"


class OwnLanguage:
    """At log-in the account's language goes into the language cookie, which LocaleMiddleware reads.

    After that only the cookie speaks, so no page pays a query for it, and a choice in the footer
    of a page wins over the account's until the next log-in.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        language = request.session.pop(SLOT, None) if request.session.accessed else None
        if language:
            set_cookie(response, language)
        return response


def set_cookie(response: HttpResponse, language: str) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=60 * 60 * 24 * 365,
        path=settings.LANGUAGE_COOKIE_PATH,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
