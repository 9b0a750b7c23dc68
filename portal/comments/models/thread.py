"""The place where people talk about one thing."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal import publicid


class Thread(models.Model):
    """``kind`` names the room's noun ("proposals.proposal"); the noun points here, never the reverse.

    ``visible_count`` is a cache that a worker recounts after each event: a busy thread must not make
    every citizen wait for one row.
    """

    public_id = models.CharField(max_length=12, unique=True, editable=False, default=publicid.new)
    kind = models.CharField(_("종류"), max_length=60)
    opened_at = models.DateTimeField(_("연 때"))
    closed_at = models.DateTimeField(_("닫은 때"), null=True, blank=True)
    visible_count = models.PositiveIntegerField(_("보이는 댓글 수"), default=0)

    class Meta:
        verbose_name = _("댓글 마당")
        verbose_name_plural = _("댓글 마당")

    def __str__(self) -> str:
        return f"{self.kind}:{self.public_id}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None
