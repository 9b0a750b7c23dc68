from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal import clock

LIVING = models.Q(ended_at__isnull=True)


class Verification(models.Model):
    """An identity provider vouched for this person once.

    `ci_hash` is HMAC-SHA256(pepper, CI) in hexadecimal. The CI itself and the name are never
    stored, the birth date of nobody who is twenty (정보통신망법 제23조의5·6; 개인정보 보호법 제24조의2).
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="verifications")
    provider = models.CharField(_("확인 기관"), max_length=40)
    level = models.PositiveSmallIntegerField(_("인증 단계"))
    ci_hash = models.CharField(max_length=64, editable=False)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    area = models.ForeignKey(
        "organisations.Area", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    verified_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("본인확인 기록")
        verbose_name_plural = _("본인확인 기록")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            # One person, one account, one vote: whoever holds a second account loses here.
            models.UniqueConstraint(
                fields=["ci_hash"], condition=LIVING, name="accounts_verification_one_account_per_person"
            ),
            models.UniqueConstraint(
                fields=["user"], condition=LIVING, name="accounts_verification_one_living_per_user"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider} L{self.level}"
