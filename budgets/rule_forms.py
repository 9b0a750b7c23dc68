"""The rule of a count as a form: one field for each part of the record, built from what `Rule` offers."""

from dataclasses import fields
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from budgets.rule_words import ASKED, GROUPS, KEPT, LOT, tie_orders
from budgets.tally.rule import Rule, RuleError
from portal.frontend.widgets import CardRadio

MOST = 10**12


class RuleForm(forms.Form):
    """`RuleForm(data, rule=Rule(…))`; after is_valid(), `rule` is the record that was asked for."""

    def __init__(self, data: Any = None, *, rule: Rule) -> None:
        super().__init__(data)
        self.rule = rule
        for part in fields(Rule):
            if part.name not in (*LOT, *KEPT):
                self.fields[part.name] = _field(part.name, getattr(rule, part.name))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self._make(cleaned)
        return cleaned

    def _make(self, cleaned: dict[str, Any]) -> None:
        kept = {name: getattr(self.rule, name) for name in KEPT}
        values = cleaned | kept | {"ties": tuple(cleaned["ties"].split(","))}
        try:
            self.rule = Rule(**values)
        except RuleError as error:
            field = error.field if error.field in self.fields else None
            self.add_error(field, _("이 값으로는 셀 수 없습니다. 다른 값을 골라 주세요."))

    def groups(self) -> list[tuple[str, Any, list[BoundField]]]:
        """(key, heading, fields) in the order of GROUPS."""
        found = []
        for key, heading in GROUPS.items():
            bound = [self[name] for name in self.fields if ASKED[name].group == key]
            if bound:
                found.append((key, heading, bound))
        return found


def _field(name: str, value: Any) -> forms.Field:
    words = ASKED[name]
    said: dict[str, Any] = {"label": words.label, "help_text": words.help}
    if name == "ties":
        return forms.ChoiceField(choices=tie_orders(), initial=",".join(value), **said)
    if isinstance(value, bool):
        return forms.BooleanField(initial=value, required=False, **said)
    if isinstance(value, int):
        return forms.IntegerField(initial=value, min_value=0, max_value=MOST, **said)
    widget = CardRadio if name == "method" else forms.RadioSelect
    choices = list(words.choices.items())
    if value not in words.choices:  # what only a record can say (panels) stays a choice where it stands
        choices.append((value, value))
    return forms.ChoiceField(choices=choices, initial=value, widget=widget, **said)
