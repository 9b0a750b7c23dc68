from django.urls import path

from . import open_data, receipts, views

app_name = "budgets_api"
ENVELOPE = "rounds/<slug:round_id>/envelopes/<slug:envelope_id>/"

urlpatterns = [
    path("rounds/", views.RoundList.as_view(), name="rounds"),
    path("rounds/<slug:round_id>/", views.RoundDetail.as_view(), name="round"),
    path("rounds/<slug:round_id>/receipt-proof/", receipts.ReceiptProof.as_view(), name="receipt_proof"),
    path(ENVELOPE, views.EnvelopeDetail.as_view(), name="envelope"),
    path(ENVELOPE + "ballot/", views.MyBallot.as_view(), name="ballot"),
    path(ENVELOPE + "result/", views.ResultDetail.as_view(), name="result"),
    path(ENVELOPE + "projects/", open_data.ProjectList.as_view(), name="projects"),
    path(ENVELOPE + "ballots/", open_data.BallotList.as_view(), name="ballots"),
]
