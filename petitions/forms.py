"""The shape of what is typed. No policy: whether it may be done is asked of rules.py."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from petitions import texts
from petitions.grounds import Ground
from petitions.rules import TITLE_SHORT
from petitions.states import Decision
from portal import publicid
from portal.frontend.widgets import CardRadio, Described
from portal.lines import one_line
from portal.organisations.models import Agency

PUBLISH_HELP = _("누구나 읽고 서명할 수 있게 됩니다. 글은 더 고칠 수 없습니다.")
SUPPLEMENT_HELP = _("청원인이 글을 고쳐 다시 낼 때까지 검토 기한이 멈춥니다.")
REFUSE_HELP = _("법이 정한 사유일 때만 고를 수 있고, 사유는 공개됩니다.")
NO_FORMULA = _("제목은 한글이나 영문, 숫자로 시작해 주세요.")


class TitleForm(forms.Form):
    """무엇을 청원하나요."""

    sheet = forms.CharField(
        required=False, initial=publicid.new, widget=forms.HiddenInput(attrs={"data-sheet": ""})
    )

    title = forms.CharField(
        label=_("무엇을 바꾸어 달라고 청원하나요?"),
        min_length=texts.TITLE_MIN,
        max_length=texts.TITLE_MAX,
        help_text=_("한 문장으로 적어 주세요. 예: 학교 앞 횡단보도에 바닥 신호등을 설치해 주세요"),
        error_messages={
            "required": _("무엇을 청원하는지 한 문장으로 적어 주세요."),
            "min_length": _("무엇을 청원하는지 %(limit_value)d자 이상으로 적어 주세요."),
            "max_length": _("제목은 %(limit_value)d자까지 쓸 수 있습니다. 조금만 줄여 주세요."),
        },
    )

    def clean_title(self) -> str:
        title = one_line(self.cleaned_data["title"])
        if title.startswith(texts.FORMULA_OPENINGS):
            raise forms.ValidationError(NO_FORMULA)
        if len(title) < texts.TITLE_MIN:  # what was typed is longer, but nobody would see it
            raise forms.ValidationError(TITLE_SHORT.sentence)
        return title


class TextForm(TitleForm):
    """배경과 내용."""

    background = forms.CharField(
        label=_("왜 필요한가요?"),
        max_length=texts.BACKGROUND_MAX,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("지금 무엇이 불편한지, 누가 어려움을 겪는지 적어 주세요."),
    )
    details = forms.CharField(
        label=_("어떻게 바꾸면 좋을까요?"),
        min_length=texts.DETAILS_MIN,
        max_length=texts.DETAILS_MAX,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_(
            "이름, 전화번호, 주소처럼 사람을 알아볼 내용은 적지 마세요. 공개한 뒤에는 고칠 수 없습니다."
        ),
        error_messages={
            "required": _("무엇을 어떻게 바꾸면 좋을지 적어 주세요."),
            "min_length": _("조금 더 자세히 적어 주세요. %(limit_value)d자 이상이면 됩니다."),
        },
    )
    agency = forms.ModelChoiceField(
        label=_("어느 기관이 답변하면 좋을까요?"),
        queryset=Agency.objects.order_by("name"),
        required=False,
        to_field_name="public_id",
        empty_label=_("잘 모르겠습니다 (운영자가 정합니다)"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["sheet"]  # the draft has its name by now
        self.fields["title"].label = _("제목")
        self.fields["title"].help_text = ""

    def unfinished(self) -> dict[str, Any]:
        """What is good enough to keep, even when the whole is not: nobody loses a page for one short
        field."""
        return {name: value for name, value in self.cleaned_data.items() if name in self.fields}

    def kept_text(self) -> dict[str, Any]:
        """The valid fields, and the invalid ones as typed, cut to what the column holds (no NULs)."""
        kept = self.unfinished()
        for name, most in (("background", texts.BACKGROUND_MAX), ("details", texts.DETAILS_MAX)):
            if name not in kept:
                kept[name] = (self.data.get(name) or "").replace("\x00", "")[:most]
        return kept


class ReasonForm(forms.Form):
    """A sentence of why, for withdrawals and extensions."""

    reason = forms.CharField(
        label=_("까닭"),
        min_length=texts.REASON_MIN,
        max_length=texts.REASON_MAX,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("까닭을 적어 주세요."),
            "min_length": _("까닭을 %(limit_value)d자 이상으로 적어 주세요."),
        },
    )


class AssignForm(forms.Form):
    """Which agency's business a petition is that names none."""

    agency = forms.ModelChoiceField(
        label=_("맡을 기관"),
        queryset=Agency.objects.order_by("name"),
        to_field_name="public_id",
        empty_label=_("기관을 골라 주세요"),
        error_messages={"required": _("이 일을 맡을 기관을 골라 주세요.")},
    )


