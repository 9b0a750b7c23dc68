"""Days and moments that people type into forms. A slip of the finger (0226) is a date that the database keeps
and no calendar can add to or show: every page that reads it fails, and so does the form that could mend it.
"""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.frontend.widgets import DateInput, DateTimeInput

EARLIEST, LATEST = 2000, 2100  # before, nothing of the portal happened; beyond, nobody plans


class DayField(forms.DateField):
    """A day from EARLIEST to LATEST."""

    widget = DateInput

    def clean(self, value: Any) -> Any:
        return _near(super().clean(value))


class MomentField(forms.DateTimeField):
    """A day and time in the city's zone, from EARLIEST to LATEST."""

    widget = DateTimeInput

    def clean(self, value: Any) -> Any:
        return _near(super().clean(value))


def _near(found: date | None) -> date | None:
    if found is not None and not EARLIEST <= found.year <= LATEST:
        raise forms.ValidationError(
            _("%(first)d년부터 %(last)d년 사이의 날을 써 주세요."),
            params={"first": EARLIEST, "last": LATEST},
        )
    return found
