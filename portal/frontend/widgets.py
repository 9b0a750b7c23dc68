"""Form controls of the design system. Rooms name them; templates/components/widgets/ dresses them."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Described:
    """A choice's label with a line of explanation: `("knapsack", Described(_("예산 담기"), _("…")))`."""

    title: str | Promise
    text: str | Promise

    def __str__(self) -> str:
        return str(self.title)


class DateInput(forms.DateInput):
    """The browser's own date picker; its value is always ISO, whatever the language of the page."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    """The browser's own time picker, minutes only."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class DateTimeInput(forms.DateTimeInput):
    """Date and time in the city's zone."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class MoneyInput(forms.NumberInput):
    """Whole won, with the unit shown behind the field."""

    template_name = "components/widgets/money.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "numeric", "step": "1", "min": "0", **(attrs or {})})


class FileInput(forms.FileInput):
    """A file field that names what it takes; JavaScript lists what was chosen."""

    template_name = "components/widgets/file.html"


class MultipleFileInput(FileInput):
    allow_multiple_selected = True


class CardRadio(forms.RadioSelect):
    """One of a few, each a large card. A choice's label may be `Described`."""

    template_name = "components/widgets/cards.html"
    option_template_name = "components/widgets/card.html"


class CardCheckboxes(forms.CheckboxSelectMultiple):
    """Some of a few, each a large card. A choice's label may be `Described`."""

    template_name = "components/widgets/cards.html"
    option_template_name = "components/widgets/card.html"
