from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    name = "portal.organisations"
    label = "organisations"
    verbose_name = _("기관과 지역")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from portal.organisations import areas

        # Not a data migration: a test that flushes the database would leave every later one without areas.
        post_migrate.connect(areas.load_after_migrate, sender=self, dispatch_uid="organisations.areas")
