"""The rule of a count as a form: one field for each part of the record, built from what `Rule` offers."""

from dataclasses import fields
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from budgets.appraisal_rules import weights_refusal
from budgets.envelope_rules import kind_refusal
from budgets.rule_texts import TEXTS, Repeated, Unreadable
from budgets.rule_words import ASKED, GROUPS, NOT_ASKED, tie_orders
from budgets.tally.rule import Rule, RuleError
from portal.frontend.widgets import CardRadio

MOST = 10**12
USUAL_PANELS = "주민투표: 60\n위원회: 30\n설문: 10"
"""What the field proposes to whoever chooses this way of counting."""


class RuleForm(forms.Form):
    """`RuleForm(data, rule=Rule(…))`; after is_valid(), `rule` is the record that was asked for. `kind`: of
    the ballot that is counted by it."""

    def __init__(self, data: Any = None, *, rule: Rule, kind: str | None = None) -> None:
        super().__init__(data)
        self.rule, self.kind = rule, kind
        for part in fields(Rule):
            if part.name not in NOT_ASKED:
                self.fields[part.name] = _field(part.name, getattr(rule, part.name))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("method") == "panels" and "panels" in cleaned:
            refusal = weights_refusal(cleaned["panels"])
            if refusal is not None:
                self.add_error("panels", str(refusal))
        if not self.errors:
            self._make(cleaned)
        return cleaned

    def _make(self, cleaned: dict[str, Any]) -> None:
        kept = {name: getattr(self.rule, name) for name in NOT_ASKED}
        values = {**kept, **cleaned, "ties": tuple(cleaned["ties"].split(","))}
        if values["method"] != "panels":
            values |= {"panels": (), "normalise": Rule().normalise}
        try:
            self.rule = Rule(**values)
        except RuleError as error:
            field = error.field if error.field in self.fields else None
            self.add_error(field, _("이 값으로는 셀 수 없습니다. 다른 값을 골라 주세요."))
            return
        if self.kind is not None and (refusal := kind_refusal(self.kind, self.rule)):
            self.add_error(refusal.field, str(refusal))

    def groups(self) -> list[tuple[str, Any, list[BoundField]]]:
        """(key, heading, fields) in the order of GROUPS."""
        found = []
        for key, heading in GROUPS.items():
            bound = [self[name] for name in self.fields if ASKED[name].group == key]
            if bound:
                found.append((key, heading, bound))
        return found


class LinesField(forms.CharField):
    """A list of the rule, typed as lines (budgets.rule_texts)."""

    def __init__(self, name: str, value: Any, **said: Any) -> None:
        self.read, write = TEXTS[name]
        widget = forms.Textarea(attrs={"rows": 3})
        initial = write(value) or (USUAL_PANELS if name == "panels" else "")
        super().__init__(required=False, max_length=4000, widget=widget, initial=initial, **said)

    def clean(self, value: Any) -> Any:
        try:
            return self.read(super().clean(value))
        except Repeated as repeated:
            raise forms.ValidationError(
                _("‘%(name)s’ 분야가 두 줄에 있습니다. 한 줄만 남겨 주세요."), params={"name": repeated.line}
            ) from None
        except Unreadable as unreadable:
            raise forms.ValidationError(
                _("‘%(line)s’을(를) 읽지 못했습니다. 보기처럼 써 주세요."), params={"line": unreadable.line}
            ) from None


def _field(name: str, value: Any) -> forms.Field:
    words = ASKED[name]
    said: dict[str, Any] = {"label": words.label, "help_text": words.help}
    if name in TEXTS:
        return LinesField(name, value, **said)
    if name == "ties":
        return forms.ChoiceField(choices=tie_orders(), initial=",".join(value), **said)
    if isinstance(value, bool):
        return forms.BooleanField(initial=value, required=False, **said)
    if isinstance(value, int):
        return forms.IntegerField(initial=value, min_value=0, max_value=MOST, **said)
    widget = CardRadio if name == "method" else forms.RadioSelect
    return forms.ChoiceField(choices=list(words.choices.items()), initial=value, widget=widget, **said)
