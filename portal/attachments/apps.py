from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AttachmentsConfig(AppConfig):
    name = "portal.attachments"
    label = "attachments"
    verbose_name = _("첨부 파일")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from portal.attachments import rules, subscribers  # noqa: F401  (they register themselves)
