from django.urls import path

from portal.accounts.views import consent, profile

app_name = "accounts"
urlpatterns = [
    path("", profile.profile, name="profile"),
    path("identity/", profile.identity, name="identity"),
    path("data/", profile.data, name="data"),
    path("data/download/", profile.download, name="download"),
    path("leave/", profile.leave, name="leave"),
    path("terms/", consent.terms, name="terms"),
    path("privacy/", consent.privacy, name="privacy"),
]
