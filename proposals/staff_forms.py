"""What an officer fills in. Every deed takes a public note and a reason for the file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.frontend.dates import DayField
from portal.frontend.fields import Choice, Money
from portal.frontend.widgets import CardRadio, Described
from proposals import places, texts
from proposals.models.decision import CRITERIA, label_of
from proposals.states import Exclusion, Outcome
from proposals.widgets import PlainSelect

SCORES = [("", _("매기지 않음")), (5, "5"), (4, "4"), (3, "3"), (2, "2"), (1, "1")]


class DeedForm(forms.Form):
    note = forms.CharField(
        label=_("공개 안내"),
        help_text=_("제안자에게 보내고, 진행 상황에 그대로 실립니다."),
        max_length=texts.NOTE_MAX,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    reason = forms.CharField(
        label=_("처리 사유"),
        help_text=_("공개되지 않습니다. 동료와 감사가 나중에 봅니다."),
        max_length=texts.NOTE_MAX,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ReceiveForm(DeedForm):
    """Only shown as a choice when the officer works for several units and nobody holds the proposal yet."""

    unit = forms.ChoiceField(label=_("맡을 부서"))
    field_order = ["unit", "note", "reason"]

    def __init__(self, *args: Any, units: list[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].choices = [(unit.public_id, unit.display_name) for unit in units]  # type: ignore[attr-defined]


class TransferForm(DeedForm):
    unit = forms.ChoiceField(label=_("보낼 부서"), widget=PlainSelect)
    field_order = ["unit", "note", "reason"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].choices = [("", gettext("부서 고르기")), *places.unit_choices()]  # type: ignore[attr-defined]


class PostponeForm(DeedForm):
    planned_on = DayField(label=_("새 실행 예정일"))
    field_order = ["planned_on", "note", "reason"]


class NotAlways(forms.Select):
    """The decision demands it or not, so no browser and no screen reader is to call it required."""

    def use_required_attribute(self, initial: Any) -> bool:
        return False


class AnswerForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("결정"),
        widget=CardRadio,
        choices=[
            (Outcome.ADOPTED, Described(_("채택"), _("제안대로 실행합니다."))),
            (Outcome.PARTLY, Described(_("일부 채택"), _("일부를 받아들이거나 다른 방법으로 실행합니다."))),
            (Outcome.NOT_ADOPTED, Described(_("불채택"), _("실행하지 않습니다. 까닭을 골라야 합니다."))),
        ],
    )
    reason_code = Choice(
        label=_("불채택 사유 (불채택할 때 꼭 고릅니다)"), choices=[("", _("해당 없음")), *Exclusion.choices],
        widget=NotAlways, help_text=_("사유별로 통계를 공개합니다."),
    )  # fmt: skip
    summary = forms.CharField(
        label=_("한눈에 보는 답변"),
        max_length=texts.SUMMARY_MAX,
        help_text=_("무엇을 언제 하는지, 또는 왜 하지 않는지 한두 문장으로 적어 주세요."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    body = forms.CharField(
        label=_("자세한 답변"), max_length=texts.ANSWER_MAX, widget=forms.Textarea(attrs={"rows": 10})
    )
    planned_on = DayField(
        label=_("실행 예정일"),
        required=False,
        help_text=_("채택하거나 일부 채택할 때 꼭 적어 주세요."),
    )
    cost = Money(
        label=_("예상 비용"),
        required=False,
        min_value=0,
        max_value=10**13,
        help_text=_("적으면 참여예산 후보로 이어집니다."),
    )
    feasibility, creativity, effectiveness, scope, continuity = (
        forms.TypedChoiceField(
            label=label_of(name),
            choices=SCORES,
            coerce=int,
            empty_value=None,
            required=False,
        )
        for name in CRITERIA
    )
    committee = forms.BooleanField(label=_("심사위원회 심의를 거쳤습니다"), required=False)
    reason = forms.CharField(
        label=_("처리 사유"),
        help_text=_("공개되지 않습니다. 동료와 감사가 나중에 봅니다."),
        max_length=texts.NOTE_MAX,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    @property
    def score_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in CRITERIA]

    def scores(self) -> dict[str, int | None]:
        return {name: self.cleaned_data[name] for name in CRITERIA}
