from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BudgetsConfig(AppConfig):
    name = "budgets"
    verbose_name = _("참여예산")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        for part in ("rules", "execution_rules", "subscribers", "search", "notices", "execution_notices"):
            import_module(f"budgets.{part}")
