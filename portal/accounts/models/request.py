from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal import clock


class IdentityRequest(models.Model):
    """One journey to an identity provider and back. Its nonce is good for one answer only."""

    class State(models.TextChoices):
        PENDING = "pending", _("진행 중")
        DONE = "done", _("완료")
        FAILED = "failed", _("실패")

    nonce = models.CharField(max_length=43, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    provider = models.CharField(max_length=40)
    level = models.PositiveSmallIntegerField()
    next_path = models.CharField(max_length=500, default="/")
    state = models.CharField(max_length=8, choices=State.choices, default=State.PENDING)
    outcome = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("본인확인 요청")
        verbose_name_plural = _("본인확인 요청")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["user", "-created_at"], name="accounts_idreq_user_recent")
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.state}"
