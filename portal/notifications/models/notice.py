from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal import publicid


class Notice(models.Model):
    """What is told about one event; kept once, however many people hear it."""

    event_id = models.BigIntegerField()
    topic = models.CharField(max_length=80)
    url = models.CharField(max_length=500)
    context = models.JSONField(default=dict)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["event_id"], name="notifications_notice_one_per_event")
        ]

    def __str__(self) -> str:
        return f"{self.topic} #{self.event_id}"


class NotificationQuerySet(models.QuerySet["Notification"]):
    def unread(self) -> "NotificationQuerySet":
        return self.filter(read_at__isnull=True)


class Notification(models.Model):
    """A notice in one person's inbox."""

    public_id = models.CharField(max_length=12, unique=True, editable=False, default=publicid.new)
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="notifications")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications")
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("알림")
        verbose_name_plural = _("알림")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            # An event that is delivered twice is still told once.
            models.UniqueConstraint(fields=["notice", "user"], name="notifications_once_per_event_and_user")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["user", "-created_at", "-id"], name="notifications_inbox"),
            models.Index(
                fields=["user"], name="notifications_unread", condition=models.Q(read_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} → {self.user_id}"
