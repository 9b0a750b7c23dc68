"""How a reader wants the page: its language, and text in five sizes. Cookies keep it, without account."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

COOKIE = "text_size"
YEAR = 365 * 24 * 60 * 60
NORMAL = 2
SIZES: tuple[tuple[int, str | Promise], ...] = (
    (1, _("작게")),
    (2, _("보통")),
    (3, _("조금 크게")),
    (4, _("크게")),
    (5, _("가장 크게")),
)


def chosen(value: Any) -> int | None:
    """The step that `value` names, or None."""
    text = str(value)
    return (
        int(text)
        if text.isascii() and text.isdigit() and len(text) == 1 and 1 <= int(text) <= len(SIZES)
        else None
    )


def text_size(request: HttpRequest) -> int:
    return chosen(request.COOKIES.get(COOKIE)) or NORMAL


def remember(response: HttpResponse, size: int, *, secure: bool) -> None:
    """No script reads it: the server sets it, the server draws by it."""
    response.set_cookie(COOKIE, str(size), max_age=YEAR, samesite="Lax", secure=secure, httponly=True)


def remember_language(response: HttpResponse, language: str, *, secure: bool) -> None:
    """The cookie that Django's LocaleMiddleware reads."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=YEAR,
        path=settings.LANGUAGE_COOKIE_PATH,
        samesite="Lax",
        secure=secure,
    )
