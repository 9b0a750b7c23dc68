from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from petitions import texts
from petitions.states import Decision, Rank


class Answer(models.Model):
    """What the agency says. One per petition; it is published once and then stands."""

    petition = models.OneToOneField("petitions.Petition", models.PROTECT, related_name="answer")
    decision = models.CharField(_("결정"), max_length=8, choices=Decision.choices)
    summary = models.CharField(_("한눈에 보는 답변"), max_length=texts.SUMMARY_MAX)
    body = models.TextField(_("자세한 답변"), max_length=texts.ANSWER_MAX)
    rank = models.PositiveSmallIntegerField(_("답변한 사람"), choices=Rank.choices)
    unit = models.ForeignKey("organisations.Unit", models.PROTECT, null=True, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("답변")
        verbose_name_plural = _("답변")

    def __str__(self) -> str:
        return self.summary
