"""예산바로쓰기 국민감시단: citizens who look at what the money became, and the departments' answers."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal import publicid


class Watch(models.Model):
    """One round's watch: who may offer to serve, until when, and for how long members go and look.

    Its ground in a municipality is 지방재정법 제54조의2 ⑥ (주민감시기구).
    """

    round = models.OneToOneField("budgets.Round", models.PROTECT, related_name="watch")
    opens_at = models.DateTimeField(_("모집 시작"))
    closes_at = models.DateTimeField(_("모집 마감"))
    term_from = models.DateField(_("활동 시작"))
    term_to = models.DateField(_("활동 끝"))
    duties = models.TextField(_("하는 일"), max_length=2000)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="budgets_watch_recruits_in_order"
            ),
            models.CheckConstraint(
                condition=Q(term_to__gte=F("term_from")), name="budgets_watch_term_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}"

    @property
    def target(self) -> str:
        return f"budgets.watch:{self.round.public_id}"

    def recruits(self, at: datetime) -> bool:
        """Half-open, by the clock."""
        return self.opens_at <= at < self.closes_at

    def serves(self, on: date) -> bool:
        """Does this day, in the city's zone, lie in the term? Both ends count."""
        return self.term_from <= on <= self.term_to


class WatcherState(models.TextChoices):
    APPLIED = "applied", _("신청함")
    NAMED = "named", _("활동 중")
    DECLINED = "declined", _("함께하지 못함")
    LEFT = "left", _("그만둠")

    @classmethod
    def living(cls) -> list[WatcherState]:
        """Those in which somebody waits or serves: one such row for a person."""
        return [cls.APPLIED, cls.NAMED]


class Watcher(models.Model):
    """Somebody who offered to watch, or whom an administrator called. In public she is "감시단원", never a
    name: whoever writes that a contractor cheated should not have to fear him."""

    State = WatcherState

    public_id = models.CharField(max_length=12, unique=True, editable=False, default=publicid.new)
    watch = models.ForeignKey(Watch, models.PROTECT, related_name="watchers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    motive = models.TextField(_("참여하려는 까닭"), max_length=500, blank=True)
    state = models.CharField(max_length=8, choices=WatcherState.choices, default=WatcherState.APPLIED)
    at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["watch", "person"],
                condition=Q(state__in=["applied", "named"]),
                name="budgets_watcher_once",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["named", "declined"])
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="budgets_watcher_named_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class Verdict(models.TextChoices):
    GOOD = "good", _("잘하고 있음")
    MENDING = "mending", _("고칠 곳이 있음")
    SERIOUS = "serious", _("심각함")


class Inspection(models.Model):
    """What a member of the watch saw at a project on a day; public once it is sent. `deadline` is the
    department's: when it owes an answer."""

    Verdict = Verdict

    public_id = models.CharField(max_length=12, unique=True, editable=False, default=publicid.new)
    execution = models.ForeignKey("budgets.Execution", models.PROTECT, related_name="inspections")
    watcher = models.ForeignKey(Watcher, models.PROTECT, related_name="inspections")
    visited_on = models.DateField(_("가 본 날"))
    seen = models.TextField(_("본 것"), max_length=3000)
    verdict = models.CharField(_("판단"), max_length=7, choices=Verdict.choices)
    files = models.ManyToManyField("attachments.File", blank=True, related_name="+")
    deadline = models.OneToOneField("organisations.Deadline", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    hidden_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-visited_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["execution", "watcher", "visited_on"], name="budgets_inspection_once_a_day"
            ),
            models.CheckConstraint(condition=~Q(seen=""), name="budgets_inspection_says_what"),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def target(self) -> str:
        return f"budgets.inspection:{self.public_id}"


class InspectionAnswer(models.Model):
    """The department's answer, once: what it will mend by when. `mended_on` when that is done."""

    inspection = models.OneToOneField(Inspection, models.PROTECT, related_name="answer")
    unit = models.ForeignKey("organisations.Unit", models.PROTECT, related_name="+")
    body = models.TextField(_("답변"), max_length=2000)
    mend_by = models.DateField(_("언제까지 고치나요?"), null=True)
    mended_on = models.DateField(_("고친 날"), null=True)
    mended_note = models.CharField(_("어떻게 고쳤나요?"), max_length=300, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(body=""), name="budgets_inspection_answer_says_what"),
            models.CheckConstraint(
                condition=Q(mended_on=None) | Q(mend_by__isnull=False) & ~Q(mended_note=""),
                name="budgets_mended_what_was_promised",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id}"

    def is_overdue(self, on: date) -> bool:
        """Promised, not done, and the promised day is over."""
        return self.mended_on is None and self.mend_by is not None and self.mend_by < on
