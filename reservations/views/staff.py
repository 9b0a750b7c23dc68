"""The desk of the unit in charge: requests to decide, and the days ahead. Strangers get 404."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal import clock
from portal.accounts import kept
from portal.organisations.gates import role_required
from portal.refusals import Refused
from reservations import actions, rules
from reservations.actions.deciding import DECIDERS
from reservations.forms import ReasonForm
from reservations.models import Booking
from reservations.queries import bookings as booking_queries
from reservations.times import DAY, FIRST, LAST, at_minute
from reservations.views import shown

PAGE = 30


@role_required(*DECIDERS)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Requests of my unit, the one due first on top."""
    at = clock.now()
    page = Paginator(booking_queries.waiting(request.user), PAGE).get_page(request.GET.get("page"))
    rows = [shown.booking(each, at) | {"url": _url(each)} for each in page]
    return render(
        request, "reservations/staff/queue.html", {"rows": rows, "page_obj": page, **_menu(request)}
    )


@role_required(*DECIDERS)
@require_safe
def days(request: HttpRequest) -> HttpResponse:
    """Who comes on one day, in the order of the clock."""
    at = clock.now()
    day = _day(request) or clock.local(at).date()
    bookings = booking_queries.coming(request.user, at_minute(day, 0), at_minute(day + DAY, 0))
    context = {
        "day": day,
        "before": day - DAY,
        "after": day + DAY,
        "rows": [shown.booking(each, at) | {"url": _url(each)} for each in bookings],
        **_menu(request),
    }
    return render(request, "reservations/staff/days.html", context)


@role_required(*DECIDERS)
@require_safe
def booking(request: HttpRequest, public_id: str) -> HttpResponse:
    """One booking, with the buttons that its state allows."""
    return _page(
        request, _mine_or_404(request, public_id), ReasonForm(initial=kept.initial(request)), clock.now()
    )


@role_required(*DECIDERS)
@require_POST
def approve(request: HttpRequest, public_id: str) -> HttpResponse:
    found, at = _mine_or_404(request, public_id), clock.now()
    try:
        actions.approve(officer=request.user, booking_id=found.pk, at=at)
    except Refused as refused:
        messages.error(request, str(refused.refusal.sentence))
        return redirect("reservations_staff:booking", public_id)
    messages.success(request, _("승인했습니다. 신청한 분에게 알렸습니다."))
    return redirect("reservations_staff:queue")


@role_required(*DECIDERS)
@require_POST
def reject(request: HttpRequest, public_id: str) -> HttpResponse:
    return _refuse(request, public_id, actions.reject, _("반려했습니다. 이유를 신청한 분에게 알렸습니다."))


@role_required(*DECIDERS)
@require_POST
def revoke(request: HttpRequest, public_id: str) -> HttpResponse:
    return _refuse(
        request, public_id, actions.revoke, _("예약을 취소했습니다. 이유를 예약한 분에게 알렸습니다.")
    )


def _refuse(request: HttpRequest, public_id: str, deed: Callable[..., Booking], done: str) -> HttpResponse:
    """Reject or revoke, with the reason that was typed; a refusal leaves it in the form."""
    found, at = _mine_or_404(request, public_id), clock.now()
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, at, status=422)
    try:
        deed(officer=request.user, booking_id=found.pk, reason=form.cleaned_data["reason"], at=at)
    except Refused as refused:
        form.add_error(None, str(refused.refusal.sentence))
        return _page(request, _mine_or_404(request, public_id), form, at, status=409)
    messages.success(request, done)
    return redirect("reservations_staff:queue")


def _page(
    request: HttpRequest, found: Booking, form: ReasonForm, at: datetime, status: int = 200
) -> HttpResponse:
    is_ahead = found.starts_at > at
    context = {
        **shown.booking(found, at),
        "form": form,
        "events": shown.timeline(found.events.all()),
        "is_own": found.booker_id == request.user.pk,
        "own_sentence": rules.OWN_REQUEST.sentence,
        "can_decide": found.state == Booking.State.REQUESTED,
        "can_revoke": found.state == Booking.State.CONFIRMED and is_ahead,
        **_menu(request),
    }
    return render(request, "reservations/staff/booking.html", context, status=status)


def _menu(request: HttpRequest) -> dict[str, Any]:
    waiting = booking_queries.waiting(request.user).count()
    items = [
        {"label": _("승인할 예약"), "url": reverse("reservations_staff:queue"), "count": waiting},
        {"label": _("날짜별 이용"), "url": reverse("reservations_staff:days"), "count": 0},
    ]
    for item in items:
        item["current"] = request.path == item["url"]
    return {"menu_title": _("예약 담당"), "menu": items}


def _url(booking: Booking) -> str:
    return reverse("reservations_staff:booking", args=[booking.public_id])


def _day(request: HttpRequest) -> Any:
    try:
        day = parse_date(request.GET.get("day", ""))
    except ValueError:
        return None
    return day if day and FIRST <= day <= LAST else None


def _mine_or_404(request: HttpRequest, public_id: str) -> Booking:
    try:
        return booking_queries.of_officer(request.user, public_id)
    except Booking.DoesNotExist:
        raise Http404 from None
