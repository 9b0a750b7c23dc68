from django.urls import path

from petitions.api import views

app_name = "petitions_api"

urlpatterns = [
    path("", views.PetitionsView.as_view(), name="petitions"),
    path("<slug:public_id>/", views.PetitionView.as_view(), name="petition"),
    path("<slug:public_id>/submit/", views.SubmitView.as_view(), name="submit"),
    path("<slug:public_id>/signature/", views.SignatureView.as_view(), name="signature"),
]
