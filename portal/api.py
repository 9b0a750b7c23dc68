"""/api/v1/: each room's own interface, side by side, and its description in OpenAPI."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularAPIView

urlpatterns: list[URLPattern | URLResolver] = [
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
]
for _room in [*settings.ROOMS, "portal.search"]:
    if _room in settings.INSTALLED_APPS and find_spec(f"{_room}.api") and find_spec(f"{_room}.api.urls"):
        urlpatterns.append(path(f"{_room.rpartition('.')[2]}/", include(f"{_room}.api.urls")))
