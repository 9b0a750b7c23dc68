"""Mounted at the root."""

from django.urls import path

from portal.search import views

app_name = "search"
urlpatterns = [
    path("search/", views.results, name="results"),
    path("search/similar/", views.similar, name="similar"),
]
