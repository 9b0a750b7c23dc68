"""평가: what became of a round. Numbers are computed from the accounts; only the judgement is written."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal import publicid


class RoundEvaluation(models.Model):
    """The administrator opens the evaluation: until when residents may say how content they are."""

    round = models.OneToOneField("budgets.Round", models.PROTECT, related_name="evaluation")
    introduction = models.TextField(_("머리말"), max_length=2000)
    answers_until = models.DateTimeField(_("만족도 조사 마감"))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(introduction=""), name="budgets_evaluation_is_introduced")
        ]

    def __str__(self) -> str:
        return f"{self.round_id}"

    def takes_answers(self, at: datetime) -> bool:
        """Half-open, by the clock."""
        return at < self.answers_until


class Evaluation(models.Model):
    """Did a project reach its purpose? The newest one of a project counts; the administrator may mend it
    while the round is being evaluated, and what stood before stays beside it for everybody (a trigger)."""

    class Reached(models.TextChoices):
        YES = "yes", _("목적을 이룸")
        PARTLY = "partly", _("일부 이룸")
        NO = "no", _("이루지 못함")

    execution = models.ForeignKey("budgets.Execution", models.PROTECT, related_name="evaluations")
    reached = models.CharField(_("목적을 이루었나요?"), max_length=6, choices=Reached.choices)
    body = models.TextField(_("평가"), max_length=3000)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(body=""), name="budgets_evaluation_says_why")]

    def __str__(self) -> str:
        return f"{self.execution_id}"


MOST_STARS = 5


class Satisfaction(models.Model):
    """How content one person is with one project, from 1 to 5, and a sentence. Shown without her name."""

    public_id = models.CharField(max_length=12, unique=True, editable=False, default=publicid.new)
    execution = models.ForeignKey("budgets.Execution", models.PROTECT, related_name="satisfactions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    stars = models.PositiveSmallIntegerField(_("만족도"))
    comment = models.CharField(_("한마디"), max_length=300, blank=True)
    at = models.DateTimeField()
    hidden_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["execution", "person"], name="budgets_satisfaction_once"),
            models.CheckConstraint(
                condition=Q(stars__gte=1, stars__lte=MOST_STARS), name="budgets_satisfaction_one_to_five"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id
