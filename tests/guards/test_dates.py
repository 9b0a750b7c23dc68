"""No form takes a day of the year 226: a page that cannot show it fails for everybody."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.urls import get_resolver

from portal.frontend.dates import DayField, MomentField

ROOMS = ("portal.", "proposals.", "budgets.", "reservations.", "petitions.")
FAR = {
    DayField: ("0001-01-01", "0226-03-01", "9999-12-31"),
    MomentField: ("0001-01-01T00:00", "9999-12-31T23:59"),
}


def _forms(kind: type = forms.BaseForm) -> Iterator[type[forms.BaseForm]]:
    for child in kind.__subclasses__():
        yield from _forms(child)
        if child.__module__.startswith(ROOMS):
            yield child


def test_every_date_in_every_form_lies_near_us() -> None:
    assert get_resolver().url_patterns, "the views bring their forms"
    asked = [
        (one, name, field)
        for one in dict.fromkeys(_forms())
        for name, field in getattr(one, "base_fields", {}).items()
        if isinstance(field, forms.DateField | forms.DateTimeField)
    ]
    assert len(asked) > 15
    open_ended = [
        f"{one.__module__}.{one.__name__}.{name}"
        for one, name, field in asked
        if not isinstance(field, DayField | MomentField) and not field.validators and not _judged(one, name)
    ]
    assert open_ended == []


def _judged(form: Any, name: str) -> bool:
    """A birthday is older than the portal; the form looks at its year itself."""
    return hasattr(form, f"clean_{name}")


@pytest.mark.parametrize(
    ("field", "typed"), [(kind, value) for kind, values in FAR.items() for value in values]
)
def test_a_slip_of_the_finger_is_told(field: type[DayField | MomentField], typed: str) -> None:
    with pytest.raises(ValidationError, match="2000년부터 2100년"):
        field().clean(typed)


def test_usual_days_pass() -> None:
    assert DayField().clean("2026-11-23") == date(2026, 11, 23)
    assert isinstance(MomentField().clean("2026-11-23T14:05"), datetime)
    assert DayField(required=False).clean("") is None
