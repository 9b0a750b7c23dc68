from django.urls import path

from portal.frontend import views

app_name = "frontend"

urlpatterns = [
    path("display/", views.set_display, name="display"),
    path("styleguide/", views.styleguide, name="styleguide"),
]
