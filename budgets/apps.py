from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BudgetsConfig(AppConfig):
    name = "budgets"
    verbose_name = _("참여예산")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        own = (
            "rules",
            "belonging_rules",
            "paper_rules",
            "appraisal_rules",
            "subscribers",
            "search",
            "notices",
            "execution_rules",
            "execution_notices",
        )
        ideas = ("plan_rules", "panel_rules", "idea_search", "idea_notices", "hosting", "moderation")
        after = (
            "watch_rules",
            "waste_rules",
            "evaluation_rules",
            "after_notices",
            "after_moderation",
            "exporting",
        )
        for part in own + ideas + after:
            import_module(f"budgets.{part}")
        from budgets.belonging_queries import may_see_files
        from portal import attachments

        attachments.register("budgets.Belonging", may_see_files)
        from budgets import appraisal_queries, waste_queries

        attachments.register("budgets.Appraisal", appraisal_queries.may_see_files)
        attachments.register("budgets.WasteReport", waste_queries.may_see_files)
