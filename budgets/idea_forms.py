"""The shape of what citizens and officers type about ideas and plans; policy is in the rules."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from budgets import idea_texts as texts
from budgets.categories import HINT, cleaned
from budgets.forms import WithoutConstraints
from budgets.idea_queries import Wish
from budgets.models import Code, Envelope, Field, Plan, PlanState, Round
from portal.attachments.forms import FilesField
from portal.frontend.fields import Choice, MayWait, Money, Words
from portal.frontend.widgets import CardRadio, Described
from portal.organisations.models import Area, Unit


def areas(round_: Round) -> Any:
    """The areas of the round's envelopes with what lies below; all of them while there are none."""
    paths = [one.area.path for one in round_.envelopes.select_related("area") if one.area]
    found = Area.objects.exclude(level=Area.Level.NATION).select_related("parent")
    return found.filter(path__in=paths) if paths else found


class AreaField(MayWait, forms.ModelChoiceField):
    def label_from_instance(self, area: Any) -> str:
        return str(area.full_name)


class OneOf(MayWait, forms.ModelChoiceField):
    pass


class Amount(MayWait, Money):
    pass


class UnitField(MayWait, forms.ModelChoiceField):
    def label_from_instance(self, unit: Any) -> str:
        return f"{unit.agency.display_name} {unit.display_name}"


