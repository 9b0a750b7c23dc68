from django.urls import include, path

from portal.accounts.identity import views

app_name = "identity"
urlpatterns = [
    path("", views.start, name="start"),
    # Answers 404 by itself where it is switched off (settings.IDENTITY_SANDBOX).
    path("sandbox/", include("portal.accounts.identity.sandbox.urls")),
    path("<slug:name>/callback/", views.callback, name="callback"),
]
