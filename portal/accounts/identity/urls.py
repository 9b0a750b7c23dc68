from django.urls import path

from portal.accounts.identity import views

app_name = "identity"
urlpatterns = [
    path("", views.start, name="start"),
    path("<slug:name>/callback/", views.callback, name="callback"),
]
