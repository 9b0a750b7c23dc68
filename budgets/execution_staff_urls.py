from django.urls import path

from budgets.views import execution_staff as views

PROJECT = "execution/<slug:project_id>/"

urlpatterns = [
    path("execution/", views.desk, name="execution_desk"),
    path(PROJECT, views.project_page, name="project_execution"),
    path(PROJECT + "<slug:deed>/", views.deed, name="execution_deed"),
    path(PROJECT + "milestones/<slug:milestone_id>/<slug:deed>/", views.step, name="execution_step"),
    path(PROJECT + "spending/<slug:entry_id>/correct/", views.correct, name="correct_spending"),
    path("<slug:round_id>/execution/", views.assignments, name="executions"),
    path("<slug:round_id>/execution/<slug:project_id>/", views.assign, name="assign_execution"),
]
