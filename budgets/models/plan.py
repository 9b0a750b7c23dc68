"""What a department makes of one idea or of several: costed, discussed, in the end a card on the ballot."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from budgets import idea_texts as texts
from portal import publicid


class PlanState(models.TextChoices):
    COSTING = "costing", _("사업비 계산 중")
    COSTED = "costed", _("사업비 나옴")
    MERGED = "merged", _("합쳐짐")
    DROPPED = "dropped", _("추진하지 않음")
    ON_BALLOT = "on_ballot", _("투표할 사업")

    @classmethod
    def open(cls) -> tuple[PlanState, ...]:
        """The department still works on it."""
        return (cls.COSTING, cls.COSTED)


TONES: dict[str, str] = {
    PlanState.COSTING: "progress",
    PlanState.COSTED: "info",
    PlanState.MERGED: "closed",
    PlanState.DROPPED: "closed",
    PlanState.ON_BALLOT: "good",
}


class Plan(models.Model):
    """``cost`` repeats the newest CostRevision, in whole won; both are written by one action.

    ``project`` is the frozen card: what is edited here afterwards would not change what people vote on, and
    so nothing is.
    """

    State = PlanState

    class Feasibility(models.TextChoices):
        FEASIBLE = "feasible", _("할 수 있음")
        CONDITIONAL = "conditional", _("조건을 갖추면 할 수 있음")

    public_id = models.CharField(max_length=12, unique=True, editable=False, default=publicid.new)
    round = models.ForeignKey("budgets.Round", models.PROTECT, related_name="plans")
    unit = models.ForeignKey("organisations.Unit", models.PROTECT, null=True, related_name="+")
    area = models.ForeignKey("organisations.Area", models.PROTECT, null=True, related_name="+")
    title = models.CharField(_("사업 이름"), max_length=texts.TITLE_MAX)
    summary = models.CharField(_("한 줄 설명"), max_length=200, blank=True)
    description = models.TextField(_("사업 내용"), max_length=4000, blank=True)
    place = models.CharField(_("장소"), max_length=texts.PLACE_MAX, blank=True)
    category = models.CharField(_("분야"), max_length=60, blank=True)
    feasibility = models.CharField(
        _("할 수 있는 일인가요?"), max_length=11, choices=Feasibility.choices, blank=True
    )
    opinion = models.TextField(_("부서 의견"), max_length=texts.PART_MAX, blank=True)
    cost = models.PositiveBigIntegerField(_("사업비"), null=True)
    state = models.CharField(max_length=9, choices=PlanState.choices, default=PlanState.COSTING)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    project = models.OneToOneField("budgets.Project", models.PROTECT, null=True, related_name="plan")
    thread = models.OneToOneField("comments.Thread", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        verbose_name = _("사업안")
        verbose_name_plural = _("사업안")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=PlanState.MERGED, merged_into__isnull=False)
                | (~Q(state=PlanState.MERGED) & Q(merged_into=None)),
                name="budgets_plan_merged_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(state=PlanState.ON_BALLOT, project__isnull=False, cost__isnull=False)
                | (~Q(state=PlanState.ON_BALLOT) & Q(project=None)),
                name="budgets_plan_on_ballot_has_a_card",
            ),
            models.CheckConstraint(
                condition=~Q(state=PlanState.COSTED) | Q(cost__gt=0), name="budgets_plan_costed_has_a_cost"
            ),
        ]
        indexes = [
            models.Index(fields=["round", "state"], name="budgets_plan_by_round"),
            models.Index(fields=["unit", "state"], name="budgets_plan_desk"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("budgets:plan", args=[self.round.public_id, self.public_id])

    @property
    def target(self) -> str:
        return f"budgets.plan:{self.public_id}"

    @property
    def tone(self) -> str:
        return TONES[self.state]

    @property
    def category_name(self) -> str:
        """The category in the language of the page, where it is one of ours."""
        return gettext(self.category) if self.category else ""


class CostRevision(models.Model):
    """One figure with its reason; insert-only (a trigger keeps it so): what a project was once thought to
    cost stays readable beside what it costs now. `amount` in whole won."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    amount = models.PositiveBigIntegerField(_("사업비"))
    reason = models.TextField(_("까닭"), max_length=texts.NOTE_MAX)
    unit = models.ForeignKey("organisations.Unit", models.PROTECT, null=True, related_name="+")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="budgets_cost_number_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="budgets_cost_is_money"),
            models.CheckConstraint(condition=~Q(reason=""), name="budgets_cost_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} #{self.number}: {self.amount}"


class PlanLike(models.Model):
    """온라인 의견: one person's 공감 for a costed draft. Taking it back closes the row."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="likes", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "person"], condition=Q(ended_at=None), name="budgets_plan_like_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.plan_id}"


class Arrival(models.Model):
    """An adopted proposal that came by event, kept until a round takes it in."""

    source = models.CharField(max_length=60)
    title = models.CharField(max_length=400)
    cost = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    idea = models.OneToOneField("budgets.Idea", models.PROTECT, null=True, related_name="arrival")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source"], name="budgets_arrival_once")]

    def __str__(self) -> str:
        return self.title
