from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.moderation.reasons import Reason


class Report(models.Model):
    """One person says once that one thing breaks a rule. `kind` and `ref` repeat the case's, so that the
    database itself can refuse a second report by the same person."""

    case = models.ForeignKey("moderation.Case", models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=60)
    ref = models.CharField(max_length=40)
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="moderation_reports")
    reason = models.CharField(_("이유"), max_length=12, choices=Reason.choices)
    text = models.TextField(_("설명"), max_length=1000, blank=True)
    created_at = models.DateTimeField(_("신고한 때"))

    class Meta:
        verbose_name = _("신고")
        verbose_name_plural = _("신고")
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "ref", "reporter"], name="moderation_report_once_per_person"
            ),
            models.CheckConstraint(
                condition=~models.Q(reason="other") | ~models.Q(text=""),
                name="moderation_report_other_is_explained",
            ),
        ]
        indexes = [models.Index(fields=["reporter", "-created_at"], name="moderation_by_reporter")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.ref} {self.reason}"
