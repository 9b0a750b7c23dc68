from django.urls import path

from reservations.views import staff

app_name = "reservations_staff"
urlpatterns = [
    path("", staff.queue, name="queue"),
    path("days/", staff.days, name="days"),
    path("bookings/<slug:public_id>/", staff.booking, name="booking"),
    path("bookings/<slug:public_id>/approve/", staff.approve, name="approve"),
    path("bookings/<slug:public_id>/reject/", staff.reject, name="reject"),
    path("bookings/<slug:public_id>/revoke/", staff.revoke, name="revoke"),
]
