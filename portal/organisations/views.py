"""The calendar of working days, for administrators."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal import clock
from portal.organisations import actions
from portal.organisations.calendars import statutory
from portal.organisations.forms import HolidayForm
from portal.organisations.gates import role_required
from portal.organisations.models import Holiday, Role


@role_required(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def holidays(request: HttpRequest) -> HttpResponse:
    """Corrections, and beside them what the library knows of this year and the next."""
    form = HolidayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.set_holiday(
            actor=request.user,
            day=data["date"],
            name=data["name"],
            is_working_day=data["is_working_day"],
            at=clock.now(),
        )
        messages.success(request, _("달력을 고쳤습니다. 앞으로 시작하는 기한부터 이 날이 반영됩니다."))
        return redirect("organisations_staff:holidays")
    status = 422 if form.is_bound else 200
    return render(request, "organisations/holidays.html", {"form": form, **_calendar()}, status=status)


@role_required(Role.ADMINISTRATOR)
@require_POST
def drop(request: HttpRequest, day: str) -> HttpResponse:
    actions.drop_holiday(actor=request.user, day=_day_or_404(day), at=clock.now())
    messages.success(request, _("고친 내용을 지웠습니다. 이제 법정 공휴일대로 셉니다."))
    return redirect("organisations_staff:holidays")


def _calendar() -> dict[str, Any]:
    today = clock.today()
    known = [*statutory(today.year).items(), *statutory(today.year + 1).items()]
    return {
        "corrections": Holiday.objects.order_by("-date"),
        "statutory": sorted((day, name) for day, name in known if day >= today),
    }


def _day_or_404(text: str) -> date:
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None:
        raise Http404
    return day
