"""How the public number comes about: a ledger of deltas, folded behind a horizon. See docs/adr/0004."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.horizon import transaction_column


class LedgerEntry(models.Model):
    """`delta` people more (or fewer) stand behind a petition. Written by the database, never by Python.

    `written_by` is the number of the writing transaction; an entry is folded once, when no earlier
    transaction can still be running. `at` says in which hour the change belongs. `signer` is known where
    the entry is one person's: she sees herself in the number before it is folded.
    """

    petition = models.ForeignKey(
        "petitions.Petition", models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    signer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    province = models.CharField(max_length=2, blank=True)
    delta = models.IntegerField()
    at = models.DateTimeField()
    written_by = transaction_column()

    class Meta:
        verbose_name = _("서명 장부")
        verbose_name_plural = _("서명 장부")
        indexes = [
            models.Index(fields=["written_by"], name="petitions_ledger_horizon"),
            models.Index(
                fields=["signer", "written_by"],
                name="petitions_ledger_signer",
                condition=models.Q(signer__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(delta=0), name="petitions_ledger_says_something")
        ]

    def __str__(self) -> str:
        return f"{self.petition_id}: {self.delta:+d}"


class FoldMark(models.Model):
    """One row: every ledger entry whose transaction is below `horizon` is in the public counts, and no
    other."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    horizon = models.BigIntegerField(default=0)
    folded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="petitions_one_fold_mark")]

    def __str__(self) -> str:
        return str(self.horizon)


class ProvinceCount(models.Model):
    """Signers of one petition by 시·도, only those whose residence is verified. Shown from five people up."""

    petition = models.ForeignKey("petitions.Petition", models.PROTECT, related_name="provinces")
    province = models.CharField(max_length=2)
    count = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["petition", "province"], name="petitions_one_count_per_province")
        ]

    def __str__(self) -> str:
        return f"{self.province}: {self.count}"


class HourCount(models.Model):
    """How the number grew: the sum of one hour's deltas. Feeds "지난 24시간" and the pace chart."""

    petition = models.ForeignKey("petitions.Petition", models.PROTECT, related_name="hours")
    hour = models.DateTimeField()
    count = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["petition", "hour"], name="petitions_one_count_per_hour")
        ]
        indexes = [models.Index(fields=["hour"], name="petitions_recent_hours")]

    def __str__(self) -> str:
        return f"{self.hour:%Y-%m-%d %H}: {self.count}"


class Recount(models.Model):
    """The auditor found a difference: an alarm that stays on the staff page until somebody has understood
    it."""

    petition = models.ForeignKey("petitions.Petition", models.PROTECT, related_name="recounts")
    valid = models.BigIntegerField(_("유효 서명"))
    ledger = models.BigIntegerField(_("장부 합계"))
    folded = models.BigIntegerField(_("장부에서 반영할 합계"))
    shown = models.BigIntegerField(_("공개된 수"))
    at = models.DateTimeField()
    cleared_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("집계 경보")
        verbose_name_plural = _("집계 경보")
        constraints = [
            models.UniqueConstraint(
                fields=["petition"], condition=models.Q(cleared_at=None), name="petitions_one_open_alarm"
            )
        ]

    def __str__(self) -> str:
        return f"{self.petition_id}: {self.valid}/{self.ledger}/{self.shown}"
