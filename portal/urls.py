"""Every address of the portal. With portal.api, portal.pages and portal.celery the only place that names the rooms."""

import logging
from importlib.util import find_spec

from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from portal import pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.home, name="home"),
    path("about/", pages.about, name="about"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("me/", pages.me, name="me"),
    path("staff/", pages.staff_home, name="staff_home"),
    path("health/live", pages.live, name="live"),
    path("health/ready", pages.ready, name="ready"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("accounts/", include("allauth.urls")),
    path("api/v1/", include("portal.api")),
    path("api/", pages.api_page, name="api"),
    path("desk/", admin.site.urls),
]


def _mount(prefix: str, module: str) -> None:
    try:
        if find_spec(module):
            urlpatterns.append(path(prefix, include(module)))
    except ImportError as error:  # while the house is being built
        logging.getLogger(__name__).warning("%s is not mounted: %s", module, error)


_mount("", "portal.frontend.urls")
_mount("me/settings/", "portal.accounts.urls")
_mount("identity/", "portal.accounts.identity.urls")
_mount("inbox/", "portal.notifications.urls")
_mount("staff/outbox/", "portal.notifications.staff_urls")
_mount("staff/organisations/", "portal.organisations.staff_urls")
_mount("comments/", "portal.comments.urls")
_mount("", "portal.moderation.urls")
_mount("", "portal.search.urls")
_mount("", "portal.attachments.urls")
if settings.DEMO or settings.TESTING:
    _mount("demo/", "portal.accounts.demo.urls")
for _room in settings.ROOMS:
    if _room in settings.INSTALLED_APPS:
        _mount(f"{_room}/", f"{_room}.urls")
        _mount(f"staff/{_room}/", f"{_room}.staff_urls")
