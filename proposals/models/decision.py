"""What the unit answered, and what it promised to do."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from proposals import texts
from proposals.states import Exclusion, Outcome

CRITERIA = ("feasibility", "creativity", "effectiveness", "scope", "continuity")


def _score(label: Any) -> models.PositiveSmallIntegerField[int | None, int | None]:
    return models.PositiveSmallIntegerField(label, null=True, blank=True)


def label_of(criterion: str) -> Any:
    """What a criterion is called."""
    field: Any = Decision._meta.get_field(criterion)
    return field.verbose_name


class Decision(models.Model):
    """The answer of round 1, or of round 2 after a re-examination. Published once, then it stands.

    The five scores are the criteria of 규정 제9조 ①, one to five each; a unit may leave them out.
    """

    proposal = models.ForeignKey("proposals.Proposal", models.PROTECT, related_name="decisions")
    round = models.PositiveSmallIntegerField(_("차수"), default=1)
    outcome = models.CharField(_("결정"), max_length=13, choices=Outcome.choices)
    reason_code = models.CharField(_("불채택 사유"), max_length=16, choices=Exclusion.choices, blank=True)
    summary = models.CharField(_("한눈에 보는 답변"), max_length=texts.SUMMARY_MAX)
    body = models.TextField(_("자세한 답변"))
    feasibility = _score(_("실시 가능성"))
    creativity = _score(_("창의성"))
    effectiveness = _score(_("효율성과 효과성"))
    scope = _score(_("적용 범위"))
    continuity = _score(_("계속성"))
    committee = models.BooleanField(_("심사위원회 심의를 거침"), default=False)
    unit = models.ForeignKey("organisations.Unit", models.PROTECT, related_name="+")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("답변")
        verbose_name_plural = _("답변")
        ordering = ["round"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "round"], name="proposals_one_answer_per_round"),
            models.CheckConstraint(
                condition=models.Q(outcome=Outcome.NOT_ADOPTED) ^ models.Q(reason_code=""),
                name="proposals_refusal_gives_its_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(round=1) | models.Q(round=2, committee=True),
                name="proposals_second_round_by_committee",
            ),
            *[
                models.CheckConstraint(
                    condition=models.Q(**{f"{name}__isnull": True}) | models.Q(**{f"{name}__range": (1, 5)}),
                    name=f"proposals_{name}_one_to_five",
                )
                for name in CRITERIA
            ],
        ]

    def __str__(self) -> str:
        return self.summary

    @property
    def scores(self) -> list[tuple[str, int]]:
        """The criteria that were scored, with their names."""
        named = [(str(label_of(name)), getattr(self, name)) for name in CRITERIA]
        return [(label, score) for label, score in named if score]


class Commitment(models.Model):
    """The promise that comes with an adopted proposal: when it will be done, and whether it was.

    ``first_planned_on`` never changes, so that a promise which moved stays visible as one.
    """

    proposal = models.OneToOneField("proposals.Proposal", models.PROTECT, related_name="commitment")
    first_planned_on = models.DateField(_("처음 약속한 날"))
    planned_on = models.DateField(_("실행 예정일"))
    cost = models.PositiveBigIntegerField(_("예상 비용(원)"), null=True, blank=True)
    done_on = models.DateField(_("실행한 날"), null=True, blank=True)
    evidence = models.TextField(_("실행 결과"), blank=True)

    class Meta:
        verbose_name = _("실행 약속")
        verbose_name_plural = _("실행 약속")
        indexes = [
            models.Index(
                fields=["planned_on"], condition=models.Q(done_on=None), name="proposals_promises_open"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(done_on=None) | ~models.Q(evidence=""),
                name="proposals_done_shows_evidence",
            )
        ]

    def __str__(self) -> str:
        return f"{self.planned_on:%Y-%m-%d}"

    @property
    def has_moved(self) -> bool:
        return self.planned_on != self.first_planned_on

    def is_late(self, today: date) -> bool:
        return self.done_on is None and self.planned_on < today
