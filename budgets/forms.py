"""The shape of what administrators type. What may be done is asked of rules.py."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from budgets import envelope_rules
from budgets.categories import HINT, cleaned, typed
from budgets.models import Envelope, Project, Round
from budgets.rule_forms import USUAL_PANELS
from budgets.rule_texts import read_panels
from budgets.rule_words import ASKED, rule_of
from budgets.tally import Rule
from portal import clock, publicid
from portal.frontend.dates import DayField
from portal.frontend.fields import Money
from portal.frontend.widgets import CardRadio, Described
from portal.organisations.models import Area
from portal.refusals import Refused

BALLOTS = [
    (
        Envelope.Ballot.APPROVAL,
        Described(_("여러 개 고르기"), _("정한 수만큼 고릅니다. 사업비는 따지지 않습니다.")),
    ),
    (
        Envelope.Ballot.KNAPSACK,
        Described(_("예산 안에서 담기"), _("고른 사업의 합이 예산을 넘을 수 없습니다.")),
    ),
    (Envelope.Ballot.RANKED, Described(_("순위 매기기"), _("좋아하는 순서로 고릅니다."))),
    (
        Envelope.Ballot.POINTS,
        Described(_("점수 나누기"), _("정해진 점수를 여러 사업에 나눠 줍니다.")),
    ),
    (Envelope.Ballot.CHOOSE_ONE, Described(_("하나 고르기"), _("가장 바라는 사업 하나를 고릅니다."))),
]
USUAL_RULES = {
    "greedy": Rule(min_votes=1),
    "equal_shares": Rule(method="equal_shares", min_votes=1, start="floor", increment_permille=5),
    "panels": Rule(method="panels", min_votes=1, panels=read_panels(USUAL_PANELS)),
}
"""What a method begins with; a project that nobody chose is never funded."""
MOST_CATEGORIES, MOST_PICKS = 30, 999


class WithoutConstraints:
    """The database judges the named constraints, once, and rules.py has the sentence for each."""

    instance: Any

    def _post_clean(self) -> None:
        self.instance.validate_constraints = lambda exclude=None: None
        super()._post_clean()  # type: ignore[misc]


class RoundForm(WithoutConstraints, forms.ModelForm[Round]):
    """Name and people. The dates have a page of their own."""

    class Meta:
        model = Round
        fields = ["title", "summary", "office", "contact"]
        widgets = {"summary": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "title": _("예: 2027년 종로구 주민참여예산"),
            "summary": _("누가 무엇을 정하는지 두세 문장으로 써 주세요."),
            "office": _("예: 종로구 기획예산과"),
            "contact": _("시민이 물어볼 전화번호나 전자우편"),
        }


class NewRoundForm(RoundForm):
    """A new round also asks when it begins: the other dates are proposed from that day."""

    start = DayField(
        label=_("시작하는 날"),
        help_text=_("이 날부터 쉬는 날을 빼고 일정을 제안합니다. 다음 화면에서 모두 고칠 수 있습니다."),
    )

    form_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=12, initial=publicid.new)

    field_order = ["title", "summary", "office", "contact", "start"]

    def clean_start(self) -> date:
        """A whole round in the past would have to be typed anew, date by date."""
        start: date = self.cleaned_data["start"]
        if start < clock.today():
            raise forms.ValidationError(str(envelope_rules.GONE))
        return start

    def words(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "start"}


class EnvelopeForm(WithoutConstraints, forms.ModelForm[Envelope]):
    """A sum of money: whose it is, how much, and the ballot that decides about it."""

    category_limits = forms.CharField(
        label=_("분야별 고를 수 있는 수"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("한 줄에 하나씩 ‘분야: 수’로 써 주세요. 예: 교통: 2"),
    )

    amount = Money(label=_("예산"))
    project_cap = Money(label=_("사업 하나의 최고 금액"), required=False)

    class Meta:
        model = Envelope
        fields = [
            "name",
            "area",
            "amount",
            "project_cap",
            "voters",
            "min_age",
            "ballot_kind",
            "min_choices",
            "max_choices",
            "points_total",
        ]
        labels = {"area": _("지역")}
        help_texts = {
            "name": _("예: 시 전체, 종로구, 청년 분야"),
            "area": _("비워 두면 본인확인을 한 누구나, 정하면 그 지역 사람만 투표합니다."),
            "voters": _("지역을 정했을 때만 씁니다."),
            "min_age": _("비워 두면 나이를 따지지 않습니다."),
            "max_choices": _("‘예산 안에서 담기’와 ‘하나 고르기’에서는 쓰지 않습니다."),
            "points_total": _("‘점수 나누기’에서만 씁니다."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        area = self.fields["area"]
        assert isinstance(area, forms.ModelChoiceField)
        area.queryset = Area.objects.exclude(level=Area.Level.NATION).select_related("parent")
        area.label_from_instance = lambda one: one.full_name  # type: ignore[method-assign,assignment]
        area.empty_label = str(_("지역을 정하지 않음 (누구나)"))
        self.fields["ballot_kind"] = forms.ChoiceField(
            label=_("투표 방식"), choices=BALLOTS, widget=CardRadio, initial=Envelope.Ballot.APPROVAL
        )
        self.fields["voters"] = forms.ChoiceField(
            label=_("투표하는 사람"),
            choices=Envelope.Voters.choices,
            initial=Envelope.Voters.RESIDENTS,
            required=False,
            widget=forms.RadioSelect,
            help_text=self.fields["voters"].help_text,
        )
        self.fields["points_total"].required = False
        if self.instance.pk:
            lines = [f"{name}: {most}" for name, most in self.instance.category_limits.items()]
            self.fields["category_limits"].initial = "\n".join(lines)

    def clean_voters(self) -> str:
        return str(self.cleaned_data["voters"] or Envelope.Voters.RESIDENTS)

    def clean_points_total(self) -> int:
        """Left empty it is the usual number; a nought was typed, and is not the same."""
        typed = self.cleaned_data["points_total"]
        if typed is None:
            return int(Envelope._meta.get_field("points_total").default)
        if typed < 1:
            raise forms.ValidationError(str(envelope_rules.NO_POINTS))
        return int(typed)

    def clean_category_limits(self) -> dict[str, int]:
        """ "교통: 2" a line; a line that says something else is named."""
        found, wrong = {}, []
        for line in self.cleaned_data["category_limits"].splitlines()[:MOST_CATEGORIES]:
            name, colon, number = (part.strip() for part in line.rpartition(":"))
            if not line.strip():
                continue
            if not (
                name and colon and number.isascii() and number.isdigit() and 0 < int(number) <= MOST_PICKS
            ):
                wrong.append(_unread(line))
                continue
            try:
                field = typed(name)[:60]
            except Refused:
                wrong.append(_unread(line))
                continue
            if field in found:
                wrong.append(_twice(field))
            else:
                found[field] = int(number)
        if wrong:
            raise forms.ValidationError(wrong)
        return found

    def clean(self) -> dict[str, Any]:
        """Everything at once: who mends one mistake should not be told of the next afterwards."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for refusal in list(envelope_rules.refusals(cleaned)):
            self.add_error(refusal.field, str(refusal))
        self._ask_rule(cleaned)
        return cleaned

    def _ask_rule(self, cleaned: dict[str, Any]) -> None:
        """An envelope that has its rule is counted by it whatever the ballot becomes."""
        rule = rule_of(self.instance)
        if rule is None or "ballot_kind" not in cleaned:
            return
        if refusal := envelope_rules.kind_refusal(cleaned["ballot_kind"], rule):
            first = _("%(refusal)s ‘세는 방법’을 먼저 바꿔 주세요.") % {"refusal": refusal}
            self.add_error("ballot_kind", first)


