from django.urls import path

from budgets.views import evaluation, waste, watch

PROJECT = "<slug:round_id>/projects/<slug:project_id>/"

urlpatterns = [
    path("waste/<slug:report_id>/", waste.mine, name="waste"),
    path("<slug:round_id>/watch/", watch.watch_page, name="watch"),
    path("<slug:round_id>/watch/apply/", watch.apply, name="watch_apply"),
    path("<slug:round_id>/watch/leave/", watch.leave, name="watch_leave"),
    path("<slug:round_id>/evaluation/", evaluation.round_page, name="evaluation"),
    path("<slug:round_id>/evaluation.csv", evaluation.csv, name="evaluation_csv"),
    path(PROJECT + "inspections/new/", watch.inspect, name="inspect"),
    path(PROJECT + "waste/", waste.report, name="report_waste"),
    path(PROJECT + "satisfaction/", evaluation.rate, name="rate"),
]
