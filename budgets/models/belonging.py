from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal import publicid


class BelongingState(models.TextChoices):
    WAITING = "waiting", _("확인을 기다리는 중")
    CONFIRMED = "confirmed", _("확인함")
    REFUSED = "refused", _("확인하지 못함")
    WITHDRAWN = "withdrawn", _("거두어들임")

    @classmethod
    def living(cls) -> list["BelongingState"]:
        """What stands in the way of asking the same once more."""
        return [cls.WAITING, cls.CONFIRMED]

    @classmethod
    def decided(cls) -> list["BelongingState"]:
        return [cls.CONFIRMED, cls.REFUSED]


class BelongingQuerySet(models.QuerySet["Belonging"]):
    def valid(self, today: date) -> "BelongingQuerySet":
        """Confirmed, and not over yet; `until` is its last day."""
        return self.filter(state=BelongingState.CONFIRMED, until__gte=today)


class Belonging(models.Model):
    """Somebody works or studies in an area: her claim, its proof, and what an officer of that area decided.

    Who lives there needs none of this: residence comes from the identity check. `proof` and `files` are kept
    until the claim is confirmed or withdrawn, and no longer.
    """

    class Kind(models.TextChoices):
        WORK = "work", _("일하는 곳")
        STUDY = "study", _("배우는 곳")

    State = BelongingState

    public_id = models.CharField(max_length=12, unique=True, editable=False, default=publicid.new)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    area = models.ForeignKey("organisations.Area", models.PROTECT, related_name="+", verbose_name=_("지역"))
    kind = models.CharField(_("어떤 곳인가요?"), max_length=5, choices=Kind.choices)
    place = models.CharField(_("일터나 학교의 이름"), max_length=80)
    proof = models.TextField(_("어떻게 확인할 수 있나요?"), max_length=1000, blank=True)
    files = models.ManyToManyField("attachments.File", blank=True, related_name="+")
    state = models.CharField(max_length=9, choices=BelongingState.choices, default=BelongingState.WAITING)
    asked_at = models.DateTimeField(editable=False)
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    reason = models.CharField(_("이유"), max_length=300, blank=True)
    until = models.DateField(_("언제까지"), null=True)

    objects = BelongingQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "area", "kind"],
                condition=Q(state="waiting"),
                name="budgets_belonging_asked_once",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["confirmed", "refused"])
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="budgets_belonging_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | Q(until__isnull=False), name="budgets_belonging_ends"
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason=""), name="budgets_belonging_refused_with_reason"
            ),
            # Nobody lets herself in.
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=models.F("person")),
                name="budgets_belonging_not_by_oneself",
            ),
        ]
        indexes = [
            models.Index(
                fields=["person", "until"], condition=Q(state="confirmed"), name="budgets_belonging_valid"
            ),
            models.Index(
                fields=["area", "asked_at"], condition=Q(state="waiting"), name="budgets_belonging_queue"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.state}"

    def get_absolute_url(self) -> str:
        return reverse("budgets:belonging")

    @property
    def target(self) -> str:
        return f"budgets.belonging:{self.public_id}"
