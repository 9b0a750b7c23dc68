from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from budgets.findings import RULES

Wanted = tuple[str, int]
AS_IT_WAS: Wanted = ("declared", 1000)


class WhatIfForm(forms.Form):
    """Which rule and which budget to look at; only what was worked out can be chosen."""

    rule = forms.ChoiceField(label=_("세는 규칙"), required=False)
    budget = forms.TypedChoiceField(label=_("예산"), required=False, coerce=int, empty_value=None)

    def __init__(self, cells: list[dict[str, Any]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rules = dict.fromkeys(cell["rule"] for cell in cells)
        budgets = sorted({cell["permille"] for cell in cells})
        self.fields["rule"].choices = [(name, RULES[name]) for name in rules if name in RULES]  # type: ignore[attr-defined]
        self.fields["budget"].choices = [(permille, change(permille)) for permille in budgets]  # type: ignore[attr-defined]
        self.initial = {"rule": AS_IT_WAS[0], "budget": AS_IT_WAS[1]}

    def wanted(self) -> Wanted:
        """What was asked for; what happened where nothing, or nothing known, was."""
        if not self.is_bound or not self.is_valid():
            return AS_IT_WAS
        return self.cleaned_data["rule"] or AS_IT_WAS[0], self.cleaned_data["budget"] or AS_IT_WAS[1]


def change(permille: int) -> Any:
    """1100 -> "10% 많으면"."""
    if permille == 1000:
        return _("실제 예산")
    words = _("%(percent)s%% 많다면") if permille > 1000 else _("%(percent)s%% 적다면")
    return words % {"percent": abs(permille - 1000) // 10}
