from django.urls import include, path

from budgets import appraisal_urls, belonging_urls, paper_urls
from budgets.views import (
    opinion,
    overrides,
    removing,
    results,
    sandbox,
    setup,
    staff,
    staff_envelopes,
    staff_projects,
    staff_results,
)

app_name = "budgets_staff"
ROUND = "<slug:round_id>/"
ENVELOPE = "<slug:round_id>/envelopes/<slug:envelope_id>/"
COPY = "<slug:round_id>/sandbox/<slug:copy_id>/"

urlpatterns = [
    path("", staff.index, name="index"),
    path("belonging/", include(belonging_urls.officers)),
    path("new/", setup.new_round, name="new"),
    path("", include("budgets.idea_staff_urls")),
    path("", include("budgets.import_urls")),
    path("", include("budgets.after_staff_urls")),
    path("", include("budgets.execution_staff_urls")),
    path(ROUND, staff.round_page, name="round"),
    path(ROUND + "edit/", setup.edit_round, name="edit"),
    path(ROUND + "schedule/", setup.edit_schedule, name="schedule"),
    path(ROUND + "start/", setup.start, name="start"),
    path(ROUND + "preview/", setup.preview_round, name="preview_round"),
    path(ROUND + "announce/", setup.announce, name="announce"),
    path(ROUND + "dry-run/", overrides.dry_run_page, name="dry_run"),
    path(ROUND + "override/", overrides.override, name="override"),
    path(ROUND + "envelopes/", staff_envelopes.envelopes, name="envelopes"),
    path(ROUND + "envelopes/new/", staff_envelopes.new_envelope, name="new_envelope"),
    path(ENVELOPE + "edit/", staff_envelopes.edit_envelope, name="edit_envelope"),
    path(ENVELOPE + "remove/", removing.remove_envelope, name="remove_envelope"),
    path(ROUND + "rules/", staff_envelopes.rules, name="rules"),
    path(ENVELOPE + "rule/", staff_envelopes.rule, name="rule"),
    path(ENVELOPE + "projects/new/", staff_projects.new_project, name="new_project"),
    path(ROUND + "projects/<slug:project_id>/edit/", staff_projects.edit_project, name="edit_project"),
    path(ROUND + "projects/<slug:project_id>/remove/", removing.remove_project, name="remove_project"),
    path(ROUND + "remove/", removing.remove_round, name="remove_round"),
    path(ROUND + "opinion/", opinion.write, name="opinion"),
    path(ROUND + "check/", staff_results.check, name="check"),
    path(ROUND + "publish/", staff_results.publish, name="publish"),
    path(ENVELOPE + "recount/", staff_results.recount, name="recount"),
    path(ENVELOPE + "preview/", staff_results.preview, name="preview"),
    path(ENVELOPE + "preview/compare/", results.preview_compare, name="preview_compare"),
    path(ENVELOPE + "preview/what-if/", results.preview_what_if, name="preview_what_if"),
    path(ROUND + "sandbox/", sandbox.sandbox, name="sandbox"),
    path(COPY, sandbox.sandbox_copy, name="sandbox_copy"),
    path(COPY + "delete/", sandbox.sandbox_delete, name="sandbox_delete"),
    *paper_urls.urlpatterns,
    *appraisal_urls.urlpatterns,
]
