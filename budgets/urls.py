from django.urls import include, path

from budgets.views import public, voting

app_name = "budgets"
ENVELOPE = "<slug:round_id>/<slug:envelope_id>/"

urlpatterns = [
    path("", public.index, name="index"),
    path("<slug:round_id>/", public.round_page, name="round"),
    path("", include("budgets.execution_urls")),
    path("", include("budgets.opinion_urls")),
    path("<slug:round_id>/receipt-check/", public.receipt_check, name="receipt_check"),
    path("<slug:round_id>/projects/<slug:project_id>/", public.project_page, name="project"),
    path(ENVELOPE, voting.envelope_page, name="envelope"),
    path(ENVELOPE + "receipt/", voting.receipt_page, name="receipt"),
    path(ENVELOPE + "results/", public.results_page, name="results"),
    path("", include("budgets.file_urls")),
]
