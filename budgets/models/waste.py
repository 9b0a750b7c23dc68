"""예산낭비신고: somebody says that a project wastes money; the department looks and answers in time."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal import publicid


class WasteState(models.TextChoices):
    RECEIVED = "received", _("접수")
    REVIEWING = "reviewing", _("조사 중")
    ANSWERED = "answered", _("답변함")
    TRANSFERRED = "transferred", _("다른 기관에 보냄")

    @classmethod
    def open(cls) -> list[WasteState]:
        """The department still owes an answer."""
        return [cls.RECEIVED, cls.REVIEWING]


class WasteOutcome(models.TextChoices):
    NONE = "", "–"
    ACCEPTED = "accepted", _("신고가 맞음")
    PARTLY = "partly", _("일부 맞음")
    REJECTED = "rejected", _("신고와 다름")

    @classmethod
    def found(cls) -> list[WasteOutcome]:
        """There was waste."""
        return [cls.ACCEPTED, cls.PARTLY]


class WasteReport(models.Model):
    """A report about a funded project. Never public: the public reads `summary`, the officer's own words,
    and the answer, and only where `is_shown`. `tells_name`: the officer may know the nickname; without it
    nobody but she herself sees who reported (지방재정법 제54조의2: no hint at a reporter without consent).

    `amount`: won that she thinks were wasted. `recovered`: won saved or taken back. `unit` is who owes the
    answer now; passing it on inside the portal keeps the clock running.
    """

    State = WasteState
    Outcome = WasteOutcome

    public_id = models.CharField(max_length=12, unique=True, editable=False, default=publicid.new)
    execution = models.ForeignKey("budgets.Execution", models.PROTECT, related_name="waste_reports")
    unit = models.ForeignKey("organisations.Unit", models.PROTECT, related_name="+")
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    body = models.TextField(_("신고 내용"), max_length=4000)
    amount = models.BigIntegerField(_("낭비된 금액"), null=True, blank=True)
    files = models.ManyToManyField("attachments.File", blank=True, related_name="+")
    tells_name = models.BooleanField(default=False)
    wishes_shown = models.BooleanField(default=False)
    state = models.CharField(max_length=11, choices=WasteState.choices, default=WasteState.RECEIVED)
    outcome = models.CharField(max_length=8, choices=WasteOutcome.choices, blank=True)
    answer = models.TextField(_("답변"), max_length=4000, blank=True)
    recovered = models.BigIntegerField(_("아끼거나 돌려받은 돈"), default=0)
    summary = models.CharField(_("공개할 한 줄"), max_length=200, blank=True)
    is_shown = models.BooleanField(default=False)
    deadline = models.OneToOneField("organisations.Deadline", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gt=0), name="budgets_waste_amount_positive"
            ),
            models.CheckConstraint(
                condition=Q(state="answered", answered_at__isnull=False) & ~Q(outcome="") & ~Q(answer="")
                | ~Q(state="answered") & Q(answered_at=None, outcome="", answer=""),
                name="budgets_waste_answered_whole",
            ),
            models.CheckConstraint(
                condition=Q(recovered=0) | Q(recovered__gt=0, outcome__in=["accepted", "partly"]),
                name="budgets_waste_recovered_where_found",
            ),
            models.CheckConstraint(
                condition=Q(is_shown=False) | Q(state="answered") & ~Q(summary=""),
                name="budgets_waste_shown_with_summary",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def target(self) -> str:
        return f"budgets.wastereport:{self.public_id}"

    @property
    def is_open(self) -> bool:
        return self.state in WasteState.open()

    def is_late(self, at: datetime) -> bool:
        """It was answered, or sent away, after the deadline, or still waits at `at` when that is over."""
        return (self.deadline.met_at or at) >= self.deadline.due_at


class WasteEvent(models.Model):
    """One step of a report, for the reporter's own timeline. Never changed afterwards (a trigger)."""

    class Kind(models.TextChoices):
        RECEIVED = "received", _("신고를 접수했습니다")
        REVIEWING = "reviewing", _("조사를 시작했습니다")
        EXTENDED = "extended", _("답변 기한을 늘렸습니다")
        PASSED_ON = "passed_on", _("다른 부서가 맡았습니다")
        TRANSFERRED = "transferred", _("다른 기관에 보냈습니다")
        ANSWERED = "answered", _("답변했습니다")
        CORRECTED = "corrected", _("답변을 고쳤습니다")

    report = models.ForeignKey(WasteReport, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=11, choices=Kind.choices)
    note = models.CharField(max_length=500, blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.kind}"


class WasteCorrection(models.Model):
    """An answer, or the money in it, was written down wrong. What stood before stays here, with the reason,
    for whoever could read the answer. Never changed afterwards, and an answer changes only by such a row
    (triggers)."""

    report = models.ForeignKey(WasteReport, models.PROTECT, related_name="corrections")
    outcome = models.CharField(max_length=8, choices=WasteOutcome.choices)
    answer = models.TextField(max_length=4000)
    recovered = models.BigIntegerField()
    summary = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=300)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="budgets_waste_correction_gives_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.recovered}"
