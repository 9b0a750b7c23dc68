from typing import ClassVar

from django.conf import settings
from django.db import models


class Preference(models.Model):
    """Whether a person wants e-mail for a kind. No row means yes; the inbox gets it either way."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notification_preferences"
    )
    key = models.CharField(max_length=80)
    mail = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "key"], name="notifications_preference_once_per_key")
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.mail}"