class IdeaForm(forms.Form):
    """Anything may be missing while it is being written; idea_rules.gaps says in the end what is."""

    use_required_attribute = False

    title = Words(
        label=_("제목"),
        max_length=texts.TITLE_MAX,
        help_text=_("무엇을 어디에 하자는 것인지 한 줄로 적어 주세요. 예: 초등학교 앞 횡단보도에 그늘막을"),
    )
    field = Choice(label=_("분야"), choices=Field.choices)
    area = AreaField(
        label=_("지역"),
        queryset=Area.objects.none(),
        to_field_name="code",
        empty_label=_("시 전역"),
    )
    place = Words(
        label=_("장소"),
        max_length=texts.PLACE_MAX,
        help_text=_("찾아갈 수 있게 적어 주세요. 예: 청운초등학교 정문 앞"),
    )
    problem = Words(
        label=_("지금 어떤 점이 불편한가요?"),
        max_length=texts.PART_MAX,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("누가, 언제, 어떤 불편을 겪는지 적어 주세요."),
    )
    remedy = Words(
        label=_("무엇을 하면 좋을까요?"),
        max_length=texts.PART_MAX,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("다음 해 안에 끝낼 수 있는 일이어야 합니다."),
    )
    rough_cost = Money(
        label=_("짐작하는 비용"),
        required=False,
        min_value=0,
        help_text=_("몰라도 됩니다. 담당 부서가 다시 계산합니다."),
    )
    files = FilesField(label=_("사진이나 자료"))  # type: ignore[assignment]

    def __init__(self, *args: Any, round_: Round, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["area"].queryset = areas(round_)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not any(cleaned.get(name) for name in ("title", "problem", "remedy")) and not self.errors:
            raise forms.ValidationError(_("제목이나 내용을 한 줄이라도 적어 주세요."), code="empty")
        return cleaned

    def content(self) -> dict[str, Any]:
        data = {name: value for name, value in self.cleaned_data.items() if name != "files"}
        return data | {"field": data["field"] or Field.OTHER}


class FilterForm(forms.Form):
    """The bar above the list. Every field may be left alone."""

    q = forms.CharField(
        label=_("찾을 말"), max_length=100, required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    state = forms.ChoiceField(
        label=_("단계"),
        required=False,
        choices=[
            ("", _("전체 단계")),
            ("waiting", _("심사 중")),
            ("eligible", _("적격")),
            ("ineligible", _("부적격")),
            ("on_ballot", _("투표할 사업이 됨")),
        ],
    )
    field = forms.ChoiceField(label=_("분야"), required=False, choices=[("", _("전체 분야")), *Field.choices])
    area = AreaField(
        label=_("지역"),
        queryset=Area.objects.none(),
        to_field_name="code",
        required=False,
        empty_label=_("전체 지역"),
    )
    sort = forms.ChoiceField(
        label=_("순서"),
        required=False,
        choices=[("newest", _("최신순")), ("supported", _("공감 많은 순"))],
    )

    def __init__(self, *args: Any, round_: Round, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["area"].queryset = areas(round_)  # type: ignore[attr-defined]

    def wish(self) -> Wish:
        """What was asked for; a value that is not offered counts as not asked."""
        self.is_valid()
        data: dict[str, Any] = getattr(self, "cleaned_data", {})
        return Wish(
            words=(data.get("q") or "").strip(),
            stands=data.get("state") or "",
            field=data.get("field") or "",
            area=data.get("area"),
            order=data.get("sort") or "newest",
        )


class NoteForm(forms.Form):
    """Words for everybody: with a question, a merger, a second look."""

    use_required_attribute = False
    note = Words(label=_("내용"), max_length=texts.NOTE_MAX, widget=forms.Textarea(attrs={"rows": 5}))


class WithdrawalForm(forms.Form):
    note = forms.CharField(
        label=_("철회하는 까닭"),
        required=False,
        max_length=texts.NOTE_MAX,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("적으면 진행 상황에 함께 보입니다."),
    )


class DecisionForm(forms.Form):
    use_required_attribute = False
    result = Choice(
        label=_("결과"),
        widget=CardRadio,
        choices=[
            ("eligible", Described(_("적격"), _("사업비를 계산하고 다음 단계로 보냅니다."))),
            ("ineligible", Described(_("부적격"), _("여섯 가지 사유 가운데 하나를 고르고 까닭을 적습니다."))),
        ],
    )
    code = forms.ChoiceField(
        label=_("부적격 사유"), required=False, choices=[("", _("부적격일 때만 고릅니다")), *Code.choices]
    )
    reason = Words(
        label=_("까닭"),
        max_length=texts.PART_MAX,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("제안한 분이 이해할 수 있게 쉬운 말로 적어 주세요. 모두에게 보입니다."),
    )

    @property
    def eligible(self) -> bool | None:
        return {"eligible": True, "ineligible": False}.get(self.cleaned_data["result"])


def _all_units() -> Any:
    return Unit.objects.select_related("agency").order_by("agency__area__path", "name")


class TakeForm(forms.Form):
    """Which of my units takes it."""

    unit = UnitField(label=_("맡을 부서"), queryset=Unit.objects.none(), to_field_name="public_id")

    def __init__(self, *args: Any, units: list[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        mine = _all_units().filter(pk__in=[unit.pk for unit in units])
        field: Any = self.fields["unit"]
        field.queryset = mine
        field.empty_label = None


class PassOnForm(NoteForm):
    unit = UnitField(
        label=_("보낼 부서"),
        queryset=Unit.objects.none(),
        to_field_name="public_id",
        empty_label=_("부서를 골라 주세요"),
    )
    field_order = ("unit", "note")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].queryset = _all_units()  # type: ignore[attr-defined]


class DescribeForm(WithoutConstraints, forms.ModelForm[Plan]):
    use_required_attribute = False

    class Meta:
        model = Plan
        fields = ["title", "summary", "place", "category", "description", "feasibility", "opinion"]
        widgets = {
            "description": forms.Textarea(attrs={"rows": 8}),
            "opinion": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "summary": _("투표용지에 함께 보입니다."),
            "category": HINT,
            "opinion": _("조건이나 걱정되는 점을 적어 주세요. 모두에게 보입니다."),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        feasibility: Any = self.fields["feasibility"]
        feasibility.choices = [("", _("골라 주세요")), *Plan.Feasibility.choices]

    def clean_category(self) -> str:
        return cleaned(self.cleaned_data["category"])


class CostForm(forms.Form):
    use_required_attribute = False
    amount = Amount(label=_("사업비"), min_value=0)
    reason = Words(
        label=_("계산한 근거나 고치는 까닭"),
        max_length=texts.NOTE_MAX,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("무엇이 얼마인지 적어 주세요. 앞서 적은 금액과 까닭도 함께 남습니다."),
    )
    sure = forms.BooleanField(label=_("이 사업비가 맞습니다."), required=False, widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=30_000)

    def ask_again(self) -> None:
        """Show the box that says so; nobody sees it before there is something to be sure of."""
        self.fields["sure"].widget = forms.CheckboxInput()


class MergeForm(NoteForm):
    into = OneOf(
        label=_("어느 사업안과 합칠까요?"),
        queryset=Plan.objects.none(),
        to_field_name="public_id",
        empty_label=_("사업안을 골라 주세요"),
    )
    field_order = ("into", "note")

    def __init__(self, *args: Any, plan: Plan, **options: Any) -> None:
        super().__init__(*args, **options)
        others = Plan.objects.filter(round=plan.round_id, unit=plan.unit_id, state__in=PlanState.open())
        self.fields["into"].queryset = others.exclude(pk=plan.pk)  # type: ignore[attr-defined]


class BallotForm(forms.Form):
    """Which envelope a plan goes to."""

    envelope = forms.ModelChoiceField(
        label=_("예산"), queryset=Envelope.objects.none(), to_field_name="public_id", required=False
    )

    def __init__(self, *args: Any, round_: Round, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["envelope"]
        field.queryset = round_.envelopes.all()
        field.empty_label = gettext("예산 고르기")
