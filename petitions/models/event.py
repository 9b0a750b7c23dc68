from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from petitions import texts
from petitions.states import Happening, State


class PetitionEvent(models.Model):
    """One step in a petition's life; the public timeline is drawn from these rows and nothing else.
    Append-only."""

    petition = models.ForeignKey("petitions.Petition", models.PROTECT, related_name="events")
    kind = models.CharField(max_length=16, choices=Happening.choices)
    state = models.CharField(_("그 뒤의 단계"), max_length=12, choices=State.choices)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    note = models.TextField(blank=True)
    detail = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("청원 이력")
        verbose_name_plural = _("청원 이력")
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["petition", "at"], name="petitions_timeline")]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"


class TextVersion(models.Model):
    """What the petition said each time it was handed in: first supporters can see what they supported."""

    petition = models.ForeignKey("petitions.Petition", models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=texts.TITLE_MAX)
    background = models.TextField(blank=True)
    details = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["petition", "number"], name="petitions_one_text_per_version"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"
