"""When a round's phases begin, and who changed that, when and why."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from budgets.models.round import Round, RoundState

# Opening and closing are dates of the round itself: votes are judged by them, so nothing may say them twice.
DATED = [
    *RoundState.shaping(),
    RoundState.ANNOUNCED,
    RoundState.PUBLISHED,
    RoundState.EXECUTING,
    RoundState.EVALUATING,
]


class RoundStep(models.Model):
    """A phase of the schedule: `state` begins at `starts_at`. That they are in order is judged under the
    round's lock (budgets.schedule), since one row does not see the others."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="steps", db_index=False)
    state = models.CharField(max_length=12, choices=RoundState.choices)
    starts_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "state"], name="budgets_step_once"),
            models.CheckConstraint(condition=Q(state__in=DATED), name="budgets_step_has_its_date_here"),
        ]
        indexes = [models.Index(fields=["starts_at"], name="budgets_step_due")]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.state}"


class RoundChange(models.Model):
    """An administrator stepped into a running schedule. Public, with the reason; never changed or deleted."""

    class Kind(models.TextChoices):
        MOVED = "moved", _("날짜를 옮김")
        BEGUN = "begun", _("예정보다 먼저 시작함")
        HELD = "held", _("일정을 멈춤")
        RESUMED = "resumed", _("일정을 다시 시작함")

    round = models.ForeignKey(Round, models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=7, choices=Kind.choices)
    state = models.CharField(max_length=12, choices=RoundState.choices, default="")
    before = models.DateTimeField(null=True)
    after = models.DateTimeField(null=True)
    reason = models.CharField(_("까닭"), max_length=300)
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="budgets_change_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.kind}"


class RoundFollow(models.Model):
    """Tell me when the next phase begins. A setting, not a civic act: the row goes when she stops."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="follows", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "person"], name="budgets_follow_once")]

    def __str__(self) -> str:
        return f"{self.round_id} ~ {self.person_id}"
