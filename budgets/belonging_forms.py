"""The shape of a claim and of the decision about it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from budgets.forms import WithoutConstraints
from budgets.models import Belonging
from portal.attachments.forms import FilesField
from portal.frontend.dates import DayField
from portal.frontend.widgets import CardRadio, Described
from portal.organisations.models import Area

KINDS = [
    (Belonging.Kind.WORK, Described(_("일합니다"), _("직장이나 가게가 이 지역에 있습니다."))),
    (Belonging.Kind.STUDY, Described(_("배웁니다"), _("다니는 학교가 이 지역에 있습니다."))),
]
CONFIRM, REFUSE = "confirm", "refuse"


class ClaimForm(WithoutConstraints, forms.ModelForm[Belonging]):
    kind = forms.ChoiceField(label=_("이 지역에서 무엇을 하나요?"), choices=KINDS, widget=CardRadio)
    proof = forms.CharField(
        label=_("어떻게 확인할 수 있나요?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "예: 회사 누리집의 직원 소개, 재직증명서나 재학증명서. "
            "주민등록번호와 집 주소는 적지 마세요. 확인이 끝나면 지웁니다."
        ),
    )
    attached = FilesField(label=_("증명하는 파일"))

    class Meta:
        model = Belonging
        fields = ["area", "kind", "place", "proof"]
        help_texts = {"place": _("예: 종로상회, 한빛고등학교")}

    field_order = ["area", "kind", "place", "proof", "attached"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        area = self.fields["area"]
        assert isinstance(area, forms.ModelChoiceField)
        area.queryset = Area.objects.districts().select_related("parent")
        area.label_from_instance = lambda one: one.full_name  # type: ignore[method-assign,assignment]
        area.empty_label = str(_("지역을 골라 주세요"))


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(
        label=_("결정"),
        choices=[
            (CONFIRM, Described(_("확인합니다"), _("이 지역 예산에 투표할 수 있게 됩니다."))),
            (REFUSE, Described(_("확인하지 못했습니다"), _("이유를 알립니다. 다시 신청할 수 있습니다."))),
        ],
        widget=CardRadio,
    )
    until = DayField(label=_("언제까지 인정하나요?"), required=False, help_text=_("확인할 때만 씁니다."))
    reason = forms.CharField(
        label=_("이유"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("확인하지 못했을 때는 꼭 적어 주세요. 신청한 분에게 그대로 알립니다."),
    )
