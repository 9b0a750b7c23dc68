from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal import publicid


class BookingQuerySet(models.QuerySet["Booking"]):
    def active(self, at: datetime) -> BookingQuerySet:
        """Still to come, and holding a room: what the quota counts."""
        return self.filter(state__in=Booking.State.blocking(), ends_at__gt=at)

    def waiting(self) -> BookingQuerySet:
        return self.filter(state=Booking.State.REQUESTED)

    def of(self, user: Any) -> BookingQuerySet:
        return self.filter(booker_id=user.pk)

    def of_units(self, unit_ids: list[int]) -> BookingQuerySet:
        return self.filter(resource__place__unit_id__in=unit_ids)

    def for_pages(self) -> BookingQuerySet:
        return self.select_related(
            "resource__place__area__parent", "resource__place__unit__agency", "deadline"
        )


class Booking(models.Model):
    """Somebody's use of a resource, [starts_at, ends_at). State changes only by reservations.transitions.

    requested ─approve→ confirmed ─(time)→ confirmed and over
        ├─reject→ rejected       ├─cancel→ cancelled   (the citizen)
        ├─cancel→ cancelled      └─revoke→ revoked     (the office, with its reason)
        └─(start passes undecided)→ expired
    """

    class State(models.TextChoices):
        REQUESTED = "requested", _("승인 대기")
        CONFIRMED = "confirmed", _("예약 확정")
        REJECTED = "rejected", _("반려")
        CANCELLED = "cancelled", _("예약 취소")
        REVOKED = "revoked", _("기관 취소")
        EXPIRED = "expired", _("기한 지남")

        @classmethod
        def blocking(cls) -> list[Booking.State]:
            """States in which nobody else can have the room."""
            return [cls.REQUESTED, cls.CONFIRMED]

    public_id = models.CharField(max_length=12, unique=True, editable=False, default=publicid.new)
    resource = models.ForeignKey(
        "reservations.Resource", models.PROTECT, related_name="bookings", db_index=False
    )
    booker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="bookings", db_index=False
    )
    starts_at = models.DateTimeField(_("시작"))
    ends_at = models.DateTimeField(_("끝"))
    people = models.PositiveIntegerField(_("인원"))
    purpose = models.CharField(_("이용 목적"), max_length=200)
    group = models.CharField(_("단체 이름"), max_length=80, blank=True)
    state = models.CharField(_("상태"), max_length=10, choices=State.choices)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    reason = models.CharField(_("이유"), max_length=300, blank=True)
    is_late_cancel = models.BooleanField(_("늦은 취소"), default=False)
    reminded_at = models.DateTimeField(null=True, blank=True)
    deadline = models.OneToOneField("organisations.Deadline", models.PROTECT, null=True, blank=True)

    objects = BookingQuerySet.as_manager()

    class Meta:
        verbose_name = _("예약")
        verbose_name_plural = _("예약")
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at__lt=F("ends_at")), name="booking_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=Q(people__gte=1), name="booking_is_for_somebody"),
            models.CheckConstraint(
                condition=~Q(state__in=["rejected", "revoked"]) | ~Q(reason=""),
                name="booking_refused_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["booker", "-starts_at"], name="booking_of_person"),
            models.Index(fields=["resource", "starts_at"], name="booking_of_resource"),
            models.Index(fields=["starts_at"], name="booking_waiting", condition=Q(state="requested")),
            models.Index(
                fields=["starts_at"],
                name="booking_to_remind",
                condition=Q(state="confirmed", reminded_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.starts_at:%Y-%m-%d %H:%M} {self.state}"

    @property
    def length(self) -> timedelta:
        return self.ends_at - self.starts_at

    @property
    def is_blocking(self) -> bool:
        return self.state in Booking.State.blocking()

    def is_over(self, at: datetime) -> bool:
        return self.ends_at <= at


class BookingEvent(models.Model):
    """What happened to a booking, in order; the page's timeline is drawn from it. Insert-only."""

    booking = models.ForeignKey(Booking, models.PROTECT, related_name="events")
    state = models.CharField(max_length=10, choices=Booking.State.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.booking_id} → {self.state}"
