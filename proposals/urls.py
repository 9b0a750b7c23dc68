from django.urls import path

from proposals.views import reading, standing, writing

app_name = "proposals"

urlpatterns = [
    path("", reading.index, name="list"),
    path("mine/", reading.mine, name="mine"),
    path("new/", writing.new, name="new"),
    path("new/continue/", writing.resume, name="continue"),
    path("similar/", writing.similar, name="similar"),
    path("<slug:public_id>/", reading.detail, name="detail"),
    path("<slug:public_id>/edit/", writing.edit, name="edit"),
    path("<slug:public_id>/autosave/", writing.autosave, name="autosave"),
    path("<slug:public_id>/preview/", writing.preview, name="preview"),
    path("<slug:public_id>/submit/", writing.submit, name="submit"),
    path("<slug:public_id>/supplement/", writing.supplement, name="supplement"),
    path("<slug:public_id>/discard/", writing.discard, name="discard"),
    path("<slug:public_id>/withdraw/", writing.withdraw, name="withdraw"),
    path("<slug:public_id>/reexamine/", writing.reexamine, name="reexamine"),
    path("<slug:public_id>/support/", standing.support, name="support"),
    path("<slug:public_id>/unsupport/", standing.unsupport, name="unsupport"),
    path("<slug:public_id>/follow/", standing.follow, name="follow"),
    path("<slug:public_id>/unfollow/", standing.unfollow, name="unfollow"),
]
