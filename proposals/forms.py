"""The shape of input; what may be done is in rules/."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal import publicid
from portal.frontend.fields import Choice, Words
from portal.frontend.widgets import CardRadio, Described
from proposals import places, texts
from proposals.actions.drafts import Content
from proposals.models import Proposal
from proposals.queries.listing import Wish
from proposals.states import Topic, Visibility
from proposals.widgets import PlainSelect


def _part(label: Any, hint: Any) -> Words:
    return Words(
        label=label, help_text=hint, max_length=texts.PART_MAX, widget=forms.Textarea(attrs={"rows": 6})
    )


class DraftForm(forms.Form):
    """Anything may be missing while it is being written; rules.writing.gaps says in the end what is."""

    use_required_attribute = False

    sheet = forms.CharField(
        required=False, initial=publicid.new, widget=forms.HiddenInput(attrs={"data-sheet": ""})
    )
    title = Words(
        label=_("제목"),
        max_length=texts.TITLE_MAX,
        help_text=_(
            "무엇을 어떻게 바꾸자는 것인지 한 줄로 적어 주세요. "
            "예: 어린이공원 가로등을 밝은 등으로 바꿔 주세요"
        ),
    )
    topic = Choice(
        label=_("분야"),
        widget=PlainSelect,
        choices=[("", _("분야 고르기")), *Topic.choices],
        help_text=_("무엇에 관한 일인가요?"),
    )
    area = Choice(label=_("지역"), widget=PlainSelect, help_text=_("어느 지역의 일인가요?"))
    problem = _part(_("현황과 문제점"), _("지금은 어떤가요? 누가, 언제, 어떤 불편을 겪나요?"))
    improvement = _part(
        _("개선 방안"), _("어떻게 바꾸면 좋을까요? 다른 곳의 사례가 있으면 함께 적어 주세요.")
    )
    effect = _part(_("기대 효과"), _("바꾸면 무엇이 얼마나 좋아질까요?"))
    unit = forms.ChoiceField(
        label=_("받을 부서"),
        required=False,
        widget=PlainSelect,
        help_text=_("잘 모르면 그대로 두세요. 분야와 지역에 맞는 부서를 찾아 드립니다."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["area"].choices = [("", gettext("지역 고르기")), *places.area_choices()]  # type: ignore[attr-defined]
        self.fields["unit"].choices = [("", gettext("알아서 찾아 주세요")), *places.unit_choices()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        words = ("title", "problem", "improvement", "effect")
        if not any(cleaned.get(name) for name in words) and not self.errors:
            raise forms.ValidationError(_("제목이나 내용을 한 줄이라도 적어 주세요."), code="empty")
        return cleaned

    def content(self) -> Content:
        data = self.cleaned_data
        return {
            "title": data["title"],
            "topic": data["topic"] or Topic.OTHER,
            "area": places.area_of(data["area"]),
            "unit": places.unit_of(data["unit"]),
            "problem": data["problem"],
            "improvement": data["improvement"],
            "effect": data["effect"],
        }

    @staticmethod
    def initial_of(proposal: Proposal) -> dict[str, str]:
        return {
            "title": proposal.title,
            "topic": proposal.topic,
            "area": proposal.area.code if proposal.area else "",
            "unit": proposal.unit.public_id if proposal.unit else "",
            "problem": proposal.problem,
            "improvement": proposal.improvement,
            "effect": proposal.effect,
        }


class SubmitForm(forms.Form):
    """What the author decides last, with the preview before her eyes."""

    visibility = forms.ChoiceField(
        label=_("공개 범위"),
        widget=CardRadio,
        initial=Visibility.FULL,
        choices=[
            (
                Visibility.FULL,
                Described(_("모두 공개"), _("누구나 내용을 읽고, 공감하고, 댓글을 쓸 수 있습니다.")),
            ),
            (
                Visibility.TITLE_ONLY,
                Described(
                    _("제목과 결과만 공개"), _("내용은 나와 담당 부서만 봅니다. 공감과 댓글은 받지 않습니다.")
                ),
            ),
        ],
    )


class GroundsForm(forms.Form):
    """The author's words to the unit: with a supplement, a withdrawal, a request for re-examination."""

    note = forms.CharField(
        label=_("이유"), max_length=texts.NOTE_MAX, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


class FilterForm(forms.Form):
    """The bar above the list. Every field may be left alone."""

    q = forms.CharField(
        label=_("찾을 말"), max_length=100, required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    state = forms.ChoiceField(
        label=_("단계"),
        required=False,
        widget=PlainSelect,
        choices=[
            ("", _("전체 단계")),
            ("reviewing", _("검토 중")),
            ("adopted", _("채택")),
            ("following", _("실행 중")),
            ("done", _("실행 완료")),
            ("not_adopted", _("불채택")),
        ],
    )
    topic = forms.ChoiceField(
        label=_("분야"), required=False, widget=PlainSelect, choices=[("", _("전체 분야")), *Topic.choices]
    )
    area = forms.ChoiceField(label=_("지역"), required=False, widget=PlainSelect)
    unit = forms.ChoiceField(label=_("맡은 부서"), required=False, widget=PlainSelect)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["area"].choices = [("", gettext("전체 지역")), *places.area_choices()]  # type: ignore[attr-defined]
        self.fields["unit"].choices = [("", gettext("전체 부서")), *places.unit_choices()]  # type: ignore[attr-defined]

    @property
    def narrowing(self) -> list[forms.BoundField]:
        """The fields behind "조건 더하기"."""
        return [self[name] for name in ("state", "topic", "area", "unit")]

    @property
    def narrows(self) -> bool:
        return self.is_bound and any(self.data.get(name) for name in ("state", "topic", "area", "unit"))

    def wish(self, order: str) -> Wish:
        """What was asked for; a value that is not offered counts as not asked."""
        self.is_valid()
        data = {name: self.cleaned_data.get(name) or "" for name in self.fields}
        return Wish(
            stands=data["state"],
            area=places.area_of(data["area"]),
            unit=places.unit_of(data["unit"]),
            topic=data["topic"],
            order=order,
            words=data["q"].strip(),
        )
