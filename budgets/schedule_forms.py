"""Dates of phases, overrides with a reason, and the size of a rehearsal. Shapes only; no policy."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from budgets.actions.sandbox import MOST_VOTERS
from budgets.models import RoundState as State
from budgets.schedule import PLANNED, Dates, field_of, label
from budgets.schedule_rules import BEGIN, BEGUN, HOLD, MOVE, NO_REASON, RESUME
from portal.frontend.dates import DayField, MomentField
from portal.frontend.fields import Money


class ScheduleForm(forms.Form):
    """A moment for each phase; only the ballot's beginning and end must be there."""

    total = Money(
        label=_("전체 예산"),
        required=False,
        min_value=1,
        help_text=_("적어 두면 나눈 예산의 합이 이와 같은지 공고 전에 확인합니다."),
    )

    def __init__(self, data: Any = None, *, dates: Dates, total: int | None) -> None:
        super().__init__(data, initial={"total": total})
        for state in PLANNED:
            must = state in (State.VOTING, State.CLOSED)
            self.fields[field_of(state)] = MomentField(
                label=label(state), required=must, initial=dates.get(state)
            )
        self.order_fields([*(field_of(state) for state in PLANNED), "total"])

    def dates(self) -> dict[State, datetime]:
        found = {state: self.cleaned_data[field_of(state)] for state in PLANNED}
        return {state: at for state, at in found.items() if at is not None}


class ProposeForm(forms.Form):
    """From which day on dates shall be proposed."""

    start = DayField(label=_("시작하는 날"))


class OverrideForm(forms.Form):
    """Step into a running schedule."""

    what = forms.ChoiceField(
        label=_("무엇을 할까요"),
        widget=forms.RadioSelect,
        choices=[
            (MOVE, _("한 단계의 날짜를 정하거나 옮깁니다")),
            (BEGIN, _("다음 단계를 지금 시작합니다")),
            (HOLD, _("일정을 멈춥니다")),
            (RESUME, _("멈춘 일정을 다시 시작합니다")),
        ],
    )
    state = forms.ChoiceField(
        label=_("단계"),
        required=False,
        help_text=_("멈추거나 다시 시작할 때는 고르지 않아도 됩니다."),
        error_messages={"invalid_choice": BEGUN.sentence},
    )
    to = MomentField(label=_("새 날짜와 시각"), required=False, help_text=_("정하거나 옮길 때만 씁니다."))
    reason = forms.CharField(
        label=_("까닭"),
        max_length=300,
        error_messages={"required": NO_REASON.sentence},
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("시민이 보는 일정에 그대로 공개됩니다."),
    )

    def __init__(
        self, data: Any = None, *, acts: Sequence[str], phases: Sequence[State], dates: Dates
    ) -> None:
        """`acts` are shown; another one that is sent all the same is answered by the rules."""
        super().__init__(data)
        field = self.fields["state"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(one), _named(one, dates)) for one in phases] or [
            ("", str(_("남은 단계가 없습니다")))
        ]
        what: Any = self.fields["what"]
        what.widget.choices = [(act, words) for act, words in what.choices if act in acts]
        what.initial = next(iter(acts), None)


def _named(state: State, dates: Dates) -> str:
    if state in dates:
        return label(state)
    return str(_("%(phase)s (아직 날짜 없음)") % {"phase": label(state)})


class SandboxForm(forms.Form):
    """How many voters who do not exist, and the seed from which they are drawn."""

    voters = forms.IntegerField(
        label=_("투표하는 사람 수"),
        min_value=10,
        max_value=MOST_VOTERS,
        initial=1000,
        help_text=_("예산마다 이만큼의 가짜 표를 만듭니다. 10명에서 5,000명까지 적을 수 있습니다."),
    )
    seed = forms.CharField(
        label=_("씨앗"),
        max_length=32,
        required=False,
        help_text=_("같은 씨앗이면 같은 표가 나옵니다. 비워 두면 새로 정합니다."),
    )

    def clean_seed(self) -> str:
        return str(self.cleaned_data["seed"]).strip()
