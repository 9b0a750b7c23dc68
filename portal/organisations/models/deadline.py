from __future__ import annotations

from datetime import date, datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.organisations import clocks


class DeadlineQuerySet(models.QuerySet["Deadline"]):
    def running(self) -> DeadlineQuerySet:
        """Not met yet and not paused: what an officer still has to do."""
        return self.filter(met_at__isnull=True, is_paused=False)

    def overdue(self, at: datetime) -> DeadlineQuerySet:
        return self.running().filter(due_at__lte=at)


class Deadline(models.Model):
    """A legal clock that runs for one case; a room's noun points to it, and `subject` names that noun back.

    `rule` and `extension` are written as `ClockRule.code` ("working:7"). `due_at` is the first instant that
    is
    late: the midnight after the last day, or the very minute for clocks counted in hours.
    Writers: `portal.organisations.deadlines`, inside the room's own action.
    """

    subject = models.CharField(_("대상"), max_length=80, db_index=True)
    rule = models.CharField(_("계산 방법"), max_length=24)
    started_at = models.DateTimeField(_("시작"))
    due_at = models.DateTimeField(_("기한"))
    is_paused = models.BooleanField(_("멈춤"), default=False)
    extension = models.CharField(_("연장"), max_length=24, blank=True)
    extension_reason = models.CharField(_("연장 이유"), max_length=300, blank=True)
    extended_at = models.DateTimeField(null=True, blank=True)
    met_at = models.DateTimeField(_("지킨 때"), null=True, blank=True)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        verbose_name = _("법정 기한")
        verbose_name_plural = _("법정 기한")
        ordering = ["due_at"]
        indexes = [
            models.Index(
                fields=["due_at"], name="deadline_still_running", condition=models.Q(met_at__isnull=True)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(extension="") | ~models.Q(extension_reason=""),
                name="deadline_extension_gives_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(due_at__gte=models.F("started_at")),
                name="deadline_is_not_before_its_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.rule} → {self.due_at:%Y-%m-%d}"

    @property
    def last_moment(self) -> datetime:
        """For pages and letters, which name the last day; `due_at` lies on the day after it."""
        return clocks.last_moment(self.due_at)

    @property
    def last_day(self) -> date:
        return clocks.last_day(self.due_at)

    def is_overdue(self, at: datetime) -> bool:
        return self.met_at is None and not self.is_paused and at >= self.due_at


class DeadlinePause(models.Model):
    """A stretch that does not count: the citizen is supplementing, the case is travelling, the system was
    down."""

    class Kind(models.TextChoices):
        SUPPLEMENT = "supplement", _("보완")
        TRANSFER = "transfer", _("이송")
        CONSULTATION = "consultation", _("의견조회")
        OUTAGE = "outage", _("시스템 장애")

    deadline = models.ForeignKey(Deadline, models.CASCADE, related_name="pauses")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["deadline"],
                condition=models.Q(ended_at__isnull=True),
                name="deadline_has_one_open_pause",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True) | models.Q(ended_at__gte=models.F("started_at")),
                name="deadline_pause_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.started_at:%Y-%m-%d}"
