from django.urls import include, path

from budgets import belonging_urls
from budgets.views import files, public, voting

app_name = "budgets"
ENVELOPE = "<slug:round_id>/<slug:envelope_id>/"

urlpatterns = [
    path("", public.index, name="index"),
    path("belonging/", include(belonging_urls.citizens)),
    path("<slug:round_id>/", public.round_page, name="round"),
    path("<slug:round_id>/receipt-check/", public.receipt_check, name="receipt_check"),
    path("<slug:round_id>/projects/<slug:project_id>/", public.project_page, name="project"),
    path(ENVELOPE, voting.envelope_page, name="envelope"),
    path(ENVELOPE + "receipt/", voting.receipt_page, name="receipt"),
    path(ENVELOPE + "results/", public.results_page, name="results"),
    path(ENVELOPE + "ballots.pb", files.ballots_pb, name="ballots_pb"),
    path(ENVELOPE + "result.json", files.result_json, name="result_json"),
    path(ENVELOPE + "rule.json", files.rule_json, name="rule_json"),
]
