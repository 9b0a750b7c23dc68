from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Code(models.TextChoices):
    """The six reasons for which an idea cannot become a budget project (주민참여예산 부적격 유형)."""

    UNLAWFUL = "unlawful", _("법령 위반이거나 다른 기관의 일")
    DUPLICATE = "duplicate", _("이미 하고 있거나 비슷한 사업이 있음")
    TOO_LONG = "too_long", _("1년 안에 끝낼 수 없음")
    PRIVATE = "private", _("특정 개인이나 단체의 이익")
    NO_BUDGET = "no_budget", _("예산이 들지 않거나 단순 민원")
    RUNNING_COST = "running_cost", _("기관을 운영하는 데 늘 드는 경비")


class Screening(models.Model):
    """One decision about an idea; insert-only. Turn 1 is the first look, turn 2 the re-examination."""

    idea = models.ForeignKey("budgets.Idea", models.PROTECT, related_name="screenings")
    turn = models.PositiveSmallIntegerField()
    eligible = models.BooleanField(_("결과"))
    code = models.CharField(_("부적격 사유"), max_length=12, choices=Code.choices, blank=True)
    reason = models.TextField(_("까닭"))
    unit = models.ForeignKey("organisations.Unit", models.PROTECT, related_name="+")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["turn"]
        constraints = [
            models.UniqueConstraint(fields=["idea", "turn"], name="budgets_screening_once_a_turn"),
            models.CheckConstraint(
                condition=Q(eligible=True, code="") | (Q(eligible=False) & ~Q(code="")),
                name="budgets_screening_refusal_has_a_code",
            ),
            models.CheckConstraint(condition=Q(turn__in=[1, 2]), name="budgets_screening_two_turns"),
        ]

    def __str__(self) -> str:
        return f"{self.idea_id}: {self.eligible}"
