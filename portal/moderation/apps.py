from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModerationConfig(AppConfig):
    name = "portal.moderation"
    label = "moderation"
    verbose_name = _("중재")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from portal import notifications
        from portal.moderation import comments, rules  # noqa: F401  (they register themselves)
        from portal.moderation.notices import KINDS

        notifications.register(*KINDS)
