from django.urls import include, path

from portal.notifications.views import inbox, staff, wishes

inbox_urls = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/read/", inbox.read_all, name="read_all"),
    path("inbox/unsubscribe/<str:token>/", wishes.unsubscribe, name="unsubscribe"),
    path("inbox/<slug:public_id>/", inbox.open_notification, name="open"),
    path("me/settings/notifications/", wishes.settings_page, name="preferences"),
]
staff_urls = [
    path("staff/outbox/", staff.outbox, name="outbox"),
    path("staff/outbox/letters/<slug:public_id>/retry/", staff.retry_delivery, name="retry_delivery"),
    path("staff/outbox/events/<int:number>/retry/", staff.retry_event, name="retry_event"),
]
urlpatterns = [
    path("", include((inbox_urls, "notifications"))),
    path("", include((staff_urls, "notifications_staff"))),
]
