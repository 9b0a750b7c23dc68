from django.urls import path

from proposals.api import views

app_name = "proposals_api"

urlpatterns = [
    path("", views.ProposalsView.as_view(), name="list"),
    path("<slug:public_id>/", views.ProposalView.as_view(), name="detail"),
    path("<slug:public_id>/support/", views.SupportView.as_view(), name="support"),
]
