from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Track(models.TextChoices):
    ENDORSEMENT = "endorsement", _("국민동의 청원")


class PetitionType(models.Model):
    """The numbers of a kind of petition, as a row that an administrator may change.

    They are copied onto a petition when they begin to bind it, so that a later change is never retroactive:
    somebody who began under 50,000 must not find 100,000 on the day she reaches it.
    """

    code = models.SlugField(max_length=32, unique=True)
    track = models.CharField(max_length=16, choices=Track.choices, default=Track.ENDORSEMENT)
    name = models.CharField(_("이름"), max_length=80, default="국민동의 청원")
    first_supporters = models.PositiveIntegerField(_("첫 찬성 수"), default=100)
    gather_days = models.PositiveIntegerField(_("첫 찬성을 모으는 날수"), default=30)
    check_days = models.PositiveIntegerField(_("요건 검토 날수"), default=7)
    supplement_days = models.PositiveIntegerField(_("보완 날수"), default=14)
    open_days = models.PositiveIntegerField(
        _("서명을 받는 날수"), default=30, validators=[MinValueValidator(1)]
    )
    bureau_threshold = models.PositiveIntegerField(_("국장이 답변하는 서명 수"), default=5_000)
    head_threshold = models.PositiveIntegerField(_("기관장이 답변하는 서명 수"), default=50_000)
    answer_days = models.PositiveIntegerField(_("답변 날수"), default=30)
    extension_days = models.PositiveIntegerField(_("한 번 늘릴 수 있는 날수"), default=60)
    is_current = models.BooleanField(_("새 청원에 씁니다"), default=True)

    class Meta:
        verbose_name = _("청원 종류")
        verbose_name_plural = _("청원 종류")
        constraints = [
            models.UniqueConstraint(
                fields=["track"],
                condition=models.Q(is_current=True),
                name="petitions_type_one_current_per_track",
            ),
            models.CheckConstraint(
                condition=models.Q(head_threshold__gte=models.F("bureau_threshold")),
                name="petitions_type_ranks_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(first_supporters__gte=1, open_days__gte=1),
                name="petitions_type_is_possible",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def current(cls, track: str = Track.ENDORSEMENT) -> PetitionType:
        """The row that new petitions follow; made with the defaults above on a fresh installation."""
        found = cls.objects.filter(track=track, is_current=True).first()
        return found or cls.objects.get_or_create(code=track, defaults={"track": track})[0]
