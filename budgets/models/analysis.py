from django.db import models
from django.utils.translation import gettext_lazy as _


class Analysis(models.Model):
    """What a worker worked out about a finished count, once; pages only read it.

    `result` holds the finished figures, `partial` what a long analysis goes on with (it is done in slices, so
    that a count never waits for it and a killed worker loses half a minute). `done` of `total` steps.
    """

    class Kind(models.TextChoices):
        COMPARISON = "comparison", _("규칙 비교")
        MISSING = "missing", _("모자란 표")
        WHAT_IF = "what_if", _("다른 조건")
        STABILITY = "stability", _("안정성")

    class State(models.TextChoices):
        WAITING = "waiting", _("차례를 기다리는 중")
        RUNNING = "running", _("계산하는 중")
        DONE = "done", _("마침")
        FAILED = "failed", _("멈춤")

    envelope = models.ForeignKey("budgets.Envelope", models.PROTECT, related_name="analyses")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    touched_at = models.DateTimeField()
    trouble = models.CharField(max_length=300, default="")
    partial = models.JSONField(null=True)
    result = models.JSONField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["envelope", "kind"], name="budgets_analysis_once"),
            models.CheckConstraint(
                condition=~models.Q(state="done") | models.Q(result__isnull=False),
                name="budgets_analysis_done_has_result",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.envelope_id}: {self.kind} {self.state}"
