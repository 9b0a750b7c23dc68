from django.urls import path

from proposals.views import staff

app_name = "proposals_staff"

urlpatterns = [
    path("", staff.queue, name="queue"),
    path("<slug:public_id>/", staff.desk, name="desk"),
    path("<slug:public_id>/answer/", staff.answer, name="answer"),
    path("<slug:public_id>/<slug:verb>/", staff.deed, name="deed"),
]
