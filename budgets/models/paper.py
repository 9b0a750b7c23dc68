"""Voting on paper: booths, their sheets, and what two people read from each sheet."""

from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal import publicid


class Booth(models.Model):
    """A place where people vote on paper, on some days of a round.

    `in_box` is how many sheets lay in its box when it was opened, counted by hand before anything is keyed.
    Who signs says that everything is entered; sealing waits for every booth's signature. One person alone
    could count ten sheets too few and lose ten votes, so whoever signs is another one than `counted_by`.
    """

    public_id = models.CharField(max_length=12, unique=True, editable=False, default=publicid.new)
    round = models.ForeignKey("budgets.Round", models.PROTECT, related_name="booths")
    name = models.CharField(_("이름"), max_length=60)
    place = models.CharField(_("찾아오는 길"), max_length=120)
    area = models.ForeignKey("organisations.Area", models.PROTECT, null=True, blank=True, related_name="+")
    opens_on = models.DateField(_("여는 날"))
    closes_on = models.DateField(_("닫는 날"))
    officers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="booths")
    in_box = models.PositiveIntegerField(_("투표함에서 나온 장수"), null=True, editable=False)
    counted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    signed_at = models.DateTimeField(null=True, editable=False)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["round", "name"], name="budgets_booth_name_once"),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="budgets_booth_days_in_order"
            ),
            models.CheckConstraint(
                condition=Q(signed_at=None, signed_by=None)
                | Q(signed_at__isnull=False, signed_by__isnull=False, in_box__isnull=False),
                name="budgets_booth_signed_with_its_box",
            ),
            models.CheckConstraint(
                condition=Q(signed_by=None) | Q(counted_by=None) | ~Q(signed_by=F("counted_by")),
                name="budgets_booth_signed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def target(self) -> str:
        return f"budgets.booth:{self.public_id}"

    def is_open_on(self, day: date) -> bool:
        return self.opens_on <= day <= self.closes_on


class SheetsGiven(models.Model):
    """How many sheets of one ballot were handed out at one booth: nobody may key more of them. It names no
    person, and is raised in the order in which people come, which the roll shows anyway."""

    booth = models.ForeignKey(Booth, models.PROTECT, related_name="given", db_index=False)
    envelope = models.ForeignKey("budgets.Envelope", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["booth", "envelope"], name="budgets_sheets_given_once"),
        ]

    def __str__(self) -> str:
        return f"{self.booth_id}, {self.envelope_id}: {self.number}"


class Surplus(models.Model):
    """Of one ballot more sheets lay in a booth's box than were handed out there. Nobody can say which are too
    many, so all are counted; an officer says in public why, and an administrator, another person, agrees.
    Without a way on, one sheet that a stranger slipped in would keep a whole city from its result.

    `number`: how many too many. One that grows afterwards is said anew, in a row of its own.
    """

    booth = models.ForeignKey(Booth, models.PROTECT, related_name="surpluses")
    envelope = models.ForeignKey("budgets.Envelope", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    reason = models.CharField(max_length=300)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(number__gte=1), name="budgets_surplus_is_one"),
            models.CheckConstraint(condition=~Q(reason=""), name="budgets_surplus_gives_a_reason"),
            models.CheckConstraint(
                condition=Q(agreed_by=None, agreed_at=None)
                | Q(agreed_by__isnull=False, agreed_at__isnull=False) & ~Q(agreed_by=F("noted_by")),
                name="budgets_surplus_agreed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.booth_id}, {self.envelope_id}: +{self.number}"


class VoidReason(models.TextChoices):
    """Why a sheet does not count; the city's counting rules name the same ones."""

    EMPTY = "empty", _("아무것도 쓰지 않음")
    LIMIT = "limit", _("고를 수 있는 수나 예산을 벗어남")
    UNCLEAR = "unclear", _("무엇을 골랐는지 알 수 없음")
    MARKED = "marked", _("누구의 표인지 알 수 있는 표시가 있음")
    TORN = "torn", _("찢어지거나 없어져 읽을 수 없음")


class PaperBallot(models.Model):
    """One sheet of paper. Its serial is drawn at random and never written down beside a voter.

    What it says is kept from the second keying until sealing, which takes it into the sealed box and leaves
    serial and state alone; of a spoiled sheet the reason stays.
    """

    class State(models.TextChoices):
        PRINTED = "printed", _("인쇄함")
        ONCE = "once", _("한 번 입력함")
        DIFFERS = "differs", _("두 입력이 다름")
        COUNTED = "counted", _("셀 표")
        SPOILED = "spoiled", _("무효")
        SEALED = "sealed", _("봉인함")

    Void = VoidReason

    booth = models.ForeignKey(Booth, models.PROTECT, related_name="sheets")
    envelope = models.ForeignKey("budgets.Envelope", models.PROTECT, related_name="sheets")
    serial = models.CharField(max_length=7)
    run = models.PositiveIntegerField()
    batch = models.CharField(_("묶음"), max_length=20, default="")
    state = models.CharField(max_length=7, choices=State.choices, default=State.PRINTED)
    choices = ArrayField(models.IntegerField(), null=True)
    points = ArrayField(models.IntegerField(), null=True)
    void = models.CharField(max_length=8, choices=VoidReason.choices, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["booth", "serial"], name="budgets_sheet_serial_once"),
            models.CheckConstraint(
                condition=Q(state="counted", choices__isnull=False, choices__len__gte=1)
                | ~Q(state="counted") & Q(choices=None, points=None),
                name="budgets_sheet_counted_has_choices",
            ),
            models.CheckConstraint(
                condition=Q(points=None) | Q(points__len=F("choices__len")),
                name="budgets_sheet_points_complete",
            ),
            models.CheckConstraint(
                condition=Q(state="spoiled") & ~Q(void="") | ~Q(state="spoiled") & Q(void=""),
                name="budgets_sheet_spoiled_has_reason",
            ),
        ]
        indexes = [models.Index(fields=["envelope", "state"], name="budgets_sheet_to_seal")]

    def __str__(self) -> str:
        return self.serial


class Keying(models.Model):
    """What one person read from a sheet. The first two work apart; a third looks where they differ.

    It carries no time: the audit trail has who keyed when, without what.
    """

    FIRST, SECOND, THIRD = 1, 2, 3

    sheet = models.ForeignKey(PaperBallot, models.PROTECT, related_name="keyings")
    turn = models.PositiveSmallIntegerField()
    keyed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    choices = ArrayField(models.IntegerField())
    points = ArrayField(models.IntegerField(), null=True)
    void = models.CharField(max_length=8, choices=VoidReason.choices, default="")
    reason = models.CharField(_("이유"), max_length=300, default="")

    class Meta:
        constraints = [
            # One person alone could write any ballot twice the same.
            models.UniqueConstraint(fields=["sheet", "keyed_by"], name="budgets_keying_different_people"),
            models.UniqueConstraint(fields=["sheet", "turn"], name="budgets_keying_each_turn_once"),
            models.CheckConstraint(condition=Q(turn__gte=1, turn__lte=3), name="budgets_keying_three_looks"),
            models.CheckConstraint(
                condition=~Q(turn=3) | ~Q(reason=""), name="budgets_keying_third_look_says_why"
            ),
            models.CheckConstraint(
                condition=Q(void="", choices__len__gte=1) | ~Q(void="") & Q(choices__len=0),
                name="budgets_keying_choices_or_void",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id}: {self.turn}"

    @property
    def reading(self) -> tuple[list[int], list[int] | None, str]:
        return self.choices, self.points, self.void
