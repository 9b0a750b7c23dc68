from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal import publicid


class RoundState(models.TextChoices):
    DRAFT = "draft", _("준비 중")
    COLLECTING = "collecting", _("제안 접수")
    SCREENING = "screening", _("적격성 심사")
    COSTING = "costing", _("숙성")
    CONSULTING = "consulting", _("온라인 의견")
    SHORTLISTING = "shortlisting", _("참여단 압축")
    ANNOUNCED = "announced", _("투표 예정")
    VOTING = "voting", _("투표 중")
    CLOSED = "closed", _("개표 중")
    COUNTED = "counted", _("결과 확인 중")
    PUBLISHED = "published", _("결과 발표")
    EXECUTING = "executing", _("집행")
    EVALUATING = "evaluating", _("평가")

    @classmethod
    def public(cls) -> list["RoundState"]:
        """What citizens may see: everything but a draft."""
        return [state for state in cls if state != cls.DRAFT]

    @classmethod
    def preparing(cls) -> list["RoundState"]:
        """Ballots and rules may still change; the announcement freezes them."""
        return [cls.DRAFT, *cls.shaping()]

    @classmethod
    def shaping(cls) -> list["RoundState"]:
        """Citizens and departments turn ideas into projects."""
        return [cls.COLLECTING, cls.SCREENING, cls.COSTING, cls.CONSULTING, cls.SHORTLISTING]

    @classmethod
    def frozen(cls) -> list["RoundState"]:
        """The ballot stands as it was announced."""
        return [state for state in cls if state not in cls.preparing()]

    @classmethod
    def decided(cls) -> list["RoundState"]:
        """The result is public."""
        return [cls.PUBLISHED, cls.EXECUTING, cls.EVALUATING]

    @classmethod
    def accepting(cls) -> list["RoundState"]:
        """Votes are taken in these between the two dates, however late the job that renames them."""
        return [cls.ANNOUNCED, cls.VOTING]


# Sealing destroys the key that a receipt is made with: whoever voted in the last second is shown hers first.
RECEIPTS_LAST = timedelta(minutes=1)

TONES = {
    RoundState.DRAFT: "neutral",
    **dict.fromkeys(RoundState.shaping(), "progress"),
    RoundState.ANNOUNCED: "info",
    RoundState.VOTING: "progress",
    RoundState.CLOSED: "closed",
    RoundState.COUNTED: "closed",
    **dict.fromkeys(RoundState.decided(), "good"),
}


class RoundQuerySet(models.QuerySet["Round"]):
    def public(self) -> "RoundQuerySet":
        return self.filter(state__in=RoundState.public())

    def real(self) -> "RoundQuerySet":
        """Without the sandbox copies, which stay drafts for ever and so are never public."""
        return self.filter(sandbox_of=None)

    def due_to_open(self, at: datetime) -> "RoundQuerySet":
        return self.filter(state=RoundState.ANNOUNCED, opens_at__lte=at)

    def due_to_close(self, at: datetime) -> "RoundQuerySet":
        return self.filter(state__in=RoundState.accepting(), closes_at__lte=at)

    def due_to_seal(self, at: datetime) -> "RoundQuerySet":
        return self.filter(state=RoundState.CLOSED, sealed_at=None, closed_at__lte=at - RECEIPTS_LAST)


class Round(models.Model):
    """One participatory budget: what can be bought, who votes until when, how it is counted.

    `lot_seed` decides the last ties. Its hash is published with the rules before voting, the seed itself
    only after closing: nobody can choose it afterwards, and anyone can redraw the lot. Until the sealing it
    holds what the seed is worked out from (seeding.py).
    `form_key`: the key of the form that made it, so that the same form sent twice makes one round.
    `is_running`: the clock moves its phases on; `trouble`: the code of what keeps it from being announced.
    """

    State = RoundState

    public_id = models.CharField(max_length=12, unique=True, editable=False, default=publicid.new)
    title = models.CharField(_("이름"), max_length=120)
    summary = models.TextField(_("소개"), max_length=2000)
    state = models.CharField(
        _("단계"), max_length=12, choices=RoundState.choices, default=RoundState.DRAFT, editable=False
    )
    opens_at = models.DateTimeField(_("투표 시작"))
    closes_at = models.DateTimeField(_("투표 마감"))
    closed_at = models.DateTimeField(null=True, editable=False)
    sealed_at = models.DateTimeField(null=True, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    lot_seed = models.CharField(max_length=64, default="", editable=False)
    lot_commitment = models.CharField(max_length=64, default="", editable=False)
    origin = models.CharField(_("출처"), max_length=200, default="", blank=True, editable=False)
    office = models.CharField(_("맡은 부서"), max_length=80, default="", blank=True)
    contact = models.CharField(_("문의할 곳"), max_length=120, default="", blank=True)
    total_amount = models.BigIntegerField(_("전체 예산"), null=True, blank=True)
    is_running = models.BooleanField(default=False, editable=False)
    trouble = models.CharField(max_length=40, default="", editable=False)
    form_key = models.CharField(max_length=12, null=True, editable=False)
    sandbox_of = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="sandboxes"
    )

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("참여예산")
        verbose_name_plural = _("참여예산")
        ordering = ["-opens_at"]
        constraints = [
            models.UniqueConstraint(fields=["form_key"], name="budgets_round_form_once"),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="budgets_round_dates_in_order"
            ),
            # A result that one person alone could publish is a result that one person alone could change.
            models.CheckConstraint(
                condition=~Q(state__in=["published", "executing", "evaluating"])
                | ~Q(origin="")
                | Q(checked_by__isnull=False, published_by__isnull=False) & ~Q(checked_by=F("published_by")),
                name="budgets_round_two_administrators",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["counted", "published", "executing", "evaluating"])
                | Q(sealed_at__isnull=False),
                name="budgets_round_sealed_before_counted",
            ),
            # Every list, page, file and search looks for public states, so no other guard is needed.
            models.CheckConstraint(
                condition=Q(sandbox_of=None) | Q(state="draft", is_running=False),
                name="budgets_sandbox_never_public",
            ),
            models.CheckConstraint(
                condition=Q(total_amount=None) | Q(total_amount__gt=0), name="budgets_round_total_positive"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("budgets:round", args=[self.public_id])

    @property
    def target(self) -> str:
        return f"budgets.round:{self.public_id}"

    @property
    def is_sandbox(self) -> bool:
        return self.sandbox_of_id is not None

    @property
    def is_cut_owed(self) -> bool:
        return hasattr(self, "owed_cut")

    @property
    def tone(self) -> str:
        return TONES[RoundState(self.state)]

    def accepts_votes(self, at: datetime) -> bool:
        """The clock decides, half-open: the first instant counts, the deadline itself does not."""
        return self.state in RoundState.accepting() and self.opens_at <= at < self.closes_at

    def phase(self, at: datetime) -> RoundState:
        """The state as citizens see it; right even when the job that opens or closes is late."""
        if self.state in RoundState.accepting():
            if at >= self.closes_at:
                return RoundState.CLOSED
            return RoundState.VOTING if at >= self.opens_at else RoundState.ANNOUNCED
        return RoundState(self.state)


class RoundEvent(models.Model):
    """One step of a round's life, for the public timeline. Written by `lifecycle.transition` only."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="events")
    state = models.CharField(max_length=12, choices=RoundState.choices)
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["round", "state"], name="budgets_round_each_state_once"),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.state}"
