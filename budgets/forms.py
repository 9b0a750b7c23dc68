"""The shape of what administrators type. What may be done is asked of rules.py."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from budgets.models import Envelope, Project, Round
from budgets.tally import Rule
from portal.frontend.widgets import CardRadio, DateTimeInput, Described, MoneyInput
from portal.organisations.models import Area

GREEDY, SHARES = "greedy", "equal_shares"
METHODS = [
    (
        SHARES,
        Described(
            _("고르게 나누기 (Method of Equal Shares)"),
            _(
                "예산을 투표자 모두에게 똑같이 나눈 뒤 모아서 뽑습니다. "
                "더 많은 사람이 하나 이상을 얻습니다. 3개 이상 고르게 하는 것이 좋습니다."
            ),
        ),
    ),
    (
        GREEDY,
        Described(
            _("득표순"),
            _("표가 많은 사업부터 예산이 허락하는 만큼 뽑습니다. 대부분의 도시가 쓰는 방법입니다."),
        ),
    ),
]
BALLOTS = [
    (
        Envelope.Ballot.APPROVAL,
        Described(_("여러 개 고르기"), _("정한 수만큼 고릅니다. 사업비는 따지지 않습니다.")),
    ),
    (
        Envelope.Ballot.KNAPSACK,
        Described(_("예산 안에서 담기"), _("고른 사업의 합이 예산을 넘을 수 없습니다.")),
    ),
]


class WithoutConstraints:
    """The database judges the named constraints, once, and rules.py has the sentence for each."""

    instance: Any

    def _post_clean(self) -> None:
        self.instance.validate_constraints = lambda exclude=None: None
        super()._post_clean()  # type: ignore[misc]


class RoundForm(WithoutConstraints, forms.ModelForm[Round]):
    class Meta:
        model = Round
        fields = ["title", "summary", "opens_at", "closes_at"]
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 5}),
            "opens_at": DateTimeInput(),
            "closes_at": DateTimeInput(),
        }
        help_texts = {
            "title": _("예: 2027년 종로구 주민참여예산"),
            "summary": _("누가 무엇을 정하는 투표인지 두세 문장으로 써 주세요."),
            "closes_at": _("이 시각부터 표를 받지 않습니다."),
        }


class EnvelopeForm(WithoutConstraints, forms.ModelForm[Envelope]):
    method = forms.ChoiceField(label=_("세는 방법"), choices=METHODS, widget=CardRadio, initial=SHARES)

    class Meta:
        model = Envelope
        fields = ["name", "area", "amount", "ballot_kind", "min_choices", "max_choices"]
        labels = {"area": _("지역")}
        widgets = {"amount": MoneyInput(), "ballot_kind": CardRadio()}
        help_texts = {
            "name": _("예: 시 전체, 종로구"),
            "area": _("비워 두면 본인확인을 한 누구나, 정하면 그곳에 사는 사람만 투표합니다."),
            "max_choices": _("‘예산 안에서 담기’에서는 쓰지 않습니다."),
        }

    field_order = ["name", "area", "amount", "ballot_kind", "min_choices", "max_choices", "method"]

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
        if self.instance.pk:
            self.fields["method"].initial = self.instance.rule.get("method", SHARES)

    def rule(self) -> Rule:
        """The rule record that the chosen method stands for; a project that nobody chose is never funded."""
        if self.cleaned_data["method"] == GREEDY:
            return Rule(min_votes=1)
        return Rule(method=SHARES, min_votes=1, start="floor", increment_permille=5)


class ProjectForm(forms.ModelForm[Project]):
    cost = forms.IntegerField(label=_("사업비"), min_value=1, widget=MoneyInput())

    class Meta:
        model = Project
        fields = ["title", "summary", "cost", "category", "place", "department", "description"]
        widgets = {"description": forms.Textarea(attrs={"rows": 6})}
        help_texts = {
            "title": _("무엇을 어디에 하는지 알 수 있게"),
            "summary": _("투표용지에 함께 보입니다."),
        }
