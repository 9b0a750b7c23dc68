from django.urls import path

from proposals.views import reading, standing, writing

app_name = "proposals"

urlpatterns = [
    path("", reading.index, name="list"),
    path("mine/", reading.mine, name="mine"),
    path("new/", writing.new, name="new"),
    path("new/continue/", writing.resume, name="continue"),
    path("similar/", writing.similar, name="similar"),
    path("<str:public_id>/", reading.detail, name="detail"),
    path("<str:public_id>/edit/", writing.edit, name="edit"),
    path("<str:public_id>/autosave/", writing.autosave, name="autosave"),
    path("<str:public_id>/preview/", writing.preview, name="preview"),
    path("<str:public_id>/submit/", writing.submit, name="submit"),
    path("<str:public_id>/supplement/", writing.supplement, name="supplement"),
    path("<str:public_id>/discard/", writing.discard, name="discard"),
    path("<str:public_id>/withdraw/", writing.withdraw, name="withdraw"),
    path("<str:public_id>/reexamine/", writing.reexamine, name="reexamine"),
    path("<str:public_id>/support/", standing.support, name="support"),
    path("<str:public_id>/unsupport/", standing.unsupport, name="unsupport"),
    path("<str:public_id>/follow/", standing.follow, name="follow"),
    path("<str:public_id>/unfollow/", standing.unfollow, name="unfollow"),
]
