"""How plans are scored: criteria with weights, a declaration of interest first, then whole points."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from budgets.models.panel import Seat

MOST = 5  # points of one criterion


class Criterion(models.Model):
    """One line of a rubric; citizens and experts have a rubric each. `weight` counts against the sum of the
    weights of its rubric."""

    panel = models.ForeignKey("budgets.Panel", models.PROTECT, related_name="criteria")
    kind = models.CharField(_("누가 매기나요?"), max_length=7, choices=Seat.Kind.choices)
    name = models.CharField(_("기준"), max_length=60)
    question = models.CharField(_("물음"), max_length=200, blank=True)
    weight = models.PositiveSmallIntegerField(_("가중치"), default=1)

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["panel", "kind", "name"], name="budgets_criterion_once"),
            models.CheckConstraint(
                condition=Q(weight__gte=1, weight__lte=100), name="budgets_criterion_weight"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Declaration(models.Model):
    """이해관계 신고: before she scores a plan, a panelist says whether she has an interest in it. Whoever has
    one is out for that plan; it can be declared later, never taken back."""

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="declarations")
    plan = models.ForeignKey("budgets.Plan", models.PROTECT, related_name="declarations")
    interested = models.BooleanField()
    reason = models.CharField(_("어떤 관계인가요?"), max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seat", "plan"], name="budgets_declaration_once"),
        ]

    def __str__(self) -> str:
        return f"{self.seat_id}: {self.plan_id}"


class Score(models.Model):
    """Points of one criterion. It hangs on the declaration, so there is none without one; a trigger refuses
    the points of somebody with an interest and those of the plan's own authors."""

    declaration = models.ForeignKey(Declaration, models.PROTECT, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="scores")
    points = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["declaration", "criterion"], name="budgets_score_once"),
            models.CheckConstraint(
                condition=Q(points__gte=1, points__lte=MOST), name="budgets_score_one_to_five"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.declaration_id}: {self.points}"