class CheckForm(forms.Form):
    """The officer's decision within the legal clock."""

    PUBLISH, SUPPLEMENT, REFUSE = "publish", "supplement", "refuse"

    decision = forms.ChoiceField(
        label=_("어떻게 처리할까요?"),
        widget=CardRadio,
        choices=[
            (PUBLISH, Described(_("공개합니다"), PUBLISH_HELP)),
            (SUPPLEMENT, Described(_("보완을 요청합니다"), SUPPLEMENT_HELP)),
            (REFUSE, Described(_("수리하지 않습니다"), REFUSE_HELP)),
        ],
        error_messages={"required": _("세 가지 가운데 하나를 골라 주세요.")},
    )
    agency = forms.ModelChoiceField(
        label=_("답변할 기관"),
        queryset=Agency.objects.order_by("name"),
        required=False,
        to_field_name="public_id",
        empty_label=_("지금 맡은 기관 그대로"),
        help_text=_("공개할 때 정합니다."),
    )
    ground = forms.ChoiceField(
        label=_("수리하지 않는 법적 사유"),
        choices=[("", _("사유를 골라 주세요")), *Ground.choices],
        required=False,
        help_text=_("청원법 제6조와 제16조에 있는 사유만 고를 수 있습니다."),
    )
    note = forms.CharField(
        label=_("청원인에게 전할 말"),
        max_length=texts.REASON_MAX,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("보완을 요청하거나 수리하지 않을 때는 무엇이 왜 그런지 꼭 적어 주세요."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        decision = cleaned.get("decision")
        if (
            decision in (self.SUPPLEMENT, self.REFUSE)
            and len(cleaned.get("note", "").strip()) < texts.REASON_MIN
        ):
            self.add_error("note", _("청원인이 알아들을 수 있게 10자 이상으로 적어 주세요."))
        if decision == self.REFUSE and not cleaned.get("ground"):
            self.add_error("ground", _("수리하지 않는 법적 사유를 골라 주세요."))
        return cleaned


class AnswerForm(forms.Form):
    """What the agency says: the decision first, then one breath, then everything."""

    decision = forms.ChoiceField(
        label=_("결정"),
        choices=Decision.choices,
        widget=CardRadio,
        error_messages={"required": _("결정을 골라 주세요.")},
    )
    summary = forms.CharField(
        label=_("한눈에 보는 답변"),
        max_length=texts.SUMMARY_MAX,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("서명한 분들에게 보내는 알림에 그대로 들어갑니다. 결론부터 적어 주세요."),
        error_messages={"required": _("결론을 한두 문장으로 적어 주세요.")},
    )
    body = forms.CharField(
        label=_("자세한 답변"),
        max_length=texts.ANSWER_MAX,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("어떻게 검토했는지, 무엇을 언제까지 할지, 하지 못한다면 왜 그런지 적어 주세요."),
        error_messages={"required": _("자세한 답변을 적어 주세요.")},
    )


class InvalidateForm(ReasonForm):
    """Receipts of signatures to strike out, one in a line."""

    receipts = forms.CharField(
        label=_("무효로 할 서명의 접수 번호"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("한 줄에 하나씩 적어 주세요."),
        error_messages={"required": _("접수 번호를 한 줄에 하나씩 적어 주세요.")},
    )

    def clean_receipts(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["receipts"].splitlines() if line.strip()]
