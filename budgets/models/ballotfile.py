from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal import publicid


class BallotFile(models.Model):
    """The published ballots of an envelope as bytes: the same file today and in ten years.

    `head` is everything above the ballots, kept because a district may be renamed later. `sha256` and `size`
    are those of the whole file, whose bytes lie in FilePiece.
    """

    envelope = models.OneToOneField("budgets.Envelope", models.PROTECT, related_name="file")
    head = models.TextField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256


class FilePiece(models.Model):
    """A stretch of a file of published ballots, as it is given out (budgets.frozen)."""

    class Name(models.TextChoices):
        PB = "pb", "ballots.pb"
        CSV = "csv", "ballots.csv"  # without its first line, which speaks the reader's language

    envelope = models.ForeignKey("budgets.Envelope", models.PROTECT, related_name="pieces", db_index=False)
    name = models.CharField(max_length=3, choices=Name.choices)
    number = models.PositiveIntegerField()
    body = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["envelope", "name", "number"], name="budgets_file_piece_once")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.number}"


class ImportedFile(models.Model):
    """The .pb file that an envelope came from: what it said about itself, and the hash that keeps it once."""

    envelope = models.OneToOneField("budgets.Envelope", models.PROTECT, related_name="imported")
    name = models.CharField(max_length=150)
    sha256 = models.CharField(max_length=64)
    meta = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sha256"], name="budgets_import_once")]

    def __str__(self) -> str:
        return self.name


class Upload(models.Model):
    """A .pb file that an administrator sent and a worker imports; its bytes go when it is done."""

    class State(models.TextChoices):
        WAITING = "waiting", _("차례를 기다리는 중")
        RUNNING = "running", _("가져오는 중")
        DONE = "done", _("가져옴")
        FAILED = "failed", _("가져오지 못함")

    public_id = models.CharField(max_length=12, unique=True, editable=False, default=publicid.new)
    name = models.CharField(max_length=150)
    sha256 = models.CharField(max_length=64)
    data = models.BinaryField()
    rule = models.JSONField()
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    total = models.PositiveIntegerField()
    trouble = models.CharField(max_length=300, default="")
    round = models.ForeignKey("budgets.Round", models.PROTECT, null=True, related_name="+")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    touched_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sha256"],
                condition=~models.Q(state="failed"),
                name="budgets_upload_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name
