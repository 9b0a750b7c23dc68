from django.urls import path

from portal.notifications.views import inbox, wishes

app_name = "notifications"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("read/", inbox.read_all, name="read_all"),
    path("settings/", wishes.settings_page, name="preferences"),
    path("unsubscribe/<str:token>/", wishes.unsubscribe, name="unsubscribe"),
    path("<slug:public_id>/", inbox.open_notification, name="open"),
]
