from django.urls import path

from budgets.views import imports

urlpatterns = [
    path("imports/", imports.upload, name="new_upload"),
    path("imports/<slug:upload_id>/", imports.uploaded, name="upload"),
]
