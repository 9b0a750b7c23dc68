"""What people type after the vote: watch members, reporters, residents, departments, administrators."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from budgets.execution_forms import UnitForm
from budgets.forms import WithoutConstraints
from budgets.models import Evaluation, Verdict, WasteOutcome, Watch
from budgets.models.evaluation import MOST_STARS
from portal.attachments.forms import FilesField
from portal.frontend.dates import DayField, MomentField
from portal.frontend.fields import Money
from portal.frontend.widgets import CardRadio, Described


def _text(label: Any, rows: int, longest: int, hint: Any = "", required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=longest,
        required=required,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class WatchForm(WithoutConstraints, forms.ModelForm[Watch]):
    class Meta:
        model = Watch
        fields = ["opens_at", "closes_at", "term_from", "term_to", "duties"]
        field_classes = {
            "opens_at": MomentField,
            "closes_at": MomentField,
            "term_from": DayField,
            "term_to": DayField,
        }
        widgets = {"duties": forms.Textarea(attrs={"rows": 5})}
        help_texts = {"duties": _("무엇을 얼마나 자주 하는지, 교육과 활동비가 있는지 적어 주세요.")}


class CallForm(forms.Form):
    email = forms.EmailField(label=_("이메일"), help_text=_("이 누리집에서 본인확인을 한 회원이어야 합니다."))


class WatchApplyForm(forms.Form):
    motive = _text(_("참여하려는 까닭"), 4, 500, _("운영자만 봅니다."), required=False)


VERDICTS = [
    (Verdict.GOOD, Described(Verdict.GOOD.label, _("계획대로 제대로 하고 있습니다."))),
    (Verdict.MENDING, Described(Verdict.MENDING.label, _("고치거나 보탤 곳이 있습니다."))),
    (Verdict.SERIOUS, Described(Verdict.SERIOUS.label, _("위험하거나 돈을 잘못 쓰고 있습니다."))),
]


class InspectionForm(forms.Form):
    visited_on = DayField(label=_("가 본 날"))
    seen = _text(
        _("무엇을 보았나요?"), 7, 3000, _("누구나 볼 수 있게 공개합니다. 사람의 이름은 적지 마세요.")
    )
    verdict = forms.ChoiceField(label=_("어떻게 보시나요?"), choices=VERDICTS, widget=CardRadio)
    photos = FilesField(label=_("사진"))


class InspectionAnswerForm(forms.Form):
    body = _text(_("답변"), 6, 2000, _("무엇을 어떻게 고칠지, 고칠 것이 없다면 왜 그런지 적어 주세요."))
    mend_by = DayField(
        label=_("언제까지 고치나요?"),
        required=False,
        help_text=_("고칠 것이 없으면 비워 두세요. 지킨 것과 늦은 것을 모두 공개합니다."),
    )


class MendedForm(forms.Form):
    on = DayField(label=_("고친 날"))
    note = forms.CharField(label=_("어떻게 고쳤나요?"), max_length=300)


class WasteForm(forms.Form):
    body = _text(
        _("무엇이 낭비되고 있나요?"),
        8,
        4000,
        _("언제, 어디서, 무엇에 돈이 잘못 쓰였는지 아는 만큼 적어 주세요. 공개하지 않습니다."),
    )
    amount = Money(
        label=_("낭비된 금액"),
        required=False,
        min_value=1,
        help_text=_("모르면 비워 두세요."),
    )
    attached = FilesField(label=_("사진과 서류"))
    wishes_shown = forms.BooleanField(
        label=_("답변이 나오면 누가 신고했는지 없이 한 줄로 공개해 주세요."), required=False
    )
    tells_name = forms.BooleanField(
        label=_("조사하는 부서가 제 별명을 알아도 됩니다."),
        required=False,
        help_text=_("고르지 않으면 부서도 누가 신고했는지 모릅니다."),
    )


class ReviewForm(forms.Form):
    note = forms.CharField(
        label=_("신고한 분께 드리는 말"),
        max_length=300,
        required=False,
        help_text=_("예: 다음 주에 현장을 확인합니다."),
    )


class ExtendForm(forms.Form):
    reason = _text(
        _("기한을 늘리는 까닭"), 3, 300, _("신고한 분께 새 기한과 함께 알립니다. 한 번만 늘릴 수 있습니다.")
    )


class PassForm(UnitForm):
    elsewhere = forms.CharField(
        label=_("다른 기관"),
        max_length=80,
        required=False,
        help_text=_("이 누리집에 없는 기관에 보낼 때만 적어 주세요. 보내면 여기에서는 처리를 마칩니다."),
    )
    reason = _text(_("보내는 까닭"), 3, 300, _("신고한 분께 알립니다."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].required = False


class WasteAnswerForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("판단"), choices=[one for one in WasteOutcome.choices if one[0]], widget=CardRadio
    )
    answer = _text(_("답변"), 8, 4000, _("무엇을 확인했고 어떻게 했는지, 맞지 않다면 왜 그런지 적어 주세요."))
    recovered = Money(
        label=_("아끼거나 돌려받은 돈"),
        required=False,
        min_value=0,
        help_text=_("없으면 비워 두세요."),
    )
    shown = forms.BooleanField(label=_("사업 화면에 한 줄과 답변을 공개합니다."), required=False)
    summary = forms.CharField(
        label=_("공개할 한 줄"),
        max_length=200,
        required=False,
        help_text=_("신고의 요지를 담당자의 말로 적습니다. 누가 신고했는지 짐작할 수 있는 말은 쓰지 마세요."),
    )

    def clean_recovered(self) -> int:
        return int(self.cleaned_data["recovered"] or 0)


class WasteCorrectionForm(WasteAnswerForm):
    """The answer as it stands, to be put right. Whether it is shown was decided with the answer."""

    shown = None  # type: ignore[assignment]
    reason = _text(_("고친 까닭"), 3, 300, _("답변을 읽을 수 있는 모두에게, 고치기 전 답변과 함께 보입니다."))


STARS = [
    (5, _("5점 – 매우 만족")),
    (4, _("4점 – 만족")),
    (3, _("3점 – 보통")),
    (2, _("2점 – 아쉬움")),
    (1, _("1점 – 매우 아쉬움")),
]
assert len(STARS) == MOST_STARS


class SatisfactionForm(forms.Form):
    stars = forms.TypedChoiceField(
        label=_("이 사업에 얼마나 만족하시나요?"), choices=STARS, coerce=int, widget=forms.RadioSelect
    )
    comment = forms.CharField(
        label=_("한마디"),
        max_length=300,
        required=False,
        help_text=_("마감한 뒤 이름 없이 공개합니다. 답한 분이 다섯 명보다 적으면 공개하지 않습니다."),
    )


class OpenEvaluationForm(forms.Form):
    introduction = _text(_("머리말"), 5, 2000, _("무엇을 돌아보는지 시민에게 설명해 주세요."))
    answers_until = MomentField(
        label=_("만족도 조사 마감"),
        help_text=_("이때까지 답을 받고, 지나면 한꺼번에 공개합니다. 지난 뒤에는 마감을 바꿀 수 없습니다."),
    )


class EvaluationForm(forms.Form):
    reached = forms.ChoiceField(
        label=_("목적을 이루었나요?"), choices=Evaluation.Reached.choices, widget=CardRadio
    )
    body = _text(
        _("평가"), 7, 3000, _("돈과 날짜는 집행 기록에서 저절로 계산합니다. 여기에는 판단만 적어 주세요.")
    )
