from __future__ import annotations

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal import publicid

LONGEST_BUFFER = 240
"""Minutes. Search widens its window by this much before it looks at each room's own buffers."""


class Kind(models.TextChoices):
    MEETING = "meeting", _("회의실")
    HALL = "hall", _("강당·공연장")
    LECTURE = "lecture", _("강의실")
    COURT = "court", _("체육 시설")
    FIELD = "field", _("운동장·광장")
    STUDIO = "studio", _("작업실·스튜디오")
    KITCHEN = "kitchen", _("공유 부엌")
    EQUIPMENT = "equipment", _("물품")


class Feature(models.TextChoices):
    WHEELCHAIR = "wheelchair", _("휠체어로 이용 가능")
    ELEVATOR = "elevator", _("승강기")
    TOILET = "toilet", _("장애인 화장실")
    HEARING_LOOP = "hearing_loop", _("보청기 루프")
    PARKING = "parking", _("장애인 주차 구역")
    NURSING = "nursing", _("수유실")
    PROJECTOR = "projector", _("빔프로젝터")
    SOUND = "sound", _("음향 장비")
    WIFI = "wifi", _("무선 인터넷")

    @classmethod
    def for_access(cls) -> list[Feature]:
        """What decides whether somebody can come at all."""
        return [cls.WHEELCHAIR, cls.ELEVATOR, cls.TOILET, cls.HEARING_LOOP, cls.PARKING, cls.NURSING]

    @classmethod
    def equipment(cls) -> list[Feature]:
        return [feature for feature in cls if feature not in cls.for_access()]


class ResourceQuerySet(models.QuerySet["Resource"]):
    def published(self) -> ResourceQuerySet:
        return self.filter(is_published=True)

    def for_pages(self) -> ResourceQuerySet:
        """With everything that a card or a heading shows."""
        return self.select_related("place__area__parent", "place__unit__agency")


class Resource(models.Model):
    """Something that can be booked: a room, a court, a set of chairs. All lengths are minutes.

    A whole ("대강당 전체") and its parts ("대강당 A") are resources too: a booking claims every leaf (Part).
    `quantity` is how many alike there are; each has its unit_no in Claim.
    """

    public_id = models.CharField(max_length=12, unique=True, editable=False, default=publicid.new)
    place = models.ForeignKey(
        "reservations.Place", models.PROTECT, related_name="resources", verbose_name=_("장소")
    )
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    name = models.CharField(_("이름"), max_length=80)
    name_en = models.CharField(_("영어 이름"), max_length=120, blank=True)
    kind = models.CharField(_("종류"), max_length=10, choices=Kind.choices)
    summary = models.CharField(_("소개"), max_length=200)
    notice = models.TextField(_("이용 안내"), blank=True)
    capacity = models.PositiveIntegerField(_("정원(명)"))
    quantity = models.PositiveIntegerField(_("수량"), default=1)
    needs_approval = models.BooleanField(_("승인이 필요함"), default=False)
    approval_days = models.PositiveSmallIntegerField(_("승인 기한(근무일)"), default=3)
    step = models.PositiveSmallIntegerField(_("예약 단위(분)"), default=60)
    shortest = models.PositiveSmallIntegerField(_("가장 짧은 예약(분)"), default=60)
    longest = models.PositiveSmallIntegerField(_("가장 긴 예약(분)"), default=240)
    buffer_before = models.PositiveSmallIntegerField(_("준비 시간(분)"), default=0)
    buffer_after = models.PositiveSmallIntegerField(_("정리 시간(분)"), default=0)
    lead = models.PositiveIntegerField(_("최소 몇 분 전까지"), default=60)
    window_days = models.PositiveSmallIntegerField(_("며칠 앞까지"), default=60)
    per_person = models.PositiveSmallIntegerField(_("한 사람이 가질 수 있는 예약 수"), default=2)
    cancel_hours = models.PositiveSmallIntegerField(_("늦은 취소로 보는 시간"), default=24)
    features = ArrayField(
        models.CharField(max_length=16, choices=Feature.choices),
        verbose_name=_("시설"),
        default=list,
        blank=True,
    )
    art = models.PositiveSmallIntegerField(_("그림 색"), default=0)
    is_published = models.BooleanField(_("공개"), default=True)

    objects = ResourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("예약 자원")
        verbose_name_plural = _("예약 자원")
        ordering = ["place_id", "name"]
        constraints = [
            models.UniqueConstraint(fields=["place", "name"], name="resource_name_is_unique_in_place"),
            models.CheckConstraint(
                condition=Q(capacity__gte=1, quantity__gte=1), name="resource_holds_somebody"
            ),
            models.CheckConstraint(
                condition=Q(step__gte=5, shortest__gte=1, shortest__lte=F("longest")),
                name="resource_lengths_make_sense",
            ),
            models.CheckConstraint(
                condition=Q(buffer_before__lte=LONGEST_BUFFER, buffer_after__lte=LONGEST_BUFFER),
                name="resource_buffers_are_searchable",
            ),
        ]
        indexes = [
            models.Index(fields=["capacity"], name="resource_by_capacity", condition=Q(is_published=True))
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def display_name(self) -> str:
        return self.name_en if self.name_en and (get_language() or "ko").startswith("en") else self.name

    @property
    def access_features(self) -> list[str]:
        return [str(feature.label) for feature in Feature.for_access() if feature in self.features]

    @property
    def other_features(self) -> list[str]:
        return [str(feature.label) for feature in Feature.equipment() if feature in self.features]

    @property
    def before(self) -> timedelta:
        return timedelta(minutes=self.buffer_before)

    @property
    def after(self) -> timedelta:
        return timedelta(minutes=self.buffer_after)


class Part(models.Model):
    """`leaf` is what a booking of `whole` occupies; a resource without children is its own only leaf."""

    whole = models.ForeignKey(Resource, models.CASCADE, related_name="parts")
    leaf = models.ForeignKey(Resource, models.CASCADE, related_name="wholes")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["leaf", "whole"], name="part_is_unique")]

    def __str__(self) -> str:
        return f"{self.whole_id} ⊇ {self.leaf_id}"
