"""The shape of what people type. Whether it may be booked is asked by rules.py."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.frontend.widgets import DateInput
from portal.organisations.models import Area
from portal.refusals import Refusal
from reservations.models import Feature, Kind, Resource
from reservations.rules import NO_REASON
from reservations.times import DAYS, at_minute, clock_label, minute_of

NOT_OFFERED = {"invalid_choice": _("목록에 있는 시각 가운데에서 골라 주세요.")}
HALF_HOURS = range(0, 24 * 60 + 1, 30)


def _clock_choices(minutes: Any, empty: Any) -> list[tuple[str, Any]]:
    return [("", empty), *((str(minute), clock_label(minute)) for minute in minutes)]


class SearchForm(forms.Form):
    """When, how many, where, what. Everything may stay empty."""

    day = forms.DateField(label=_("날짜"), required=False, widget=DateInput, validators=DAYS)
    start = forms.TypedChoiceField(
        label=_("시작"), required=False, coerce=int, empty_value=None, error_messages=NOT_OFFERED
    )
    end = forms.TypedChoiceField(
        label=_("끝"), required=False, coerce=int, empty_value=None, error_messages=NOT_OFFERED
    )
    people = forms.IntegerField(label=_("인원"), required=False, min_value=1, max_value=100_000)
    area = forms.ModelChoiceField(
        label=_("지역"),
        required=False,
        queryset=Area.objects.none(),
        to_field_name="code",
        empty_label=_("모든 지역"),
    )
    kind = forms.ChoiceField(label=_("종류"), required=False, choices=[("", _("모든 종류")), *Kind.choices])
    text = forms.CharField(label=_("이름"), required=False, max_length=60)
    feature = forms.MultipleChoiceField(
        label=_("꼭 필요한 것"), required=False, choices=Feature.choices, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["start"].choices = _clock_choices(HALF_HOURS[:-1], _("아무 때나"))  # type: ignore[attr-defined]
        self.fields["end"].choices = _clock_choices(HALF_HOURS[1:], _("아무 때나"))  # type: ignore[attr-defined]
        with_places = Q(places__isnull=False) | Q(children__places__isnull=False)
        areas = Area.objects.exclude(level=Area.Level.NATION).filter(with_places).select_related("parent")
        area = self.fields["area"]
        area.queryset = areas.distinct()  # type: ignore[attr-defined]
        area.label_from_instance = lambda found: found.full_name  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A time needs a day; one end of the time needs the other."""
        data = super().clean() or {}
        start, end = data.get("start"), data.get("end")
        if (start is None) != (end is None):
            self.add_error("end" if end is None else "start", _("시작과 끝을 함께 골라 주세요."))
        elif start is not None and end is not None and "start" not in self.errors and end <= start:
            self.add_error("end", _("끝나는 시각은 시작하는 시각보다 뒤여야 합니다."))
        if start is not None and not data.get("day"):
            self.add_error("day", _("어느 날인지 골라 주세요."))
        return data


class BookingForm(forms.Form):
    """Day, time, people, purpose. Times are offered in the resource's own steps."""

    day = forms.DateField(label=_("날짜"), widget=DateInput, validators=DAYS)
    start = forms.TypedChoiceField(label=_("시작"), coerce=int, error_messages=NOT_OFFERED)
    end = forms.TypedChoiceField(label=_("끝"), coerce=int, error_messages=NOT_OFFERED)
    people = forms.IntegerField(label=_("인원"), min_value=1, max_value=100_000)
    purpose = forms.CharField(
        label=_("이용 목적"),
        max_length=200,
        help_text=_("담당 부서만 봅니다. 예: 마을 독서 모임, 동아리 연습"),
    )
    group = forms.CharField(label=_("단체 이름"), max_length=80, required=False)

    def __init__(self, *args: Any, resource: Resource, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        minutes = _minutes_of(resource)
        self.fields["start"].choices = _clock_choices(minutes[:-1], _("고르세요"))  # type: ignore[attr-defined]
        self.fields["end"].choices = _clock_choices(minutes[1:], _("고르세요"))  # type: ignore[attr-defined]

    @property
    def starts_at(self) -> datetime:
        return at_minute(self.cleaned_data["day"], self.cleaned_data["start"])

    @property
    def ends_at(self) -> datetime:
        return at_minute(self.cleaned_data["day"], self.cleaned_data["end"])

    def refuse(self, refusal: Refusal) -> None:
        """Show why not, beside the field that it concerns; everything typed stays."""
        field = refusal.field if refusal.field in self.fields else None
        self.add_error(field, str(refusal.sentence))


HOURS = "SELECT min(opens), max(closes) FROM reservations_openingrule WHERE resource_id = %s::bigint"


def _minutes_of(resource: Resource) -> list[int]:
    """Every step from the earliest opening of the week to the latest closing."""
    with connection.cursor() as cursor:
        cursor.execute(HOURS, [resource.pk])
        first, last = cursor.fetchone() or (None, None)
    return list(range(first or 0, (24 * 60 if last is None else last) + 1, resource.step))


def initial_of(start: datetime, shortest: int, day: date) -> dict[str, Any]:
    """First values of the booking form for a slot that was clicked in the calendar."""
    minute = minute_of(start)
    return {"day": day, "start": minute, "end": minute + shortest}


class ReasonForm(forms.Form):
    """Why not."""

    reason = forms.CharField(
        label=_("이유"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("신청한 분에게 그대로 전해집니다."),
        error_messages={"required": NO_REASON.sentence},
    )
