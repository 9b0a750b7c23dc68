from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from petitions.states import SignatureStatus
from portal import publicid


class Signature(models.Model):
    """One person's name under one petition. Rows are only ever added or marked, never deleted.

    Inserting one touches no other row: `petition` has no foreign key in the database, because its check would
    write a share lock into the petition's own row, and forty people a second would queue there
    (docs/adr/0004).
    Petitions cannot be deleted (migration 0001), so nothing can dangle. `province` is a copy, for the
    same reason.
    The database itself writes the ledger when a signature appears or its status changes (migration 0001).
    """

    petition = models.ForeignKey(
        "petitions.Petition",
        models.DO_NOTHING,
        related_name="signatures",
        db_constraint=False,
        db_index=False,
    )
    signer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="petition_signatures")
    is_first_supporter = models.BooleanField(_("첫 찬성"), default=False)
    province = models.CharField(_("시·도 코드"), max_length=2, blank=True)
    status = models.CharField(
        _("상태"), max_length=9, choices=SignatureStatus.choices, default=SignatureStatus.VALID
    )
    reason = models.CharField(_("무효 사유"), max_length=200, blank=True)
    receipt = models.CharField(_("접수 번호"), max_length=12, default=publicid.new, editable=False)
    signed_at = models.DateTimeField(_("서명한 때"))
    changed_at = models.DateTimeField(_("마지막으로 바뀐 때"))

    class Meta:
        verbose_name = _("서명")
        verbose_name_plural = _("서명")
        constraints = [
            models.UniqueConstraint(fields=["petition", "signer"], name="petitions_one_signature_per_person"),
            models.UniqueConstraint(fields=["receipt"], name="petitions_receipt_is_unique"),
            models.CheckConstraint(
                condition=~models.Q(status=SignatureStatus.INVALID) | ~models.Q(reason=""),
                name="petitions_invalidation_has_a_reason",
            ),
        ]
        indexes = [
            # The exact count at closing and in the nightly audit reads this index alone.
            models.Index(
                fields=["petition", "signed_at"],
                name="petitions_valid_signatures",
                condition=models.Q(status=SignatureStatus.VALID),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.receipt} ({self.status})"

    @property
    def is_valid(self) -> bool:
        return self.status == SignatureStatus.VALID
