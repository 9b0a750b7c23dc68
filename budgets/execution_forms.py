"""The shape of what departments write about a project."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.attachments.forms import FilesField
from portal.frontend.dates import DayField
from portal.frontend.fields import Money
from portal.organisations.models import Unit


def _reason(label: Any, hint: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=300, help_text=hint, widget=forms.Textarea(attrs={"rows": 3})
    )


class UnitForm(forms.Form):
    unit = forms.ModelChoiceField(
        label=_("맡을 부서"),
        queryset=Unit.objects.select_related("agency").order_by("agency__name", "name"),
        to_field_name="public_id",
        empty_label=_("부서를 골라 주세요"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ModelChoiceField)
        unit.label_from_instance = lambda one: f"{one.agency.display_name} {one.display_name}"  # type: ignore[method-assign,assignment]


class MilestoneForm(forms.Form):
    title = forms.CharField(label=_("할 일"), max_length=80, help_text=_("예: 설계, 공사 시작, 준공"))
    planned_on = DayField(label=_("예정일"))


class DoneForm(forms.Form):
    on = DayField(label=_("마친 날"))


class RightDayForm(forms.Form):
    on = DayField(label=_("바른 날"))
    reason = _reason(_("고친 까닭"), _("고치기 전 날도 그대로 보입니다. 소식을 받는 분들에게도 보냅니다."))


class NotDoneForm(forms.Form):
    reason = _reason(
        _("고친 까닭"), _("마쳤다고 적었던 날도 그대로 보입니다. 소식을 받는 분들에게도 보냅니다.")
    )


class MoveForm(forms.Form):
    planned_on = DayField(label=_("새 예정일"))
    reason = _reason(_("까닭"), _("누구나 볼 수 있게 공개합니다. 소식을 받는 분들에게도 보냅니다."))


class WithdrawForm(forms.Form):
    reason = _reason(
        _("빼는 까닭"),
        _("누구나 볼 수 있게 공개하고, 뺀 일도 그대로 보입니다. 소식을 받는 분들에게도 보냅니다."),
    )


class SpendingForm(forms.Form):
    spent_on = DayField(label=_("쓴 날"))
    amount = Money(label=_("금액"), min_value=1)
    purpose = forms.CharField(label=_("쓴 곳"), max_length=120, help_text=_("예: 설계 용역비, 자재비"))


class CorrectForm(forms.Form):
    amount = Money(
        label=_("바른 금액"),
        min_value=0,
        help_text=_("0을 적으면 이 기록을 없던 것으로 셉니다. 고치기 전 기록도 그대로 보입니다."),
    )
    reason = _reason(_("고친 까닭"), _("누구나 볼 수 있게 공개합니다."))


class ReportForm(forms.Form):
    body = forms.CharField(
        label=_("어떻게 진행되고 있나요?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 6})
    )
    photos = FilesField(label=_("사진"))


class StopForm(forms.Form):
    reason = _reason(
        _("그만두는 까닭"),
        _("누구나 볼 수 있게 공개합니다. 그만두면 할 일을 더는 적을 수 없고 정산만 남습니다."),
    )


class SettleForm(forms.Form):
    settlement = forms.CharField(
        label=_("정산 설명"),
        max_length=2000,
        help_text=_(
            "무엇을 했고, 돈이 남았거나 달라졌다면 왜 그런지 적어 주세요. "
            "정산하면 할 일도 쓴 돈도 더는 적거나 고칠 수 없으니, 먼저 모두 맞는지 확인해 주세요."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
