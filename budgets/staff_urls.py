from django.urls import include, path

from budgets.views import opinion, staff

app_name = "budgets_staff"
ENVELOPE = "<slug:round_id>/envelopes/<slug:envelope_id>/"

urlpatterns = [
    path("", staff.index, name="index"),
    path("new/", staff.new_round, name="new"),
    path("", include("budgets.import_urls")),
    path("", include("budgets.execution_staff_urls")),
    path("<slug:round_id>/", staff.round_page, name="round"),
    path("<slug:round_id>/opinion/", opinion.write, name="opinion"),
    path("<slug:round_id>/edit/", staff.edit_round, name="edit"),
    path("<slug:round_id>/announce/", staff.announce, name="announce"),
    path("<slug:round_id>/check/", staff.check, name="check"),
    path("<slug:round_id>/publish/", staff.publish, name="publish"),
    path("<slug:round_id>/envelopes/new/", staff.new_envelope, name="new_envelope"),
    path(ENVELOPE + "edit/", staff.edit_envelope, name="edit_envelope"),
    path(ENVELOPE + "projects/new/", staff.new_project, name="new_project"),
    path(ENVELOPE + "recount/", staff.recount, name="recount"),
    path(ENVELOPE + "preview/", staff.preview, name="preview"),
    path("<slug:round_id>/projects/<slug:project_id>/edit/", staff.edit_project, name="edit_project"),
]
