"""The language and the text size of the account, on every device where its owner logs in."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

SLOT = "choices_of_account"
TEXT_SIZE_COOKIE = "text_size"  # read by portal.frontend.display
YEAR = 365 * 24 * 60 * 60


class OwnLanguage:
    """At log-in the account's choices go into the cookies that the pages are drawn by.

    After that only the cookies speak, so no page pays a query for them, and a choice in the
    header of a page wins over the account's until the next log-in.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        choices = request.session.pop(SLOT, None) if request.session.accessed else None
        if choices and settings.LANGUAGE_COOKIE_NAME not in response.cookies:  # a view's choice is newer
            set_cookies(response, choices)
        return response


def choices_of(user: Any) -> dict[str, Any]:
    return {"language": user.language, "text_size": user.text_size}


def set_cookies(response: HttpResponse, choices: dict[str, Any]) -> None:
    secure = bool(settings.SESSION_COOKIE_SECURE)
    name = settings.LANGUAGE_COOKIE_NAME
    response.set_cookie(name, choices["language"], max_age=YEAR, samesite="Lax", secure=secure)
    size = str(choices["text_size"])
    response.set_cookie(TEXT_SIZE_COOKIE, size, max_age=YEAR, samesite="Lax", secure=secure, httponly=True)
