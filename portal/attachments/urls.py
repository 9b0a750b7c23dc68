"""Mounted at the root."""

from django.urls import path

from portal.attachments import views

app_name = "attachments"
urlpatterns = [path("files/<slug:public_id>/", views.file, name="file")]
