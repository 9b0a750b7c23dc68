"""Mounted at the root: reporting, the public log and the moderators' desk have prefixes of their own."""

from django.urls import path

from portal.moderation.views import public, staff

app_name = "moderation"
urlpatterns = [
    path("report/<str:kind>/<slug:ref>/", public.report, name="report"),
    path("moderation/log/", public.log, name="log"),
    path("moderation/reports/", public.reports, name="reports"),
    path("moderation/cases/<slug:public_id>/", public.case, name="case"),
    path("staff/moderation/", staff.queue, name="queue"),
    path("staff/moderation/appeals/", staff.appeals, name="appeals"),
    path("staff/moderation/decided/", staff.decided, name="decided"),
    path("staff/moderation/cases/<slug:public_id>/", staff.case, name="staff_case"),
]
