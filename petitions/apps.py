from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PetitionsConfig(AppConfig):
    name = "petitions"
    verbose_name = _("청원")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hand this room's declarations to the hall (notices, moderation, search)."""
        from petitions import moderation, notices, search, subscribers, talk  # noqa: F401

        notices.declare()
        moderation.declare()
        search.declare()
        talk.declare()
