from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    name = "portal.comments"
    label = "comments"
    verbose_name = _("댓글")

    def ready(self) -> None:
        from portal import notifications
        from portal.comments import rules, subscribers  # noqa: F401  (they register themselves)
        from portal.comments.notices import KINDS

        notifications.register(*KINDS)
