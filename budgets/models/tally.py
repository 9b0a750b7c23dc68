from django.db import models
from django.utils.translation import gettext_lazy as _


class Tally(models.Model):
    """The count of one envelope. `result` is the published file, `sha256` the hash of its bytes.

    While it runs, `ballots_read` and then `steps` (runs of the count) say how far it has come.
    `signature` (Ed25519, hex) is under those bytes; `public_key` is the one to check it with, kept here since
    the installation's key may change one day. Both are empty for counts older than signatures.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("차례를 기다리는 중")
        RUNNING = "running", _("세는 중")
        DONE = "done", _("다 셈")
        FAILED = "failed", _("멈춤")

    envelope = models.OneToOneField("budgets.Envelope", models.PROTECT, related_name="tally")
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    ballots_read = models.PositiveIntegerField(default=0)
    steps = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(null=True)
    touched_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=300, default="")
    result = models.JSONField(null=True)
    sha256 = models.CharField(max_length=64, default="")
    signature = models.CharField(max_length=128, default="")
    public_key = models.CharField(max_length=64, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="done") | models.Q(result__isnull=False) & ~models.Q(sha256=""),
                name="budgets_tally_done_has_result",
            ),
            models.CheckConstraint(
                condition=models.Q(signature="", public_key="")
                | ~models.Q(signature="") & ~models.Q(public_key=""),
                name="budgets_tally_signature_with_key",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.envelope_id}: {self.state}"
