from django.urls import path

from budgets.views import evaluation, waste, watch_staff

urlpatterns = [
    path("inspections/", watch_staff.inspections, name="inspections"),
    path("inspections/<slug:inspection_id>/", watch_staff.inspection, name="inspection"),
    path("waste/", waste.desk, name="waste"),
    path("waste/<slug:report_id>/", waste.staff_report, name="waste_report"),
    path("waste/<slug:report_id>/<slug:deed>/", waste.deed, name="waste_deed"),
    path("<slug:round_id>/watch/", watch_staff.desk, name="watch"),
    path("<slug:round_id>/watch/edit/", watch_staff.edit, name="watch_edit"),
    path("<slug:round_id>/watch/call/", watch_staff.call, name="watch_call"),
    path("<slug:round_id>/watch/<slug:watcher_id>/<slug:deed>/", watch_staff.decide, name="watch_decide"),
    path("<slug:round_id>/evaluation/", evaluation.desk, name="evaluation"),
    path("<slug:round_id>/evaluation/edit/", evaluation.edit, name="evaluation_edit"),
    path("<slug:round_id>/evaluation/<slug:project_id>/", evaluation.judge, name="evaluate"),
]
