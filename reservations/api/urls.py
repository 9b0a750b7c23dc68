from django.urls import path

from reservations.api import views

app_name = "reservations_api"
urlpatterns = [
    path("rooms/", views.Rooms.as_view(), name="rooms"),
    path("rooms/<slug:public_id>/", views.Room.as_view(), name="room"),
    path("rooms/<slug:public_id>/week/", views.Week.as_view(), name="week"),
    path("bookings/", views.Bookings.as_view(), name="bookings"),
    path("bookings/<slug:public_id>/", views.OneBooking.as_view(), name="booking"),
    path("bookings/<slug:public_id>/cancel/", views.Cancel.as_view(), name="cancel"),
]
