from django.urls import path

from petitions.views import data, drafting, public, signing

app_name = "petitions"

urlpatterns = [
    path("", public.petition_list, name="list"),
    path("new/", drafting.new, name="new"),
    path("support/<slug:support_key>/", signing.support, name="support"),
    path("<slug:public_id>.json", data.petition_json, name="json"),
    path("<slug:public_id>/count.json", data.count_json, name="count"),
    path("<slug:public_id>/", public.detail, name="detail"),
    path("<slug:public_id>/write/<slug:stage>/", drafting.write, name="write"),
    path("<slug:public_id>/submit/", drafting.submit, name="submit"),
    path("<slug:public_id>/withdraw/", drafting.withdraw, name="withdraw"),
    path("<slug:public_id>/sign/", signing.sign, name="sign"),
    path("<slug:public_id>/unsign/", signing.unsign, name="unsign"),
]
