from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Holiday(models.Model):
    """A correction to the calendar library, both ways.

    임시공휴일 are decided by the State Council at short notice (관공서의 공휴일에 관한 규정 제2조), so no
    library knows
    them in time; `is_working_day` marks the opposite, a day that the library wrongly calls a holiday.
    """

    date = models.DateField(_("날짜"))
    name = models.CharField(_("이름"), max_length=60)
    is_working_day = models.BooleanField(_("근무하는 날"), default=False)

    class Meta:
        verbose_name = _("공휴일")
        verbose_name_plural = _("공휴일")
        ordering = ["date"]
        constraints = [models.UniqueConstraint(fields=["date"], name="holiday_date_is_unique")]

    def __str__(self) -> str:
        return f"{self.date} {self.name}"
