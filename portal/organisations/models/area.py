from __future__ import annotations

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class AreaQuerySet(models.QuerySet["Area"]):
    def provinces(self) -> AreaQuerySet:
        return self.filter(level=Area.Level.PROVINCE)

    def districts(self) -> AreaQuerySet:
        return self.filter(level=Area.Level.DISTRICT)

    def within(self, area: Area) -> AreaQuerySet:
        """The area itself and everything below it."""
        return self.filter(path__startswith=area.path)


class Area(models.Model):
    """A node of the tree nation → 시·도 → 시·군·구.

    `code` is the head of the official ten-digit 법정동코드 (행정표준코드): two digits for a province, five
    for
    a district; the nation is "00". `path` is the codes from the root, each followed by "/", so that a prefix
    test answers "lies within" without recursion.
    """

    class Level(models.TextChoices):
        NATION = "nation", _("전국")
        PROVINCE = "province", _("시·도")
        DISTRICT = "district", _("시·군·구")

    code = models.CharField(_("지역 코드"), max_length=10)
    name = models.CharField(_("이름"), max_length=40)
    name_en = models.CharField(_("영어 이름"), max_length=60)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    level = models.CharField(_("단계"), max_length=8, choices=Level.choices)
    path = models.CharField(max_length=40, editable=False)

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("지역")
        verbose_name_plural = _("지역")
        ordering = ["path"]
        constraints = [
            models.UniqueConstraint(fields=["code"], name="area_code_is_unique"),
            # Tables that keep a path beside their area refer to both, and follow when a district moves.
            models.UniqueConstraint(fields=["id", "path"], name="area_id_with_path"),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True, level="nation")
                | models.Q(parent__isnull=False) & ~models.Q(level="nation"),
                name="area_only_the_nation_is_a_root",
            ),
        ]
        indexes = [models.Index(fields=["path"], name="area_path", opclasses=["varchar_pattern_ops"])]

    def __str__(self) -> str:
        return self.name

    @property
    def display_name(self) -> str:
        """The name in the language of the page."""
        return self.name_en if (get_language() or "ko").startswith("en") else self.name

    @property
    def full_name(self) -> str:
        """ "서울특별시 종로구"; reads `parent`, so select it first."""
        if self.level != Area.Level.DISTRICT or self.parent is None:
            return self.display_name
        if (get_language() or "ko").startswith("en"):
            return f"{self.display_name}, {self.parent.display_name}"
        return f"{self.parent.display_name} {self.display_name}"

    def contains(self, other: Area | None) -> bool:
        """True when `other` is this area or lies in it."""
        return other is not None and other.path.startswith(self.path)

    def ancestor_codes(self) -> list[str]:
        """Codes from the root down to this area, itself included."""
        return self.path.rstrip("/").split("/")
