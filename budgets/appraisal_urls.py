"""The staff's pages about scores beside the ballots."""

from django.urls import path

from budgets.views import appraisals

PANEL = "<slug:round_id>/envelopes/<slug:envelope_id>/panels/<int:place>/"

urlpatterns = [
    path("<slug:round_id>/panels/", appraisals.index, name="appraisals"),
    path(PANEL, appraisals.panel, name="appraisal"),
    path(PANEL + "details/", appraisals.details, name="appraisal_details"),
    path(PANEL + "keying/", appraisals.keying, name="appraisal_keying"),
    path(PANEL + "take-over/<slug:kind>/", appraisals.take_over, name="appraisal_take_over"),
    path(PANEL + "confirm/", appraisals.confirm, name="appraisal_confirm"),
    path(PANEL + "reopen/", appraisals.reopen, name="appraisal_reopen"),
]
