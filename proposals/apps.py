from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProposalsConfig(AppConfig):
    name = "proposals"
    label = "proposals"
    verbose_name = _("국민제안")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from portal import moderation, notifications
        from portal.comments import hosts
        from proposals import rules, search  # noqa: F401  (they register themselves)
        from proposals.hosting import HOST
        from proposals.moderation import ADAPTER, KIND
        from proposals.notices import KINDS

        notifications.register(*KINDS)
        moderation.register(KIND, ADAPTER)
        hosts.register(KIND, HOST)
