from django.urls import path

from petitions.views import staff

app_name = "petitions_staff"

urlpatterns = [
    path("", staff.desk, name="desk"),
    path("<slug:public_id>/", staff.petition, name="petition"),
    path("<slug:public_id>/assign/", staff.assign, name="assign"),
    path("<slug:public_id>/check/", staff.check, name="check"),
    path("<slug:public_id>/answer/", staff.answer, name="answer"),
    path("<slug:public_id>/extend/", staff.extend, name="extend"),
    path("<slug:public_id>/invalidate/", staff.invalidate, name="invalidate"),
    path("alarms/<int:recount_id>/clear/", staff.clear_alarm, name="clear_alarm"),
]
