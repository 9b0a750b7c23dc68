from __future__ import annotations

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal import publicid


def _in_page_language(name: str, name_en: str) -> str:
    return name_en if name_en and (get_language() or "ko").startswith("en") else name


class Agency(models.Model):
    """A public body that answers citizens: a ministry, a city hall, a district office, a public
    corporation."""

    class Kind(models.TextChoices):
        CENTRAL = "central", _("중앙행정기관")
        PROVINCE = "province", _("시·도")
        DISTRICT = "district", _("시·군·구")
        PUBLIC = "public", _("공공기관")

    public_id = models.CharField(max_length=12, unique=True, editable=False, default=publicid.new)
    name = models.CharField(_("기관 이름"), max_length=80)
    name_en = models.CharField(_("영어 이름"), max_length=120, blank=True)
    kind = models.CharField(_("종류"), max_length=8, choices=Kind.choices)
    area = models.ForeignKey(
        "organisations.Area", models.PROTECT, related_name="agencies", verbose_name=_("지역")
    )

    class Meta:
        verbose_name = _("기관")
        verbose_name_plural = _("기관")
        ordering = ["area__path", "name"]
        constraints = [models.UniqueConstraint(fields=["name"], name="agency_name_is_unique")]

    def __str__(self) -> str:
        return self.name

    @property
    def display_name(self) -> str:
        return _in_page_language(self.name, self.name_en)


class Unit(models.Model):
    """A department of an agency; work is given to units, never to a person by name."""

    public_id = models.CharField(max_length=12, unique=True, editable=False, default=publicid.new)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="units", verbose_name=_("기관"))
    name = models.CharField(_("부서 이름"), max_length=80)
    name_en = models.CharField(_("영어 이름"), max_length=120, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    phone = models.CharField(_("대표 전화"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("부서")
        verbose_name_plural = _("부서")
        ordering = ["agency_id", "name"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "name"], name="unit_name_is_unique_in_agency")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def display_name(self) -> str:
        return _in_page_language(self.name, self.name_en)
