from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

DECLARATIONS = ("rules", "receivers", "subscribers", "notices", "desk")


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "accounts"
    verbose_name = _("회원")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        for module in DECLARATIONS:
            if find_spec(f"{self.name}.{module}"):
                import_module(f"{self.name}.{module}")
