"""Mounted at /api/v1/search/."""

from django.urls import path

from portal.search.api import views

urlpatterns = [path("", views.Search.as_view(), name="api-search")]
