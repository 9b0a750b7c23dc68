from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal import clock


class Consent(models.Model):
    """What a person agreed to, in which wording, and when she took it back.

    Source: 개인정보 보호법 제15조, 제22조 (purpose, items, period, right to refuse).
    """

    class Kind(models.TextChoices):
        TERMS = "terms", _("이용약관")
        PRIVACY = "privacy", _("개인정보 수집과 이용")
        IDENTITY = "identity", _("본인확인 정보의 처리")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="consents")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    version = models.CharField(max_length=10)
    agreed_at = models.DateTimeField(default=clock.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("동의 기록")
        verbose_name_plural = _("동의 기록")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["user", "kind", "version"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="accounts_consent_once_per_version",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"
