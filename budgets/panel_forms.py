"""What citizens, panelists and administrators type about the panel; policy is in panel_rules."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from budgets.forms import WithoutConstraints
from budgets.models import Applicant, Criterion, Envelope, Meeting, Panel, Seat
from budgets.models.rubric import MOST
from budgets.overtaken import SeenField
from portal.frontend.dates import DayField, MomentField
from portal.frontend.fields import Choice, MayWait
from portal.frontend.widgets import CardRadio
from portal.organisations.models import Area


class ApplyForm(forms.Form):
    sex = forms.ChoiceField(
        label=_("성별"),
        choices=Applicant.Sex.choices,
        required=False,
        help_text=_("여러 사람이 고르게 뽑히도록 쓰며, 말하지 않아도 됩니다."),
    )
    motive = forms.CharField(
        label=_("참여하려는 까닭"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("추첨에는 쓰지 않습니다."),
    )
    agree = forms.BooleanField(
        label=_("지역, 나이대, 성별을 무작위 번호와 함께 공개하는 데 동의합니다."), required=False
    )


class PanelForm(WithoutConstraints, forms.ModelForm[Panel]):
    class Meta:
        model = Panel
        fields = [
            "area",
            "voters",
            "size",
            "opens_at",
            "closes_at",
            "term_from",
            "term_to",
            "scores_until",
            "duties",
        ]
        field_classes = {
            "opens_at": MomentField,
            "closes_at": MomentField,
            "term_from": DayField,
            "term_to": DayField,
            "scores_until": MomentField,
        }
        labels = {"area": _("어느 지역 분을 모집하나요?")}
        widgets = {"duties": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "area": _("비워 두면 어디에 사는 분이든 신청할 수 있습니다. 모집을 시작하면 바꿀 수 없습니다."),
            "term_from": _("추첨은 모집을 마감한 뒤에 하므로 마감한 날이거나 그 뒤여야 합니다."),
            "duties": _("무엇을 얼마나 자주 하는지, 수당이 있는지 적어 주세요."),
            "scores_until": _("모두 매기면 그때, 아니면 이 시각에 점수의 합계를 공개합니다."),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        area: Any = self.fields["area"]
        area.queryset = Area.objects.exclude(level=Area.Level.NATION).select_related("parent")
        area.label_from_instance = lambda one: one.full_name
        area.empty_label = str(_("지역을 정하지 않음 (누구나)"))
        self.fields["voters"] = forms.ChoiceField(
            label=self.fields["voters"].label,
            choices=Envelope.Voters.choices,
            initial=Envelope.Voters.RESIDENTS,
            required=False,
            widget=forms.RadioSelect,
        )

    def clean_voters(self) -> str:
        return str(self.cleaned_data["voters"] or Envelope.Voters.RESIDENTS)


class ExpertForm(forms.Form):
    email = forms.EmailField(label=_("이메일"), help_text=_("이 누리집에서 본인확인을 한 회원이어야 합니다."))
    career = forms.CharField(label=_("전문 분야와 경력"), max_length=200, help_text=_("모두에게 보입니다."))


class CriterionForm(WithoutConstraints, forms.ModelForm[Criterion]):
    weight = forms.IntegerField(label=_("가중치"), min_value=1, max_value=100, initial=1)

    class Meta:
        model = Criterion
        fields = ["kind", "name", "question", "weight"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kind: Any = self.fields["kind"]
        kind.choices = [("", _("골라 주세요")), *Seat.Kind.choices]


class MeetingForm(forms.ModelForm[Meeting]):
    seen = SeenField()

    class Meta:
        model = Meeting
        fields = ["title", "starts_at", "place", "agenda", "minutes"]
        field_classes = {"starts_at": MomentField}
        widgets = {
            "agenda": forms.Textarea(attrs={"rows": 5}),
            "minutes": forms.Textarea(attrs={"rows": 10}),
        }
        help_texts = {"minutes": _("회의가 끝난 뒤에 적습니다. 모두에게 보입니다.")}


class Points(MayWait, forms.TypedChoiceField):
    pass


class ScoreForm(forms.Form):
    """First the interest, then one row of points for each criterion."""

    use_required_attribute = False

    interest = Choice(
        label=_("이 사업안과 이해관계가 있나요?"),
        widget=CardRadio,
        choices=[("no", _("없습니다. 점수를 매깁니다.")), ("yes", _("있습니다. 점수를 매기지 않습니다."))],
    )
    reason = forms.CharField(
        label=_("어떤 관계인가요?"),
        required=False,
        max_length=300,
        help_text=_("‘있습니다’를 골랐을 때만 적어 주세요. 예: 가족이 그 단체에서 일합니다."),
    )

    def __init__(self, *args: Any, criteria: list[Criterion], **options: Any) -> None:
        super().__init__(*args, **options)
        self.criteria = criteria
        for one in criteria:
            self.fields[f"c{one.pk}"] = Points(
                label=one.name,
                help_text=one.question,
                coerce=int,
                empty_value=None,
                choices=[
                    ("", "–"),
                    *[
                        (n, ngettext("%(points)d점", "%(points)d점", n) % {"points": n})
                        for n in range(1, MOST + 1)
                    ],
                ],
            )

    def points(self) -> dict[int, int | None]:
        return {one.pk: self.cleaned_data[f"c{one.pk}"] for one in self.criteria}
