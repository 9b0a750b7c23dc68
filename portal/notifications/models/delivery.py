from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal import publicid
from portal.notifications.models.notice import Notification


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def troubled(self) -> "DeliveryQuerySet":
        """Given up, or failed at least once and still trying."""
        return self.filter(
            models.Q(state=Delivery.State.FAILED) | models.Q(state=Delivery.State.WAITING, attempts__gt=0)
        )


class Delivery(models.Model):
    """One letter to one person by one channel.

    A worker claims it by changing `due_at`, so two workers never send the same letter. A worker
    that dies in the middle loses its claim after a while and the letter goes out again under
    the same Message-ID: a deadline that somebody reads twice hurts less than one never read.
    """

    class Channel(models.TextChoices):
        MAIL = "mail", _("이메일")

    class State(models.TextChoices):
        WAITING = "waiting", _("보내는 중")
        SENT = "sent", _("보냄")
        FAILED = "failed", _("보내지 못함")

    public_id = models.CharField(max_length=12, unique=True, editable=False, default=publicid.new)
    notification = models.ForeignKey(Notification, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.MAIL)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=500, blank=True, default="")
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("발송")
        verbose_name_plural = _("발송")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["notification", "channel"], name="notifications_delivery_once_per_channel"
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["due_at"], name="notifications_delivery_due", condition=models.Q(state="waiting")
            ),
            models.Index(
                fields=["-id"], name="notifications_delivery_failed", condition=models.Q(state="failed")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.state} ({self.public_id})"
