from django import forms
from django.utils.translation import gettext_lazy as _

from portal.frontend.dates import DayField


class HolidayForm(forms.Form):
    """One day that differs from the statutory calendar."""

    date = DayField(label=_("날짜"))
    name = forms.CharField(label=_("이름"), max_length=60, help_text=_("예: 임시공휴일, 정상 근무"))
    is_working_day = forms.BooleanField(
        label=_("공휴일이지만 근무합니다"), required=False, help_text=_("표시하지 않으면 쉬는 날이 됩니다.")
    )
