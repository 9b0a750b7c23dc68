"""Who took part, and what was chosen: two tables that nothing joins (docs/adr/0005-counting.md)."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class VoterRoll(models.Model):
    """Somebody took part in a round: one roll for the web and for paper. It does not say in which envelope,
    nor what she chose.

    `person` names her in this round only (budgets/roll.py), so that whoever takes paper without an account
    and registers afterwards is still one person. `voter` is her account, if she has one.
    """

    class Channel(models.TextChoices):
        WEB = "web", _("온라인")
        PAPER = "paper", _("종이")

    # No foreign key in the database: its check would write a row lock on the one row that all voters share.
    round = models.ForeignKey("budgets.Round", models.PROTECT, db_constraint=False, related_name="roll")
    voter = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    person = models.CharField(max_length=64, editable=False)
    channel = models.CharField(max_length=5, choices=Channel.choices, default=Channel.WEB)
    booth = models.ForeignKey("budgets.Booth", models.PROTECT, null=True, related_name="issued")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="budgets_roll_once"),
            models.CheckConstraint(
                condition=Q(channel="web", voter__isnull=False, booth=None)
                | Q(channel="paper", booth__isnull=False),
                name="budgets_roll_channel_complete",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}"


class Ballot(models.Model):
    """The open box. One row per voter and envelope, under a name that only the round's key can work out.

    `choices` holds the numbers of the projects: one row is written and read where rows per choice would be
    five. They are sorted, so that nothing tells in which order somebody ticked; a ranked ballot has the best
    first. `points` runs beside `choices` on ballots by points and is null on all others.
    The id is random and there is no time, because serial numbers and clocks betray voters: in a quiet hour
    the hour alone, beside the audit entry of who took part, would name one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    envelope = models.ForeignKey(
        "budgets.Envelope", models.PROTECT, db_constraint=False, related_name="ballots"
    )
    pseudonym = models.CharField(max_length=64)
    choices = ArrayField(models.IntegerField())
    points = ArrayField(models.IntegerField(), null=True)
    receipt_hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["envelope", "pseudonym"], name="budgets_ballot_once"),
            models.CheckConstraint(condition=Q(choices__len__gte=1), name="budgets_ballot_not_empty"),
            models.CheckConstraint(
                condition=Q(points=None) | Q(points__len=F("choices__len")),
                name="budgets_ballot_points_complete",
            ),
        ]

    def __str__(self) -> str:
        return "ballot"


class MerkleLevel(models.Model):
    """One level of an envelope's tree, 32 bytes per node in their order; level 0 is the leaves.

    So a receipt is checked with twenty short reads: of a million ballots the whole tree would take seconds.
    """

    envelope = models.ForeignKey("budgets.Envelope", models.PROTECT, related_name="levels")
    level = models.PositiveSmallIntegerField()
    nodes = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["envelope", "level"], name="budgets_level_once")]

    def __str__(self) -> str:
        return f"{self.envelope_id}: {self.level}"


class OwedCut(models.Model):
    """The round is sealed, and what was deleted from its open box may still lie in the database's files: in
    those of the tables that are `left` (null: of all). `tried_at`: when one could not be rewritten last."""

    round = models.OneToOneField("budgets.Round", models.PROTECT, related_name="owed_cut")
    left = ArrayField(models.CharField(max_length=63), null=True)
    tried_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.round_id}"


class SealedBallot(models.Model):
    """The sealed box: the same choices in random order, without pseudonym, channel or time. What is counted.

    `blind` keeps the proof of a receipt from telling what was chosen (box.content).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    envelope = models.ForeignKey("budgets.Envelope", models.PROTECT, related_name="sealed")
    place = models.PositiveIntegerField()
    choices = ArrayField(models.IntegerField())
    points = ArrayField(models.IntegerField(), null=True)
    receipt_hash = models.CharField(max_length=64, null=True)
    blind = models.CharField(max_length=32, default="", editable=False)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["envelope", "place"], name="budgets_sealed_place_once"),
            models.UniqueConstraint(fields=["envelope", "receipt_hash"], name="budgets_sealed_receipt_once"),
        ]
        indexes = [
            models.Index(fields=["receipt_hash"], name="budgets_sealed_by_receipt"),
            models.Index(fields=["envelope", "id"], name="budgets_sealed_by_name"),
        ]

    def __str__(self) -> str:
        return "sealed ballot"
