"""How the public number of supports comes about: a ledger of +1 and −1, folded behind a horizon."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.horizon import transaction_column


class SupportDelta(models.Model):
    """One person more or fewer. Written by a trigger; ``written_by`` is the transaction that did it
    (portal.horizon). ``person``: so that she sees herself in the number before it is folded."""

    proposal = models.ForeignKey(
        "proposals.Proposal", models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    delta = models.SmallIntegerField()
    written_by = transaction_column()

    class Meta:
        verbose_name = _("공감 장부")
        verbose_name_plural = _("공감 장부")
        indexes = [
            models.Index(fields=["written_by"], name="proposals_ledger_horizon"),
            models.Index(fields=["person", "written_by"], name="proposals_ledger_person"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(delta__in=[1, -1]), name="proposals_delta_is_one")
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id}: {self.delta:+d}"


class FoldMark(models.Model):
    """One row: every delta whose transaction is below ``horizon`` is in the public counts, and no other."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    horizon = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="proposals_one_fold_mark")]

    def __str__(self) -> str:
        return str(self.horizon)


class CountAlarm(models.Model):
    """The nightly recount found a difference; it stays until somebody has understood it."""

    proposal = models.ForeignKey("proposals.Proposal", models.PROTECT, related_name="+")
    counted = models.BigIntegerField(_("세어 본 수"))
    shown = models.BigIntegerField(_("보여 준 수"))
    at = models.DateTimeField()
    cleared_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("집계 경보")
        verbose_name_plural = _("집계 경보")
        constraints = [
            models.UniqueConstraint(
                fields=["proposal"], condition=models.Q(cleared_at=None), name="proposals_one_open_alarm"
            )
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id}: {self.counted} ≠ {self.shown}"
