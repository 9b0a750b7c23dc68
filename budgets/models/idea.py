"""A citizen's idea for the budget of a round: her own words, which nobody else rewrites."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from budgets import idea_texts as texts
from portal import publicid


class IdeaState(models.TextChoices):
    DRAFT = "draft", _("작성 중")
    SUBMITTED = "submitted", _("심사 중")
    RECHECK = "recheck", _("재검토 중")
    ELIGIBLE = "eligible", _("적격")
    INELIGIBLE = "ineligible", _("부적격")
    WITHDRAWN = "withdrawn", _("철회")

    @classmethod
    def waiting(cls) -> tuple[IdeaState, ...]:
        """The department must decide."""
        return (cls.SUBMITTED, cls.RECHECK)

    @classmethod
    def alive(cls) -> tuple[IdeaState, ...]:
        """People may still stand behind it."""
        return (cls.SUBMITTED, cls.RECHECK, cls.ELIGIBLE)


STEPS: dict[str, frozenset[str]] = {
    IdeaState.DRAFT: frozenset({IdeaState.SUBMITTED}),
    IdeaState.SUBMITTED: frozenset({IdeaState.ELIGIBLE, IdeaState.INELIGIBLE, IdeaState.WITHDRAWN}),
    IdeaState.RECHECK: frozenset({IdeaState.ELIGIBLE, IdeaState.INELIGIBLE, IdeaState.WITHDRAWN}),
    IdeaState.INELIGIBLE: frozenset({IdeaState.RECHECK}),
}
TONES: dict[str, str] = {
    IdeaState.DRAFT: "neutral",
    IdeaState.SUBMITTED: "info",
    IdeaState.RECHECK: "progress",
    IdeaState.ELIGIBLE: "good",
    IdeaState.INELIGIBLE: "bad",
    IdeaState.WITHDRAWN: "closed",
}


class Field(models.TextChoices):
    """분야. Its label becomes the category on the ballot."""

    SAFETY = "safety", _("안전·교통")
    PARKS = "parks", _("공원·환경")
    WELFARE = "welfare", _("복지·돌봄")
    CULTURE = "culture", _("문화·체육")
    EDUCATION = "education", _("교육·청소년")
    HOUSING = "housing", _("주거·도시")
    ECONOMY = "economy", _("일자리·경제")
    OTHER = "other", _("그 밖의 일")


class IdeaQuerySet(models.QuerySet["Idea"]):
    def shown(self) -> Self:
        """What a stranger may open: handed in, and not hidden by moderation."""
        return self.exclude(state=IdeaState.DRAFT).filter(hidden_at=None)


class Idea(models.Model):
    """``state`` has one writer, ``budgets.idea_lifecycle.move``. An eligible idea belongs to a plan that its
    department costs; several ideas may share one. ``source`` names the adopted proposal that an idea without
    an author came from. ``rough_cost`` is what the author guesses, in whole won.
    """

    State = IdeaState

    public_id = models.CharField(max_length=12, unique=True, editable=False, default=publicid.new)
    round = models.ForeignKey("budgets.Round", models.PROTECT, related_name="ideas")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="ideas")
    source = models.CharField(max_length=60, blank=True, editable=False)
    title = models.CharField(_("제목"), max_length=texts.TITLE_MAX, blank=True)
    problem = models.TextField(_("지금 어떤 점이 불편한가요?"), max_length=texts.PART_MAX, blank=True)
    remedy = models.TextField(_("무엇을 하면 좋을까요?"), max_length=texts.PART_MAX, blank=True)
    place = models.CharField(_("장소"), max_length=texts.PLACE_MAX, blank=True)
    area = models.ForeignKey("organisations.Area", models.PROTECT, null=True, blank=True, related_name="+")
    field = models.CharField(_("분야"), max_length=10, choices=Field.choices, default=Field.OTHER)
    rough_cost = models.PositiveBigIntegerField(_("짐작하는 비용"), null=True, blank=True)
    files = models.ManyToManyField("attachments.File", blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=IdeaState.choices, default=IdeaState.DRAFT)
    unit = models.ForeignKey("organisations.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    plan = models.ForeignKey("budgets.Plan", models.PROTECT, null=True, blank=True, related_name="ideas")
    thread = models.OneToOneField("comments.Thread", models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    hidden_at = models.DateTimeField(null=True)

    objects = IdeaQuerySet.as_manager()

    class Meta:
        verbose_name = _("주민 의견")
        verbose_name_plural = _("주민 의견")
        ordering = ["-submitted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "source"], condition=~Q(source=""), name="budgets_idea_source_once"
            ),
            models.CheckConstraint(
                condition=Q(author__isnull=False) | ~Q(source=""), name="budgets_idea_comes_from_somewhere"
            ),
            models.CheckConstraint(
                condition=Q(state=IdeaState.DRAFT) | Q(submitted_at__isnull=False, thread__isnull=False),
                name="budgets_idea_submitted_has_a_thread",
            ),
            models.CheckConstraint(
                condition=Q(state=IdeaState.ELIGIBLE, plan__isnull=False)
                | (~Q(state=IdeaState.ELIGIBLE) & Q(plan=None)),
                name="budgets_idea_eligible_has_a_plan",
            ),
        ]
        indexes = [
            models.Index(fields=["round", "-submitted_at"], name="budgets_idea_newest"),
            models.Index(fields=["unit", "state"], name="budgets_idea_desk"),
            models.Index(fields=["author", "-saved_at"], name="budgets_idea_by_author"),
        ]

    def __str__(self) -> str:
        return self.title or str(_("제목 없는 의견"))

    def get_absolute_url(self) -> str:
        return reverse("budgets:idea", args=[self.round.public_id, self.public_id])

    @property
    def target(self) -> str:
        return f"budgets.idea:{self.public_id}"

    @property
    def is_shown(self) -> bool:
        return self.state != IdeaState.DRAFT and self.hidden_at is None

    @property
    def tone(self) -> str:
        return TONES[self.state]

    @property
    def credit(self) -> str:
        """Who had it: a citizen's public name, or the proposal that was adopted."""
        return self.author.display_name if self.author else str(_("채택된 국민제안"))

    def wrote(self, person: Any) -> bool:
        return bool(person.is_authenticated and self.author_id == person.pk)


