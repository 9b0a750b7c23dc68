"""The pages about one published result, below <round>/<envelope>/results/."""

from django.urls import path

from budgets.views import results

urlpatterns = [
    path("", results.results_page, name="results"),
    path("compare/", results.compare_page, name="results_compare"),
    path("what-if/", results.what_if_page, name="results_what_if"),
    path("my-share/", results.share_page, name="results_share"),
    path("check/", results.check_page, name="results_check"),
]
