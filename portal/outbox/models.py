"""The outbox's rows."""

from django.db import models


class Event(models.Model):
    """`due_at` is when it may be delivered next: now, or later after a failure, or when the claim of a
    worker that died runs out."""

    topic = models.CharField(max_length=80)
    payload = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    last_error = models.TextField(default="", blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], name="outbox_waiting", condition=models.Q(done_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.topic} #{self.pk}"
