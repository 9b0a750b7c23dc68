from django.urls import path

from proposals.views import staff

app_name = "proposals_staff"

urlpatterns = [
    path("", staff.queue, name="queue"),
    path("<str:public_id>/", staff.desk, name="desk"),
    path("<str:public_id>/answer/", staff.answer, name="answer"),
    path("<str:public_id>/<slug:verb>/", staff.deed, name="deed"),
]
