from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.frontend.widgets import CardRadio, Described
from portal.moderation.models import Decision
from portal.moderation.reasons import EXPLAINED, RIGHTS, Reason


def _long(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ReportForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("무엇이 문제인가요?"),
        choices=[(reason.value, Described(reason.label, EXPLAINED[reason])) for reason in Reason],
        widget=CardRadio,
        error_messages={"required": _("신고하는 이유를 하나 골라 주세요.")},
    )
    text = forms.CharField(
        label=_("덧붙일 말"),
        required=False,
        max_length=1000,
        widget=_long(4),
        help_text=_("어느 부분이 문제인지 적어 주시면 더 빨리 살펴볼 수 있습니다."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("reason") == Reason.OTHER and not cleaned.get("text", "").strip():
            self.add_error("text", _("기타를 고르면 무엇이 문제인지 적어 주세요."))
        return cleaned


class DecisionForm(forms.Form):
    measure = forms.ChoiceField(
        label=_("어떻게 할까요?"),
        choices=[
            (
                Decision.Measure.KEEP,
                Described(_("그대로 둡니다"), _("규칙을 어기지 않았습니다. 신고한 분들께 알립니다.")),
            ),
            (
                Decision.Measure.HIDE,
                Described(
                    _("가립니다"), _("규칙을 어겼습니다. 글쓴이에게 이유와 이의 제기 방법을 알립니다.")
                ),
            ),
            (
                Decision.Measure.TEMPORARY,
                Described(
                    _("30일 동안 가립니다(임시조치)"),
                    _(
                        "권리를 해쳤는지 판단하기 어렵습니다. 30일 뒤 저절로 다시 공개됩니다. "
                        "정보통신망법 제44조의2 제4항"
                    ),
                ),
            ),
        ],
        widget=CardRadio,
        error_messages={"required": _("어떻게 할지 하나 골라 주세요.")},
    )
    rule = forms.ChoiceField(
        label=_("어긴 규칙"),
        choices=[("", _("고르지 않음")), *Reason.choices],
        required=False,
        help_text=_("가릴 때만 고릅니다. 공개 기록에 남습니다."),
    )
    note = forms.CharField(
        label=_("결정한 이유"),
        max_length=2000,
        widget=_long(4),
        help_text=_("글쓴이가 읽습니다. 어느 부분이 왜 문제인지, 어떻게 고치면 되는지 적어 주세요."),
        error_messages={"required": _("결정한 이유를 적어 주세요. 글쓴이가 읽습니다.")},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        measure, rule = cleaned.get("measure"), cleaned.get("rule")
        if measure and measure != Decision.Measure.KEEP and not rule:
            self.add_error("rule", _("가리려면 어긴 규칙을 골라 주세요."))
        if measure == Decision.Measure.TEMPORARY and rule and rule not in RIGHTS:
            self.add_error("rule", _("임시조치는 개인정보나 허위·명예훼손 신고에만 할 수 있습니다."))
        return cleaned


class AppealForm(forms.Form):
    text = forms.CharField(
        label=_("왜 다시 공개되어야 하나요?"),
        max_length=2000,
        widget=_long(6),
        help_text=_("처음 결정한 사람이 아닌 다른 중재자가 읽고 판단합니다."),
        error_messages={"required": _("다시 공개되어야 하는 이유를 적어 주세요.")},
    )


class JudgementForm(forms.Form):
    verdict = forms.ChoiceField(
        label=_("이의를 받아들일까요?"),
        choices=[
            ("grant", Described(_("받아들입니다"), _("글을 다시 공개하고 글쓴이에게 알립니다."))),
            ("refuse", Described(_("받아들이지 않습니다"), _("글은 가려진 채로 두고 이유를 알립니다."))),
        ],
        widget=CardRadio,
        error_messages={"required": _("받아들일지 하나 골라 주세요.")},
    )
    answer = forms.CharField(
        label=_("판단한 이유"),
        max_length=2000,
        widget=_long(4),
        help_text=_("글쓴이가 읽습니다."),
        error_messages={"required": _("판단한 이유를 적어 주세요. 글쓴이가 읽습니다.")},
    )
