from django.urls import include, path

from budgets import belonging_urls
from budgets.views import following, public, receipts, results, voting

app_name = "budgets"
ENVELOPE = "<slug:round_id>/<slug:envelope_id>/"

urlpatterns = [
    path("", public.index, name="index"),
    path("belonging/", include(belonging_urls.citizens)),
    path("counting-program.zip", results.program, name="counting_program"),
    path("signing-key/", results.signing_key, name="signing_key"),
    path("signing-key.pem", results.signing_key_pem, name="signing_key_pem"),
    path("<slug:round_id>/", public.round_page, name="round"),
    path("<slug:round_id>/follow/", following.follow, name="follow"),
    path("<slug:round_id>/receipt-check/", receipts.receipt_check, name="receipt_check"),
    path("", include("budgets.after_urls")),
    path("", include("budgets.execution_urls")),
    path("", include("budgets.opinion_urls")),
    path("<slug:round_id>/projects/<slug:project_id>/", public.project_page, name="project"),
    path("", include("budgets.idea_urls")),
    path(ENVELOPE, voting.envelope_page, name="envelope"),
    path(ENVELOPE + "receipt/", voting.receipt_page, name="receipt"),
    path(ENVELOPE + "results/", include("budgets.result_urls")),
    path("", include("budgets.file_urls")),
]
