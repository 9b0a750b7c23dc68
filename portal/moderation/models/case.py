from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal import moderation, publicid
from portal.moderation.reasons import Reason


class CaseQuerySet(models.QuerySet["Case"]):
    def waiting(self) -> CaseQuerySet:
        """For a first decision, the one due first on top. How many have reported does not move a case: a
        crowd
        that reports together gains nothing."""
        return self.filter(state=Case.State.OPEN).order_by("due_at", "id")

    def decided(self) -> CaseQuerySet:
        return self.exclude(state=Case.State.OPEN)

    def measures(self) -> CaseQuerySet:
        """Cases in which something was hidden, whatever came after."""
        return self.filter(state__in=Case.State.measures())


class Case(models.Model):
    """What was reported of one thing, from the first report to the last word. At most one is open per
    thing."""

    class State(models.TextChoices):
        OPEN = "open", _("검토 중")
        KEPT = "kept", _("그대로 둠")
        HIDDEN = "hidden", _("가림")
        RESTORED = "restored", _("다시 공개함")

        @classmethod
        def measures(cls) -> list[Case.State]:
            return [cls.HIDDEN, cls.RESTORED]

    public_id = models.CharField(max_length=12, unique=True, editable=False, default=publicid.new)
    kind = models.CharField(max_length=60)
    ref = models.CharField(max_length=40)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="moderation_cases",
        verbose_name=_("글쓴이"),
    )
    excerpt = models.TextField(_("신고될 때의 내용"), max_length=2000, blank=True)
    url = models.CharField(max_length=300)
    gravest = models.CharField(_("가장 급한 이유"), max_length=12, choices=Reason.choices)
    state = models.CharField(_("상태"), max_length=8, choices=State.choices, default=State.OPEN)
    opened_at = models.DateTimeField(_("처음 신고된 때"))
    due_at = models.DateTimeField(_("살펴볼 때"))
    closed_at = models.DateTimeField(_("결정한 때"), null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("중재 건")
        verbose_name_plural = _("중재 건")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "ref"], condition=models.Q(state="open"), name="moderation_case_one_open"
            ),
            models.CheckConstraint(
                condition=models.Q(state="open", closed_at__isnull=True)
                | (~models.Q(state="open") & models.Q(closed_at__isnull=False)),
                name="moderation_case_closed_when_decided",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], name="moderation_waiting", condition=models.Q(state="open")),
            models.Index(fields=["-closed_at"], name="moderation_closed"),
            models.Index(fields=["kind", "ref"], name="moderation_of_thing"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.ref} ({self.state})"

    def get_absolute_url(self) -> str:
        """The author's page of the case."""
        return reverse("moderation:case", args=[self.public_id])

    @property
    def kind_label(self) -> str:
        return str(moderation.label(self.kind))

    @property
    def is_anonymous(self) -> bool:
        """Its author stays unnamed, on the moderators' pages too."""
        known = moderation.adapter(self.kind)
        return known is not None and known.is_anonymous

    def is_overdue(self, at: datetime) -> bool:
        return self.state == self.State.OPEN and self.due_at < at
