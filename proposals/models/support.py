"""Who stands behind a proposal, and who wants to hear of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Support(models.Model):
    """One person's 공감. Taking it back closes the row, giving it again makes a new one: nothing is deleted.

    A trigger (migration 0001) writes each coming and going into SupportDelta, so rows that arrive in bulk
    are counted like those from the button.
    """

    proposal = models.ForeignKey(
        "proposals.Proposal", models.PROTECT, related_name="supports", db_index=False
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("공감")
        verbose_name_plural = _("공감")
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "person"],
                condition=models.Q(withdrawn_at=None),
                name="proposals_one_support_per_person",
            )
        ]
        indexes = [models.Index(fields=["person", "-at"], name="proposals_support_person")]

    def __str__(self) -> str:
        return f"{self.proposal_id} ← {self.person_id}"


class Follow(models.Model):
    """Tell me what happens, without my standing behind it."""

    proposal = models.ForeignKey("proposals.Proposal", models.PROTECT, related_name="follows", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("소식 받기")
        verbose_name_plural = _("소식 받기")
        constraints = [
            models.UniqueConstraint(fields=["proposal", "person"], name="proposals_one_follow_per_person")
        ]
        indexes = [models.Index(fields=["person", "-at"], name="proposals_follow_person")]

    def __str__(self) -> str:
        return f"{self.proposal_id} ~ {self.person_id}"
