from django.urls import path

from portal.notifications.views import staff

app_name = "notifications_staff"
urlpatterns = [
    path("", staff.outbox, name="outbox"),
    path("letters/<slug:public_id>/retry/", staff.retry_delivery, name="retry_delivery"),
    path("events/<int:number>/retry/", staff.retry_event, name="retry_event"),
]
