"""Every address of the portal. With portal.api, pages and celery the only place that imports the rooms."""

from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from portal import pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.home, name="home"),
    path("favicon.ico", pages.favicon, name="favicon"),
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
    path("", include("portal.frontend.urls")),
    path("me/settings/", include("portal.accounts.urls")),
    path("identity/", include("portal.accounts.identity.urls")),
    path("inbox/", include("portal.notifications.urls")),
    path("staff/outbox/", include("portal.notifications.staff_urls")),
    path("", include("portal.moderation.urls")),
    path("", include("portal.search.urls")),
    path("", include("portal.attachments.urls")),
    path("comments/", include("portal.comments.urls")),
    path("staff/organisations/", include("portal.organisations.staff_urls")),
    *[path(f"{room}/", include(f"{room}.urls")) for room in settings.ROOMS],
    *[path(f"staff/{room}/", include(f"{room}.staff_urls")) for room in settings.ROOMS],
]

handler404 = "portal.frontend.views.not_found"
handler500 = "portal.frontend.views.broken"

if not settings.PRODUCTION:  # one click and no password: this must never be reachable where real people live
    urlpatterns.append(path("demo/", include("portal.accounts.demo.urls")))