def _unread(line: str) -> forms.ValidationError:
    sentence = _("‘%(line)s’을(를) 읽지 못했습니다. ‘교통: 2’처럼 써 주세요.")
    return forms.ValidationError(sentence, params={"line": line[:40]})


def _twice(name: str) -> forms.ValidationError:
    """Which of two numbers was meant nobody can know."""
    sentence = _("‘%(name)s’ 분야가 두 줄에 있습니다. 한 줄만 남겨 주세요.")
    return forms.ValidationError(sentence, params={"name": name})


class NewEnvelopeForm(EnvelopeForm):
    """A new envelope also takes a method; its small print stands on the page of the rule."""

    method = forms.ChoiceField(
        label=ASKED["method"].label,
        choices=list(ASKED["method"].choices.items()),
        widget=CardRadio,
        initial="equal_shares",
    )

    def _ask_rule(self, cleaned: dict[str, Any]) -> None:
        if "method" not in cleaned or "ballot_kind" not in cleaned:
            return
        if refusal := envelope_rules.kind_refusal(cleaned["ballot_kind"], self.rule()):
            self.add_error("method", str(refusal))

    def fields_of(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "method"}

    def rule(self) -> Rule:
        return USUAL_RULES.get(self.cleaned_data["method"]) or Rule(method=self.cleaned_data["method"])


class ProjectForm(forms.ModelForm[Project]):
    cost = Money(label=_("사업비"), min_value=1)

    class Meta:
        model = Project
        fields = ["title", "summary", "cost", "category", "place", "department", "description"]
        widgets = {"description": forms.Textarea(attrs={"rows": 6})}
        help_texts = {
            "title": _("무엇을 어디에 하는지 알 수 있게"),
            "summary": _("투표용지에 함께 보입니다."),
            "category": HINT,
        }

    def clean_category(self) -> str:
        return cleaned(self.cleaned_data["category"])