class IdeaMark(models.Model):
    """Somebody stands behind an idea (공감), or wants to hear of it. Taking it back closes the row."""

    class Kind(models.TextChoices):
        SUPPORT = "support", _("공감")
        FOLLOW = "follow", _("소식 받기")

    idea = models.ForeignKey(Idea, models.PROTECT, related_name="marks", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=7, choices=Kind.choices)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["idea", "kind", "person"],
                condition=Q(ended_at=None),
                name="budgets_idea_mark_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.idea_id}"


class IdeaEvent(models.Model):
    """One step of an idea's life, from which the public timeline is drawn; insert-only."""

    class Kind(models.TextChoices):
        SUBMITTED = "submitted", _("의견을 냈습니다")
        ARRIVED = "arrived", _("채택된 국민제안에서 왔습니다")
        TAKEN = "taken", _("담당 부서가 정해졌습니다")
        PASSED_ON = "passed_on", _("다른 부서로 보냈습니다")
        ASKED = "asked", _("담당 부서가 물어봤습니다")
        ELIGIBLE = "eligible", _("적격으로 결정했습니다")
        INELIGIBLE = "ineligible", _("부적격으로 결정했습니다")
        RECHECK = "recheck", _("재검토를 요청했습니다")
        WITHDRAWN = "withdrawn", _("철회했습니다")
        COSTED = "costed", _("사업비를 계산했습니다")
        MERGED = "merged", _("비슷한 의견과 합쳤습니다")
        DROPPED = "dropped", _("사업으로 추진하지 않기로 했습니다")
        ON_BALLOT = "on_ballot", _("투표할 사업이 됐습니다")

    idea = models.ForeignKey(Idea, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey("organisations.Unit", models.PROTECT, null=True, related_name="+")
    note = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.idea_id}: {self.kind}"
