from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from petitions import texts
from petitions.grounds import Ground
from petitions.states import Rank, Response, State
from portal import publicid


class PetitionQuerySet(models.QuerySet["Petition"]):
    def shown(self) -> Self:
        """What a stranger may read: published ones, and refused ones with their reason."""
        return self.filter(hidden_at__isnull=True, shown_at__isnull=False)

    def open(self) -> Self:
        return self.shown().filter(state=State.OPEN)

    def awaiting(self) -> Self:
        return self.shown().filter(response=Response.AWAITING)

    def answered(self) -> Self:
        return self.shown().filter(response=Response.ANSWERED)

    def refused(self) -> Self:
        return self.shown().filter(state=State.REFUSED)

    def to_check(self) -> Self:
        return self.filter(state=State.CHECKING)

    def with_people(self) -> Self:
        return self.select_related("creator", "agency", "check_clock", "answer_clock")

    def due_to_close(self, at: datetime) -> Self:
        return self.filter(state=State.OPEN, closes_at__lte=at)

    def due_to_lapse(self, at: datetime) -> Self:
        return self.filter(state=State.GATHERING, gather_until__lte=at)


class Petition(models.Model):
    """One petition, from a first sentence to an answer.

    `state` has one writer, `petitions.lifecycle.transition`. The text is frozen by the database once
    `published_at` is set (migration 0001): whoever signed must find what she signed. `signature_count` is
    a cache
    that only the folding worker writes; `final_count` is the exact count taken under the closing lock.
    `shown_at` is when strangers could first read it (published, or refused with a reason).
    """

    public_id = models.CharField(max_length=12, unique=True, editable=False, default=publicid.new)
    type = models.ForeignKey("petitions.PetitionType", models.PROTECT, related_name="petitions")
    creator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="petitions", verbose_name=_("청원인")
    )
    agency = models.ForeignKey(
        "organisations.Agency",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="petitions",
        verbose_name=_("답변할 기관"),
    )
    thread = models.OneToOneField("comments.Thread", models.PROTECT, null=True, blank=True)

    title = models.CharField(_("제목"), max_length=texts.TITLE_MAX)
    background = models.TextField(_("배경"), max_length=texts.BACKGROUND_MAX, blank=True)
    details = models.TextField(_("내용"), max_length=texts.DETAILS_MAX, blank=True)

    state = models.CharField(
        _("단계"), max_length=12, choices=State.choices, default=State.DRAFT, editable=False
    )
    response = models.CharField(
        _("답변"), max_length=10, choices=Response.choices, default=Response.NONE, editable=False
    )
    hidden_at = models.DateTimeField(null=True, blank=True)

    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    gather_until = models.DateTimeField(_("첫 찬성 마감"), null=True, blank=True)
    gathered_at = models.DateTimeField(null=True, blank=True)
    shown_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(_("서명 마감"), null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(_("끝난 때"), null=True, blank=True)

    support_key = models.CharField(max_length=12, unique=True, editable=False, default=publicid.new)
    first_supporters = models.PositiveIntegerField(_("첫 찬성 목표"), default=0)
    bureau_threshold = models.PositiveIntegerField(default=0)
    head_threshold = models.PositiveIntegerField(default=0)
    rank = models.PositiveSmallIntegerField(_("답변할 사람"), choices=Rank.choices, default=Rank.UNIT)

    check_clock = models.OneToOneField(
        "organisations.Deadline", models.PROTECT, null=True, blank=True, related_name="checked_petition"
    )
    answer_clock = models.OneToOneField(
        "organisations.Deadline", models.PROTECT, null=True, blank=True, related_name="answered_petition"
    )
    ground = models.CharField(_("불수리 사유"), max_length=16, choices=Ground.choices, blank=True)
    note = models.TextField(_("담당자가 전한 말"), max_length=texts.REASON_MAX, blank=True)
    withdrawal_reason = models.TextField(_("취하한 까닭"), max_length=texts.REASON_MAX, blank=True)

    signature_count = models.BigIntegerField(_("서명 수"), default=0, editable=False)
    recent_count = models.BigIntegerField(_("지난 24시간 서명"), default=0, editable=False)
    final_count = models.BigIntegerField(_("마감 때 서명 수"), null=True, blank=True, editable=False)

    objects = PetitionQuerySet.as_manager()

    class Meta:
        verbose_name = _("청원")
        verbose_name_plural = _("청원")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state=State.REFUSED) | ~models.Q(ground=""),
                name="petitions_refusal_has_a_ground",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=State.WITHDRAWN)
                | models.Q(submitted_at__isnull=True)
                | ~models.Q(withdrawal_reason=""),
                name="petitions_withdrawal_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=State.OPEN)
                | models.Q(published_at__isnull=False, closes_at__gt=models.F("published_at")),
                name="petitions_open_has_a_closing_time",
            ),
            models.CheckConstraint(
                condition=models.Q(head_threshold__gte=models.F("bureau_threshold")),
                name="petitions_ranks_in_order",
            ),
        ]
        indexes = [
            models.Index(
                fields=["state", "-signature_count", "-id"],
                name="petitions_most_signed",
                condition=models.Q(hidden_at=None),
            ),
            models.Index(
                fields=["state", "-recent_count", "-id"],
                name="petitions_trending",
                condition=models.Q(hidden_at=None),
            ),
            models.Index(
                fields=["state", "-shown_at", "-id"],
                name="petitions_newest",
                condition=models.Q(hidden_at=None),
            ),
            models.Index(
                fields=["response", "-signature_count", "-id"],
                name="petitions_resp_signed",
                condition=models.Q(hidden_at=None),
            ),
            models.Index(
                fields=["response", "-shown_at", "-id"],
                name="petitions_resp_newest",
                condition=models.Q(hidden_at=None),
            ),
            models.Index(
                fields=["closes_at"], name="petitions_to_close", condition=models.Q(state=State.OPEN)
            ),
            models.Index(
                fields=["gather_until"], name="petitions_to_lapse", condition=models.Q(state=State.GATHERING)
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("petitions:detail", args=[self.public_id])

    @property
    def target(self) -> str:
        """The petition's name in the audit trail and on its legal clocks."""
        return f"petitions.petition:{self.public_id}"

    @property
    def is_hidden(self) -> bool:
        return self.hidden_at is not None

    @property
    def is_frozen(self) -> bool:
        return self.published_at is not None

    def accepts_signatures(self, at: datetime) -> bool:
        """The deadline decides, not the job that closes: a late job must not let late signatures in."""
        return (
            self.state in State.accepting_signatures() and self.closes_at is not None and at < self.closes_at
        )

    def accepts_first_supporters(self, at: datetime) -> bool:
        return (
            self.state in State.accepting_first_supporters()
            and self.gather_until is not None
            and at < self.gather_until
        )

    @property
    def goal(self) -> int:
        """The next number of signatures that raises the rank of the answer (or the last, once reached)."""
        return self.bureau_threshold if self.signature_count < self.bureau_threshold else self.head_threshold
