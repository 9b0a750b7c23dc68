from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    OFFICER = "officer", _("담당자")
    APPROVER = "approver", _("결재자")
    MODERATOR = "moderator", _("중재자")
    ADMINISTRATOR = "administrator", _("운영자")
    AUDITOR = "auditor", _("감사")


class Membership(models.Model):
    """A role that one person holds in one unit. Roles do not imply each other: an administrator decides
    nothing."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    unit = models.ForeignKey("organisations.Unit", models.PROTECT, related_name="memberships")
    role = models.CharField(_("역할"), max_length=13, choices=Role.choices)

    class Meta:
        verbose_name = _("직원 역할")
        verbose_name_plural = _("직원 역할")
        ordering = ["unit_id", "user_id", "role"]
        constraints = [
            models.UniqueConstraint(fields=["user", "unit", "role"], name="membership_is_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} @ {self.unit_id}"
