from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AppealQuerySet(models.QuerySet["Appeal"]):
    def waiting(self) -> AppealQuerySet:
        return self.filter(state=Appeal.State.OPEN).order_by("created_at", "id")


class Appeal(models.Model):
    """The author disagrees; somebody other than the first moderator has the last word. One per case.

    `first_moderator` repeats the decision's, so that the database can refuse the same person judging twice.
    """

    class State(models.TextChoices):
        OPEN = "open", _("다시 검토 중")
        GRANTED = "granted", _("받아들임")
        REFUSED = "refused", _("받아들이지 않음")

    case = models.OneToOneField("moderation.Case", models.PROTECT, related_name="appeal")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="moderation_appeals")
    text = models.TextField(_("이의 내용"), max_length=2000)
    created_at = models.DateTimeField(_("이의 제기한 때"))
    first_moderator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField(_("상태"), max_length=8, choices=State.choices, default=State.OPEN)
    answer = models.TextField(_("답변"), max_length=2000, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="moderation_appeals_decided",
    )
    decided_at = models.DateTimeField(_("답변한 때"), null=True, blank=True)

    objects = AppealQuerySet.as_manager()

    class Meta:
        verbose_name = _("이의 제기")
        verbose_name_plural = _("이의 제기")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True)
                | ~models.Q(decided_by=models.F("first_moderator")),
                name="moderation_appeal_by_somebody_else",
            ),
            models.CheckConstraint(
                condition=models.Q(state="open", decided_by__isnull=True, decided_at__isnull=True)
                | (~models.Q(state="open") & models.Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="moderation_appeal_decided_by_a_person",
            ),
            models.CheckConstraint(
                condition=models.Q(state="open") | ~models.Q(answer=""), name="moderation_appeal_is_answered"
            ),
        ]
        indexes = [
            models.Index(fields=["created_at"], name="moderation_appeals", condition=models.Q(state="open")),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.state}"
