"""What the style guide shows: one honest example of each component."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from portal import clock
from portal.frontend.dates import DayField
from portal.frontend.icons import ICONS
from portal.frontend.widgets import (
    CardCheckboxes,
    CardRadio,
    Described,
    FileInput,
    MoneyInput,
    TimeInput,
)


class SpecimenForm(forms.Form):
    """Every kind of field."""

    title = forms.CharField(
        label=_("제목"), max_length=80, help_text=_("무엇을 바꾸고 싶은지 한 문장으로 써 주세요.")
    )
    body = forms.CharField(label=_("내용"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}))
    place = forms.CharField(label=_("장소"), required=False)
    kind = forms.ChoiceField(
        label=_("분야"),
        choices=[("", _("골라 주세요")), ("park", _("공원")), ("road", _("도로"))],
    )
    method = forms.ChoiceField(
        label=_("투표 방법"),
        widget=CardRadio,
        choices=[
            ("approval", Described(_("찬성 투표"), _("마음에 드는 사업을 모두 고릅니다."))),
            ("knapsack", Described(_("예산 담기"), _("정해진 예산 안에서 사업을 담습니다."))),
        ],
    )
    topics = forms.MultipleChoiceField(
        label=_("알림 받을 일"),
        required=False,
        widget=CardCheckboxes,
        choices=[("answer", _("답변")), ("due", _("기한")), ("comment", _("댓글"))],
    )
    plain = forms.ChoiceField(
        label=_("공개 여부"),
        widget=forms.RadioSelect,
        choices=[("open", _("누구나 볼 수 있게")), ("closed", _("담당 기관만 보게"))],
    )
    cost = forms.IntegerField(label=_("예상 비용"), required=False, widget=MoneyInput)
    day = DayField(label=_("날짜"))
    time = forms.TimeField(label=_("시간"), widget=TimeInput)
    file = forms.FileField(label=_("첨부 파일"), required=False, widget=FileInput)
    agree = forms.BooleanField(label=_("개인정보를 모으고 쓰는 데 동의합니다"))


def everything(data: QueryDict | None) -> dict[str, Any]:
    at = clock.now()
    return {
        "form": SpecimenForm(data),
        "at": at,
        "soon": at + timedelta(days=2),
        "later": at + timedelta(days=12),
        "past": at - timedelta(days=1),
        "icons": sorted(ICONS),
        "tones": ["neutral", "info", "progress", "good", "warn", "bad", "accent", "closed"],
        "page": Paginator(range(400), 20).get_page(7),
        "votes": [(_("청운효자동"), 1204, True), (_("삼청동"), 812), (_("부암동"), 640), (_("평창동"), 233)],
        "steps": _steps(),
        "events": _events(at),
        "tabs": _tabs(),
        "side": _tabs(),
        "rows": [(_("사용일"), "2026. 12. 1."), (_("인원"), _("12명"))],
        **_week(),
        "swatches": SWATCHES,
    }


def _steps() -> list[dict[str, Any]]:
    return [
        {"label": _("접수"), "state": "done", "note": "11. 2."},
        {"label": _("공개"), "state": "done", "note": "11. 4."},
        {"label": _("부서 검토"), "state": "current", "note": _("12. 4.까지")},
        {"label": _("답변"), "state": "todo"},
    ]


def _events(at: Any) -> list[dict[str, Any]]:
    return [
        {
            "title": _("부서가 검토를 시작했습니다"),
            "at": at,
            "actor": _("종로구 공원녹지과"),
            "tone": "progress",
        },
        {
            "title": _("제안이 공개되었습니다"),
            "at": at - timedelta(days=2),
            "actor": _("종로구"),
            "tone": "info",
            "text": _("내용을 확인하고 공개했습니다. 이제 누구나 공감하고 댓글을 쓸 수 있습니다."),
        },
        {"title": _("제안을 보냈습니다"), "at": at - timedelta(days=4), "actor": _("느티나무")},
    ]


def _tabs() -> list[dict[str, Any]]:
    return [
        {"label": _("모두"), "url": "?tab=all", "count": 128, "current": True},
        {"label": _("검토 중"), "url": "?tab=review", "count": 12},
        {"label": _("답변 완료"), "url": "?tab=answered", "count": 87},
    ]


def _week() -> dict[str, Any]:
    days = [
        {"label": f"11. {23 + number}.({name})", "today": number == 0}
        for number, name in enumerate("월화수목금토일")
    ]
    pattern = ["free", "taken", "free", "mine", "free", "closed", "closed"]
    labels = {"free": _("예약 가능"), "taken": _("예약됨"), "mine": _("내 예약"), "closed": _("쉼")}
    rows = [
        {
            "label": f"{hour}:00",
            "cells": [
                {"tone": tone, "label": labels[tone], "url": "#week" if tone == "free" else ""}
                for tone in pattern[hour % 3 :] + pattern[: hour % 3]
            ],
        }
        for hour in range(9, 14)
    ]
    return {"week": SimpleNamespace(days=days, rows=rows)}


SWATCHES = [
    "ink",
    "ink-soft",
    "ink-faint",
    "line",
    "line-strong",
    "paper-warm",
    "paper-warm-2",
    "accent",
    "accent-strong",
    "accent-tint",
    "clay",
    "good",
    "good-tint",
    "warn",
    "warn-tint",
    "bad",
    "bad-tint",
]
