"""A citizen's idea, from the first saved word to what was done about it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal import publicid
from portal.organisations import clocks
from proposals import texts
from proposals.states import Outcome, State, Topic, Visibility

SHOWN = models.Q(published_at__isnull=False, hidden_at__isnull=True)


def _last_day(late_from: datetime | None) -> date | None:
    return clocks.last_day(late_from) if late_from else None


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def shown(self) -> Self:
        """What a stranger may open."""
        return self.filter(SHOWN)

    def drafts_of(self, author: Any) -> Self:
        return self.filter(author=author, state=State.DRAFT)

    def handed_in_by(self, author: Any) -> Self:
        return self.filter(author=author).exclude(state=State.DRAFT)

    def on_desk_of(self, unit_ids: list[int]) -> Self:
        """What these units must look at; a proposal that nobody holds lies on every desk until it is
        received."""
        nobody = models.Q(unit=None, state=State.SUBMITTED)
        return self.filter(models.Q(unit__in=unit_ids) | nobody).exclude(state=State.DRAFT)

    def overdue(self, at: datetime) -> Self:
        return self.filter(state__in=State.awaiting_answer(), due_at__lte=at)

    def for_list(self) -> Self:
        """What a row of a list reads: never the long texts."""
        return self.select_related("author", "area__parent", "unit__agency", "thread").defer(
            "problem", "improvement", "effect"
        )

    def for_detail(self) -> Self:
        return self.select_related("author", "area__parent", "unit__agency", "thread")


class Proposal(models.Model):
    """``state`` has one writer, ``proposals.lifecycle.transition``. ``support_count`` is a cache that only
    the
    folding worker writes. ``due_at`` repeats the deadline so that "answer due next" is one index; it is None
    while the clock is paused or no longer runs.
    """

    public_id = models.CharField(max_length=12, unique=True, editable=False, default=publicid.new)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="proposals", db_index=False
    )
    title = models.CharField(_("제목"), max_length=texts.TITLE_MAX, blank=True)
    problem = models.TextField(_("현황과 문제점"), blank=True)
    improvement = models.TextField(_("개선 방안"), blank=True)
    effect = models.TextField(_("기대 효과"), blank=True)
    excerpt = models.CharField(max_length=texts.EXCERPT, blank=True, editable=False)
    topic = models.CharField(_("분야"), max_length=10, choices=Topic.choices, default=Topic.OTHER)
    area = models.ForeignKey(
        "organisations.Area",
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        verbose_name=_("지역"),
    )
    unit = models.ForeignKey(
        "organisations.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="proposals",
        verbose_name=_("맡은 부서"),
    )
    visibility = models.CharField(
        _("공개 범위"), max_length=10, choices=Visibility.choices, default=Visibility.FULL
    )
    state = models.CharField(
        _("단계"), max_length=12, choices=State.choices, default=State.DRAFT, editable=False
    )
    outcome = models.CharField(
        _("결과"), max_length=13, choices=Outcome.choices, default=Outcome.NONE, blank=True
    )
    thread = models.OneToOneField(
        "comments.Thread", models.PROTECT, null=True, blank=True, related_name="proposal"
    )
    deadline = models.OneToOneField(
        "organisations.Deadline", models.PROTECT, null=True, blank=True, related_name="+"
    )
    due_at = models.DateTimeField(_("답변 기한"), null=True, blank=True)
    reminded_for = models.CharField(max_length=24, blank=True, editable=False)  # see proposals.reminding
    support_count = models.PositiveIntegerField(_("공감"), default=0)
    saved_at = models.DateTimeField(_("저장한 때"))
    submitted_at = models.DateTimeField(_("보낸 때"), null=True, blank=True)
    received_at = models.DateTimeField(_("접수한 때"), null=True, blank=True)
    supplement_until = models.DateTimeField(_("보완 기한"), null=True, blank=True)
    published_at = models.DateTimeField(_("공개한 때"), null=True, blank=True)
    decided_at = models.DateTimeField(_("답변한 때"), null=True, blank=True)
    hidden_at = models.DateTimeField(_("가린 때"), null=True, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("제안")
        verbose_name_plural = _("제안")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    LessThanOrEqual(Length("problem"), texts.PART_MAX),
                    LessThanOrEqual(Length("improvement"), texts.PART_MAX),
                    LessThanOrEqual(Length("effect"), texts.PART_MAX),
                ),
                name="proposals_parts_max",
            ),
            models.CheckConstraint(
                condition=models.Q(state=State.DRAFT) | models.Q(submitted_at__isnull=False),
                name="proposals_submitted_has_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(published_at=None) | models.Q(thread__isnull=False),
                name="proposals_published_has_a_thread",
            ),
        ]
        # Every order of the public list has its own partial index; the public id breaks ties, because the
        # cursor of the next page travels in the URL and primary keys do not.
        indexes = [
            models.Index(fields=["-published_at", "-public_id"], condition=SHOWN, name="proposals_newest"),
            models.Index(
                fields=["-support_count", "-public_id"], condition=SHOWN, name="proposals_supported"
            ),
            models.Index(
                fields=["due_at", "public_id"],
                condition=SHOWN & models.Q(due_at__isnull=False),
                name="proposals_due",
            ),
            models.Index(fields=["area", "-published_at"], condition=SHOWN, name="proposals_by_area"),
            models.Index(fields=["unit", "-published_at"], condition=SHOWN, name="proposals_by_unit"),
            models.Index(fields=["topic", "-published_at"], condition=SHOWN, name="proposals_by_topic"),
            models.Index(
                fields=["state", "outcome", "-published_at"], condition=SHOWN, name="proposals_by_state"
            ),
            models.Index(fields=["author", "-saved_at"], name="proposals_by_author"),
            models.Index(fields=["unit", "state", "due_at"], name="proposals_desk"),
        ]

    def __str__(self) -> str:
        return self.title or str(_("제목 없는 제안"))

    def get_absolute_url(self) -> str:
        return reverse("proposals:detail", args=[self.public_id])

    @property
    def audit_target(self) -> str:
        return f"proposals.proposal:{self.public_id}"

    @property
    def is_shown(self) -> bool:
        return self.published_at is not None and self.hidden_at is None

    @property
    def shows_body(self) -> bool:
        return self.visibility == Visibility.FULL

    @property
    def due_on(self) -> date | None:
        """The last day that is still in time (``due_at`` is the midnight after it)."""
        return _last_day(self.due_at)

    @property
    def supplement_on(self) -> date | None:
        return _last_day(self.supplement_until)

    def is_overdue(self, at: datetime) -> bool:
        return self.due_at is not None and self.due_at <= at and self.state in State.awaiting_answer()
