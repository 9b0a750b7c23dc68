from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "portal.notifications"
    label = "notifications"
    verbose_name = _("알림")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from portal import notifications
        from portal.notifications.notices import KINDS

        notifications.register(*KINDS)
