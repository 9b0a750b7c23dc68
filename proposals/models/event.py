from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from proposals.states import Happening, State


class ProposalEvent(models.Model):
    """One step in a proposal's life. The public timeline is drawn from these rows and nothing else;
    append-only.

    ``note`` is what everybody reads; ``reason`` is why the officer did it, for colleagues and auditors.
    ``unit`` is the unit that acted (None when a citizen did).
    """

    proposal = models.ForeignKey("proposals.Proposal", models.PROTECT, related_name="events", db_index=False)
    kind = models.CharField(max_length=24, choices=Happening.choices)
    state = models.CharField(_("그 뒤의 단계"), max_length=12, choices=State.choices)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey("organisations.Unit", models.PROTECT, null=True, related_name="+")
    note = models.TextField(_("공개 안내"), blank=True)
    reason = models.TextField(_("처리 사유"), blank=True)
    detail = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("제안 이력")
        verbose_name_plural = _("제안 이력")
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["proposal", "at"], name="proposals_timeline")]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"
