from django.urls import path

from budgets.views import files

ENVELOPE = "<slug:round_id>/<slug:envelope_id>/"

urlpatterns = [
    path(ENVELOPE + "data/", files.data_page, name="data"),
    path(ENVELOPE + "ballots.pb", files.ballots_pb, name="ballots_pb"),
    path(ENVELOPE + "ballots.csv", files.ballots_csv, name="ballots_csv"),
    path(ENVELOPE + "projects.csv", files.projects_csv, name="projects_csv"),
    path(ENVELOPE + "result.json", files.result_json, name="result_json"),
    path(ENVELOPE + "signature.json", files.signature_json, name="signature_json"),
    path(ENVELOPE + "result.sig", files.signature_sig, name="signature_sig"),
    path(ENVELOPE + "signing-key.pem", files.key_pem, name="key_pem"),
    path(ENVELOPE + "panels.json", files.panels_json, name="panels_json"),
    path(ENVELOPE + "rule.json", files.rule_json, name="rule_json"),
]
