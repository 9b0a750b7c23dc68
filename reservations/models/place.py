from __future__ import annotations

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal import publicid


class Place(models.Model):
    """A building or a park with bookable rooms. `unit` answers for it and approves its bookings.

    The table has one column more, `area_path`, which the database keeps for the order of the list of rooms
    (migration 0002, queries/search.py).
    """

    public_id = models.CharField(max_length=12, unique=True, editable=False, default=publicid.new)
    unit = models.ForeignKey(
        "organisations.Unit", models.PROTECT, related_name="places", verbose_name=_("담당 부서")
    )
    area = models.ForeignKey(
        "organisations.Area", models.PROTECT, related_name="places", verbose_name=_("지역")
    )
    name = models.CharField(_("이름"), max_length=80)
    name_en = models.CharField(_("영어 이름"), max_length=120, blank=True)
    address = models.CharField(_("주소"), max_length=160)
    directions = models.CharField(_("찾아오는 길"), max_length=200, blank=True)
    phone = models.CharField(_("전화"), max_length=20, blank=True)
    closed_on_holidays = models.BooleanField(_("공휴일에 쉼"), default=True)

    class Meta:
        verbose_name = _("장소")
        verbose_name_plural = _("장소")
        ordering = ["area__path", "name"]
        constraints = [models.UniqueConstraint(fields=["area", "name"], name="place_name_is_unique_in_area")]

    def __str__(self) -> str:
        return self.name

    @property
    def display_name(self) -> str:
        return self.name_en if self.name_en and (get_language() or "ko").startswith("en") else self.name
