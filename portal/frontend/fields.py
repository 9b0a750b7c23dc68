"""Fields of forms that are filled in over several sittings."""

from typing import Any

from django import forms


class MayWait:
    """Demanded in the end, so it does not say "(선택)"; but it may be saved, or answered by a rule, without
    it. A mixin for form fields."""

    empty_values: Any

    def validate(self, value: Any) -> None:
        if value not in self.empty_values:
            super().validate(value)  # type: ignore[misc]


class Words(MayWait, forms.CharField):
    pass


class Choice(MayWait, forms.ChoiceField):
    pass
