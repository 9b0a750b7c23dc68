from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BudgetsConfig(AppConfig):
    name = "budgets"
    verbose_name = _("참여예산")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        own = ("rules", "subscribers", "search", "notices")
        ideas = ("plan_rules", "panel_rules", "idea_search", "idea_notices", "hosting", "moderation")
        for part in own + ideas:
            import_module(f"budgets.{part}")
