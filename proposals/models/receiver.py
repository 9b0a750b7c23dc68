from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from proposals.states import Topic


class Receiver(models.Model):
    """Which unit takes in proposals on a topic for its agency's area. Lets the portal suggest where an idea
    goes,
    so that nobody must know the organisation chart to be heard."""

    unit = models.ForeignKey("organisations.Unit", models.PROTECT, related_name="+", verbose_name=_("부서"))
    topic = models.CharField(_("분야"), max_length=10, choices=Topic.choices)

    class Meta:
        verbose_name = _("접수 부서")
        verbose_name_plural = _("접수 부서")
        constraints = [
            models.UniqueConstraint(fields=["unit", "topic"], name="proposals_one_receiver_per_topic")
        ]

    def __str__(self) -> str:
        return f"{self.unit} · {self.get_topic_display()}"
