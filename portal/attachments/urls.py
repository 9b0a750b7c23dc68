"""Mounted at /files/."""

from django.urls import path

from portal.attachments import views

app_name = "attachments"
urlpatterns = [path("<slug:public_id>/", views.file, name="file")]
