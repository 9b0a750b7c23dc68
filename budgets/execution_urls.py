from django.urls import path

from budgets.views import execution

PROJECT = "<slug:round_id>/projects/<slug:project_id>/"

urlpatterns = [
    path("<slug:round_id>/execution/", execution.round_page, name="execution"),
    path(PROJECT + "execution/", execution.project_page, name="project_execution"),
    path(PROJECT + "execution/follow/", execution.follow, name="follow_project"),
]
