"""One row per deed. The chain (position, link) is added afterwards by the sealing job."""

from django.db import models

from portal.horizon import transaction_column


class Entry(models.Model):
    """Rows are written by the thousand at once, so the chain is not computed in the citizen's request:
    one shared "last link" would make everybody queue behind everybody else."""

    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=80)
    target = models.CharField(max_length=120)
    detail = models.JSONField(default=dict)
    written_by = transaction_column()
    position = models.BigIntegerField(null=True)
    link = models.CharField(max_length=64, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["position"], name="audit_one_entry_per_position"),
            models.CheckConstraint(
                condition=models.Q(position__isnull=True, link="")
                | models.Q(position__isnull=False, link__gt=""),
                name="audit_link_with_position",
            ),
        ]
        indexes = [
            models.Index(fields=["target", "at"], name="audit_by_target"),
            models.Index(fields=["id"], name="audit_unsealed", condition=models.Q(position__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.target}"
