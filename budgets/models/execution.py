from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal import publicid


class Execution(models.Model):
    """What became of a project that was voted for: who carries it out, with how much, until the books close.

    `amount` is what was appropriated, in won; `settled_at` is when the account (정산) was closed.
    """

    project = models.OneToOneField("budgets.Project", models.PROTECT, related_name="execution")
    unit = models.ForeignKey(
        "organisations.Unit", models.PROTECT, related_name="+", verbose_name=_("맡은 부서")
    )
    amount = models.BigIntegerField(_("편성액"))
    begun_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settlement = models.TextField(_("정산 설명"), max_length=2000, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="budgets_execution_has_money"),
            models.CheckConstraint(
                condition=Q(settled_at=None) | ~Q(settlement=""), name="budgets_settlement_is_explained"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id}"

    @property
    def target(self) -> str:
        return f"budgets.project:{self.project.public_id}"


class Milestone(models.Model):
    """A step of a project with the day it is planned for; `first_planned_on` never changes."""

    public_id = models.CharField(max_length=12, unique=True, editable=False, default=publicid.new)
    execution = models.ForeignKey(Execution, models.PROTECT, related_name="milestones")
    title = models.CharField(_("할 일"), max_length=80)
    planned_on = models.DateField(_("예정일"))
    first_planned_on = models.DateField()
    done_on = models.DateField(_("마친 날"), null=True)

    class Meta:
        ordering = ["planned_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["execution", "title"], name="budgets_milestone_title_once")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_late(self) -> bool:
        return self.planned_on > self.first_planned_on


class Slip(models.Model):
    """A day that was moved, and the public reason for it. Never changed afterwards (a trigger)."""

    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="slips")
    before = models.DateField()
    after = models.DateField()
    reason = models.CharField(max_length=300)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="budgets_slip_gives_a_reason"),
            models.CheckConstraint(condition=~Q(after=F("before")), name="budgets_slip_moves"),
        ]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"


class DayCorrection(models.Model):
    """The day on which a step was done was written down wrong, or it is not done at all (`after` is empty).
    What stood before stays beside it, with the public reason. Never changed afterwards, and a milestone's
    day changes only by such a row (triggers)."""

    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="corrections")
    before = models.DateField()
    after = models.DateField(null=True)
    reason = models.CharField(max_length=300)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="budgets_day_correction_gives_a_reason"),
            models.CheckConstraint(
                condition=Q(after=None) | ~Q(after=F("before")), name="budgets_day_correction_moves"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.before} → {self.after or '–'}"


class Withdrawal(models.Model):
    """A step that was written down by mistake, or that the work no longer needs, and the public reason. The
    step stays readable, and nobody waits for it. Never changed afterwards (a trigger)."""

    milestone = models.OneToOneField(Milestone, models.PROTECT, related_name="withdrawal")
    reason = models.CharField(max_length=300)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="budgets_withdrawal_gives_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.milestone_id}"


class Stop(models.Model):
    """The work was given up, and the public reason for it. The account stays open until it is settled."""

    execution = models.OneToOneField(Execution, models.PROTECT, related_name="stop")
    reason = models.CharField(_("그만두는 까닭"), max_length=300)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="budgets_stop_gives_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.execution_id}"


class SpendingQuerySet(models.QuerySet["Spending"]):
    def standing(self) -> "SpendingQuerySet":
        """Entries that no later entry corrects: their sum is what was spent."""
        return self.filter(correction=None)


class Spending(models.Model):
    """One entry in a project's account, in won. Never changed: a wrong one is corrected by another entry,
    with a reason, and both stay visible (a trigger)."""

    public_id = models.CharField(max_length=12, unique=True, editable=False, default=publicid.new)
    execution = models.ForeignKey(Execution, models.PROTECT, related_name="spending")
    spent_on = models.DateField(_("쓴 날"))
    amount = models.BigIntegerField(_("금액"))
    purpose = models.CharField(_("쓴 곳"), max_length=120)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="correction")
    reason = models.CharField(_("고친 까닭"), max_length=300, blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = SpendingQuerySet.as_manager()

    class Meta:
        ordering = ["spent_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["corrects"], name="budgets_spending_corrected_once"),
            models.CheckConstraint(
                condition=Q(amount__gt=0) | Q(amount=0, corrects__isnull=False),
                name="budgets_spending_amount",
            ),
            models.CheckConstraint(
                condition=Q(corrects=None) | ~Q(reason=""), name="budgets_correction_gives_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount}"


class ProgressReport(models.Model):
    """What the department says and shows of the work, in public."""

    public_id = models.CharField(max_length=12, unique=True, editable=False, default=publicid.new)
    execution = models.ForeignKey(Execution, models.PROTECT, related_name="reports")
    body = models.TextField(_("내용"), max_length=2000)
    files = models.ManyToManyField("attachments.File", blank=True, related_name="+")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return self.public_id


class ProjectFollow(models.Model):
    """Tell me how this project goes on."""

    project = models.ForeignKey("budgets.Project", models.PROTECT, related_name="follows")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "person"], name="budgets_one_follow_per_person")
        ]

    def __str__(self) -> str:
        return f"{self.project_id}"
