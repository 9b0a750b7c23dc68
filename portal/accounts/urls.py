from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from portal.accounts.views import consent, profile

own_urls = [
    path("me/settings/", profile.profile, name="profile"),
    path("me/settings/identity/", profile.identity, name="identity"),
    path("me/settings/data/", profile.data, name="data"),
    path("me/settings/data/download/", profile.download, name="download"),
    path("me/settings/leave/", profile.leave, name="leave"),
    path("terms/", consent.terms, name="terms"),
    path("privacy/", consent.privacy, name="privacy"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((own_urls, "accounts"))),
    # The sandbox answers 404 by itself where it is switched off (settings.IDENTITY_SANDBOX).
    path("identity/sandbox/", include("portal.accounts.identity.sandbox.urls")),
    path("identity/", include("portal.accounts.identity.urls")),
]
if settings.DEMO or settings.TESTING:
    urlpatterns.append(path("demo/", include("portal.accounts.demo.urls")))
