from django.urls import path

from reservations.views import bookings, rooms

app_name = "reservations"
urlpatterns = [
    path("", rooms.search, name="search"),
    path("rooms/<slug:public_id>/", rooms.room, name="room"),
    path("rooms/<slug:public_id>/art.svg", rooms.art, name="art"),
    path("rooms/<slug:public_id>/book/", bookings.book, name="book"),
    path("mine/", bookings.mine, name="mine"),
    path("bookings/<slug:public_id>/", bookings.booking, name="booking"),
    path("bookings/<slug:public_id>/cancel/", bookings.cancel, name="cancel"),
    path("bookings/<slug:public_id>/calendar.ics", bookings.ics, name="ics"),
]
