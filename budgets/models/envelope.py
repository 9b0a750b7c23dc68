from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from budgets import seeding
from budgets.tally import Rule
from budgets.tally.rule import from_json
from portal import publicid


class Envelope(models.Model):
    """A sum of money that one ballot decides about: the whole city's, or one district's.

    `rule` is the record of budgets.tally.Rule; it is frozen, with its hash, when the round is announced.
    `merkle_root` and `ballots_total` are written at sealing. `category_limits`: {category: most choices}.
    `min_age` is in whole years on the day of the ballot; `points_total` belongs to ballots by points.
    """

    class Ballot(models.TextChoices):
        APPROVAL = "approval", _("여러 개 고르기")
        KNAPSACK = "knapsack", _("예산 안에서 담기")
        CHOOSE_ONE = "choose_one", _("하나 고르기")
        RANKED = "ranked", _("순위 매기기")
        POINTS = "points", _("점수 나누기")

    class Voters(models.TextChoices):
        """Who decides about the money of an area (of the whole city where there is none)."""

        RESIDENTS = "residents", _("사는 사람")
        COMMUNITY = "community", _("살거나 일하거나 배우는 사람")

    public_id = models.CharField(max_length=12, unique=True, editable=False, default=publicid.new)
    round = models.ForeignKey("budgets.Round", models.PROTECT, related_name="envelopes")
    name = models.CharField(_("이름"), max_length=60)
    area = models.ForeignKey("organisations.Area", models.PROTECT, null=True, blank=True, related_name="+")
    amount = models.BigIntegerField(_("예산"))
    ballot_kind = models.CharField(
        _("투표 방식"), max_length=10, choices=Ballot.choices, default=Ballot.APPROVAL
    )
    min_choices = models.PositiveSmallIntegerField(_("최소 몇 개"), default=1)
    max_choices = models.PositiveSmallIntegerField(_("최대 몇 개"), default=5)
    points_total = models.PositiveSmallIntegerField(_("나눌 점수"), default=10)
    project_cap = models.BigIntegerField(_("사업 하나의 최고 금액"), null=True, blank=True)
    category_limits = models.JSONField(_("분야별 고를 수 있는 수"), default=dict, blank=True)
    voters = models.CharField(
        _("투표하는 사람"), max_length=9, choices=Voters.choices, default=Voters.RESIDENTS
    )
    min_age = models.PositiveSmallIntegerField(_("투표할 수 있는 나이"), null=True, blank=True)
    rule = models.JSONField(default=dict, editable=False)
    rule_sha256 = models.CharField(max_length=64, default="", editable=False)
    currency = models.CharField(max_length=3, default="KRW", editable=False)
    scale = models.PositiveIntegerField(default=1, editable=False)
    merkle_root = models.CharField(max_length=64, default="", editable=False)
    ballots_total = models.PositiveIntegerField(null=True, editable=False)

    class Meta:
        verbose_name = _("예산 봉투")
        verbose_name_plural = _("예산 봉투")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["round", "name"], name="budgets_envelope_name_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="budgets_envelope_has_money"),
            models.CheckConstraint(
                condition=Q(min_choices__gte=1, max_choices__gte=F("min_choices")),
                name="budgets_envelope_choice_limits",
            ),
            models.CheckConstraint(condition=Q(points_total__gte=1), name="budgets_envelope_has_points"),
            models.CheckConstraint(
                condition=Q(project_cap=None) | Q(project_cap__gt=0), name="budgets_envelope_cap_positive"
            ),
            # Birthdays are known of people under twenty only (portal.accounts.rules.KNOWN_UNTIL).
            models.CheckConstraint(
                condition=Q(min_age=None) | Q(min_age__gte=1, min_age__lte=19),
                name="budgets_envelope_min_age_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("budgets:envelope", args=[self.round.public_id, self.public_id])

    @property
    def target(self) -> str:
        return f"budgets.envelope:{self.public_id}"

    @property
    def is_knapsack(self) -> bool:
        return self.ballot_kind == self.Ballot.KNAPSACK

    def ballot_record(self) -> dict[str, Any]:
        """What is allowed on this ballot, as the rule record keeps it for whoever checks ballots later."""
        record: dict[str, Any] = {"kind": self.ballot_kind}
        if self.ballot_kind not in (self.Ballot.KNAPSACK, self.Ballot.CHOOSE_ONE):
            record |= {"min": self.min_choices, "max": self.max_choices}
        if self.ballot_kind == self.Ballot.POINTS:
            record |= {"points": self.points_total, "min_distinct": self.min_choices}
        if self.category_limits:
            record["categories"] = self.category_limits
        return record

    def tally_rule(self, seed: str = "") -> Rule:
        """The frozen rule, with the revealed seed when there is one."""
        return from_json(self.rule | ({"seed": seed} if seed else {}))

    def revealed_rule(self) -> Rule:
        """The frozen rule with the seed of its lot, for whoever counts a sealed box."""
        kept, commitment = self.round.lot_seed, self.round.lot_commitment
        return self.tally_rule(seeding.opened(kept, commitment) if commitment else kept)
