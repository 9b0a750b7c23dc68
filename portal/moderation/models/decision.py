from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.moderation.reasons import Reason


class Decision(models.Model):
    """The first word on a case: which measure, under which rule, why, by whom. Written once, never changed.

    `until`: a temporary measure (정보통신망법 제44조의2 ④, at most 30 days) ends then by itself.
    """

    class Measure(models.TextChoices):
        HIDE = "hide", _("가립니다")
        TEMPORARY = "temporary", _("30일 동안 가립니다(임시조치)")
        KEEP = "keep", _("그대로 둡니다")

    case = models.OneToOneField("moderation.Case", models.PROTECT, related_name="decision")
    measure = models.CharField(_("조치"), max_length=9, choices=Measure.choices)
    rule = models.CharField(_("어긴 규칙"), max_length=12, choices=Reason.choices, blank=True)
    note = models.TextField(_("결정 이유"), max_length=2000)
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="moderation_decisions"
    )
    until = models.DateTimeField(_("가리는 기한"), null=True, blank=True)
    decided_at = models.DateTimeField(_("결정한 때"))

    class Meta:
        verbose_name = _("중재 결정")
        verbose_name_plural = _("중재 결정")
        constraints = [
            models.CheckConstraint(condition=~models.Q(note=""), name="moderation_decision_has_a_reason"),
            models.CheckConstraint(
                condition=models.Q(measure="keep") | ~models.Q(rule=""),
                name="moderation_decision_names_its_rule",
            ),
            models.CheckConstraint(
                condition=models.Q(measure="temporary", until__isnull=False)
                | (~models.Q(measure="temporary") & models.Q(until__isnull=True)),
                name="moderation_decision_temporary_ends",
            ),
        ]
        indexes = [
            models.Index(fields=["until"], name="moderation_ending", condition=models.Q(until__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.measure}"
