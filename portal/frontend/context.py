"""What base.html knows on every page. Cheap: nothing here asks the database before a template does."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from portal import clock
from portal.frontend import display, words

ROOM_LINKS = ("proposals", "budgets", "reservations", "petitions", "search")


def site(request: HttpRequest) -> dict[str, Any]:
    """`house`: the portal's name, its menu and how this reader wants to see it.

    Not only `site`: allauth's pages put a Site of their own under that name.
    """
    house = {
        "name": words.site_name(),
        "demo": settings.DEMO,
        "contact": settings.CONTACT_EMAIL,
        "official": settings.OFFICIAL_MASTHEAD,
        "url": settings.PUBLIC_URL,
        "year": clock.today().year,
        "languages": settings.LANGUAGES,
        "menu": menu(request.path),
        "room": next((key for key in ROOM_LINKS if request.path.startswith(f"/{key}/")), ""),
        "text_size": display.text_size(request),
        "text_sizes": display.SIZES,
    }
    return {"house": house, "site": house}


def menu(path: str) -> list[dict[str, Any]]:
    """The main menu; `current` is true inside that room, staff pages excepted."""
    labels = {
        "proposals": _("제안"),
        "budgets": _("예산"),
        "reservations": _("예약"),
        "petitions": _("청원"),
        "search": _("검색"),
    }
    return [
        {"key": key, "label": labels[key], "url": f"/{key}/", "current": path.startswith(f"/{key}/")}
        for key in ROOM_LINKS
    ]
