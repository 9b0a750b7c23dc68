"""Fields of forms that are filled in over several sittings, and sums of money."""

import re
from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from portal.frontend import words
from portal.frontend.widgets import MoneyInput

MOST_WON = 10**15  # a thousand trillion: more is a slip of the finger, and no bigint
GROUPED = re.compile(r"[0-9]{1,3}(,[0-9]{3})+")


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


class Money(forms.IntegerField):
    """Whole won. Its limits are said as people say sums, not as sixteen digits in a row."""

    widget = MoneyInput

    def __init__(self, *, min_value: int | None = None, max_value: int = MOST_WON, **options: Any) -> None:
        said = {"min_value": _at_least(min_value), "max_value": _at_most(max_value)}
        options["error_messages"] = said | options.get("error_messages", {})
        super().__init__(min_value=min_value, max_value=max_value, **options)

    def to_python(self, value: Any) -> int | None:
        """Also a sum as people write it, 1,500,000; a comma anywhere else is no number, as before."""
        if isinstance(value, str) and GROUPED.fullmatch(value.strip()):
            value = value.replace(",", "")
        return super().to_python(value)


def _said_at_least(amount: int | None) -> str:
    return _("%(amount)s 이상으로 써 주세요.") % {"amount": words.won_short(amount)}


def _said_at_most(amount: int) -> str:
    return _("%(amount)s까지만 쓸 수 있습니다.") % {"amount": words.won_short(amount)}


_at_least, _at_most = lazy(_said_at_least, str), lazy(_said_at_most, str)
