"""Scores beside the ballots: what a committee or a survey gave each project, where the rule weighs several
panels (주민투표 60 % + 위원회 30 % + 설문 10 %)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal import publicid


class Appraisal(models.Model):
    """One panel's scores of one envelope's projects. `name` is the panel's name in the rule.

    `scores`: {a project's id on ballots: an exact number as text, "80" or "165/2"}, none below zero; empty
    until two people have keyed the same, or until the averages of the citizens' panel were taken over.
    `sample` is how many people a survey asked. A trigger (`budgets_appraisal_frozen`) refuses every change
    once counting has begun.
    """

    class Kind(models.TextChoices):
        COMMITTEE = "committee", _("위원회가 준 점수")
        SURVEY = "survey", _("설문에서 고른 사람 수")
        PERCENT = "percent", _("설문에서 고른 비율 (%)")

        @classmethod
        def surveys(cls) -> list["Appraisal.Kind"]:
            return [cls.SURVEY, cls.PERCENT]

    class State(models.TextChoices):
        OPEN = "open", _("입력 전")
        ONCE = "once", _("한 번 입력함")
        DIFFERS = "differs", _("두 입력이 다름")
        AGREED = "agreed", _("두 입력이 같음")
        CONFIRMED = "confirmed", _("확정")

    public_id = models.CharField(max_length=12, unique=True, editable=False, default=publicid.new)
    envelope = models.ForeignKey("budgets.Envelope", models.PROTECT, related_name="appraisals")
    name = models.CharField(max_length=60)
    kind = models.CharField(_("무엇인가요?"), max_length=9, choices=Kind.choices, default=Kind.COMMITTEE)
    held_on = models.DateField(_("언제"))
    source = models.CharField(_("누가 했나요?"), max_length=200)
    sample = models.PositiveIntegerField(_("몇 명에게 물었나요?"), null=True, blank=True)
    files = models.ManyToManyField("attachments.File", blank=True, related_name="+")
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    scores = models.JSONField(null=True)
    from_rubric = models.BooleanField(default=False)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["envelope", "name"], name="budgets_appraisal_once"),
            models.CheckConstraint(
                condition=Q(kind="committee", sample=None) | Q(kind__in=["survey", "percent"], sample__gte=1),
                name="budgets_appraisal_survey_has_a_sample",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["agreed", "confirmed"], scores__isnull=False, settled_by__isnull=False)
                | Q(state__in=["open", "once", "differs"], scores=None, settled_by=None, from_rubric=False),
                name="budgets_appraisal_settled_has_scores",
            ),
            # Scores that one person alone could write and confirm are scores that one person alone decides.
            models.CheckConstraint(
                condition=Q(state="confirmed", confirmed_by__isnull=False, confirmed_at__isnull=False)
                & ~Q(confirmed_by=F("settled_by"))
                | ~Q(state="confirmed") & Q(confirmed_by=None, confirmed_at=None),
                name="budgets_appraisal_confirmed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def target(self) -> str:
        return f"budgets.appraisal:{self.public_id}"


class AppraisalKeying(models.Model):
    """What one person read from the panel's paper: the scores of all projects, as `Appraisal.scores`."""

    appraisal = models.ForeignKey(Appraisal, models.PROTECT, related_name="keyings")
    keyed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    turn = models.PositiveSmallIntegerField()
    scores = models.JSONField()

    class Meta:
        ordering = ["turn"]
        constraints = [
            # One person alone could write anything twice the same.
            models.UniqueConstraint(
                fields=["appraisal", "keyed_by"], name="budgets_appraisal_keyed_by_different_people"
            ),
            models.UniqueConstraint(fields=["appraisal", "turn"], name="budgets_appraisal_each_turn_once"),
            models.CheckConstraint(condition=Q(turn__in=[1, 2]), name="budgets_appraisal_keyed_twice"),
        ]

    def __str__(self) -> str:
        return f"{self.appraisal_id}: {self.turn}"
