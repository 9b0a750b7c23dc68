from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

DECLARATIONS = ("rules", "subscribers", "notices", "search")


class ReservationsConfig(AppConfig):
    name = "reservations"
    verbose_name = _("예약")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        for module in DECLARATIONS:
            if find_spec(f"{self.name}.{module}"):
                import_module(f"{self.name}.{module}")
