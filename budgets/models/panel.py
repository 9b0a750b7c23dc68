"""참여단: citizens drawn by lot, and experts, who look at the costed drafts and score them."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from budgets.models.envelope import Envelope
from portal import publicid


class Panel(models.Model):
    """One round's panel. The seed of the draw is fixed when recruiting is announced; its SHA-256 is public
    from then on, the seed itself after the draw (as `Round.lot_seed`). Until then `seed` holds what it is
    worked out from (seeding.py). `roster_sha256` is the digest of the list from which it was drawn.

    `area` and `voters` say who may apply, in the words in which an envelope says who votes; without an area
    everybody whose residence is known.
    """

    round = models.OneToOneField("budgets.Round", models.PROTECT, related_name="panel")
    area = models.ForeignKey("organisations.Area", models.PROTECT, null=True, blank=True, related_name="+")
    voters = models.CharField(
        _("신청할 수 있는 사람"),
        max_length=9,
        choices=Envelope.Voters.choices,
        default=Envelope.Voters.RESIDENTS,
        db_default=Envelope.Voters.RESIDENTS,
    )
    size = models.PositiveSmallIntegerField(_("몇 명을 뽑나요?"))
    opens_at = models.DateTimeField(_("모집 시작"))
    closes_at = models.DateTimeField(_("모집 마감"))
    term_from = models.DateField(_("활동 시작"))
    term_to = models.DateField(_("활동 끝"))
    scores_until = models.DateTimeField(_("점수 마감"))
    duties = models.TextField(_("하는 일"), max_length=2000)
    seed = models.CharField(max_length=64, editable=False)
    commitment = models.CharField(max_length=64, editable=False)
    roster_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    drawn_at = models.DateTimeField(null=True, editable=False)
    opened_at = models.DateTimeField(null=True, editable=False)  # when its scores became public: for good

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(size__gte=1), name="budgets_panel_has_seats"),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="budgets_panel_recruits_in_order"
            ),
            models.CheckConstraint(
                condition=Q(term_to__gte=F("term_from")), name="budgets_panel_term_in_order"
            ),
            models.CheckConstraint(
                condition=Q(scores_until__gt=F("closes_at")), name="budgets_panel_scores_after_recruiting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}"

    @property
    def target(self) -> str:
        return f"budgets.panel:{self.round.public_id}"

    def recruits(self, at: datetime) -> bool:
        """Half-open, by the clock."""
        return self.drawn_at is None and self.opens_at <= at < self.closes_at


class AgeBand(models.TextChoices):
    """Tens of years, by the year of birth alone."""

    TEENS = "10s", _("10대 이하")
    TWENTIES = "20s", _("20대")
    THIRTIES = "30s", _("30대")
    FORTIES = "40s", _("40대")
    FIFTIES = "50s", _("50대")
    SIXTIES = "60+", _("60대 이상")
    UNKNOWN = "", _("모름")

    @classmethod
    def of(cls, birth_year: int | None, at: datetime) -> AgeBand:
        if birth_year is None:
            return cls.UNKNOWN
        tens = min(max((at.year - birth_year) // 10, 1), 6)
        return (cls.TEENS, cls.TWENTIES, cls.THIRTIES, cls.FORTIES, cls.FIFTIES, cls.SIXTIES)[tens - 1]


class Applicant(models.Model):
    """Somebody offered to serve. `code` is her name on the published list; area, age band and sex (where she
    says it) are what the draw balances, as they were when she applied. `left_out_at`: when the lot was drawn
    without her, because she no longer belonged to the panel's area."""

    class Sex(models.TextChoices):
        UNSAID = "", _("말하지 않음")
        FEMALE = "F", _("여성")
        MALE = "M", _("남성")

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="applicants")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    code = models.CharField(max_length=12, unique=True, editable=False, default=publicid.new)
    area = models.ForeignKey("organisations.Area", models.PROTECT, related_name="+")
    age_band = models.CharField(max_length=5, choices=AgeBand.choices, blank=True)
    sex = models.CharField(_("성별"), max_length=1, choices=Sex.choices, blank=True)
    motive = models.TextField(_("참여하려는 까닭"), max_length=500, blank=True)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    left_out_at = models.DateTimeField(null=True, editable=False)
    reserve = models.PositiveIntegerField(null=True)  # place in the queue behind the drawn

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["panel", "person"],
                condition=Q(withdrawn_at=None),
                name="budgets_applicant_once",
            )
        ]

    def __str__(self) -> str:
        return self.code


class Seat(models.Model):
    """Who sits on the panel: a drawn citizen, or an expert whom an administrator called."""

    class Kind(models.TextChoices):
        CITIZEN = "citizen", _("시민")
        EXPERT = "expert", _("전문가")

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="seats")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="panel_seats")
    kind = models.CharField(max_length=7, choices=Kind.choices)
    applicant = models.OneToOneField(Applicant, models.PROTECT, null=True, related_name="seat")
    career = models.CharField(_("전문 분야와 경력"), max_length=200, blank=True)
    since = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["panel", "person"], name="budgets_seat_once"),
            models.CheckConstraint(
                condition=Q(kind="citizen", applicant__isnull=False) | Q(kind="expert", applicant=None),
                name="budgets_seat_citizens_are_drawn",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.panel_id}: {self.kind}"


class Meeting(models.Model):
    """A sitting of the panel: agenda before, minutes after; both public."""

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="meetings")
    public_id = models.CharField(max_length=12, unique=True, editable=False, default=publicid.new)
    title = models.CharField(_("회의 이름"), max_length=100)
    starts_at = models.DateTimeField(_("언제"))
    place = models.CharField(_("어디서"), max_length=120)
    agenda = models.TextField(_("안건"), max_length=4000)
    minutes = models.TextField(_("회의록"), max_length=20000, blank=True)
    minutes_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["starts_at"]

    def __str__(self) -> str:
        return self.title
