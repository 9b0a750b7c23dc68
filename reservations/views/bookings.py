"""A citizen's bookings: make one, look, keep it in the calendar, call it off."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal import clock
from portal.accounts import kept
from portal.accounts.gates import satisfies, to_level
from portal.refusals import Refused
from reservations import actions, calendar_file, rules, words
from reservations.forms import BookingForm
from reservations.models import Booking, Resource
from reservations.queries import bookings as booking_queries
from reservations.queries import rooms as room_queries
from reservations.queries import search as search_queries
from reservations.queries.search import Wanted
from reservations.views import shown
from reservations.views.rooms import fetch

VERIFIED = 2
PAGE = 20


@require_http_methods(["GET", "POST"])
def book(request: HttpRequest, public_id: str) -> HttpResponse:
    """The form is open to all; sending it needs an identity. Whatever was typed survives a refusal and the
    check."""
    if request.method == "GET":
        room = fetch(public_id)
        return _form_page(request, room, BookingForm(initial=_initial(request), resource=room))
    room = fetch(public_id, bare=True)  # what a page shows of it follows only when one is drawn
    form = BookingForm(request.POST, resource=room)
    if not form.is_valid():
        return _form_page(request, fetch(public_id), form, status=422)
    if not satisfies(request.user, VERIFIED):
        return to_level(request, VERIFIED)
    return _send(request, room, form)


def _send(request: HttpRequest, room: Resource, form: BookingForm) -> HttpResponse:
    at = clock.now()
    try:
        booking = actions.book(
            booker=request.user,
            resource_id=room.pk,
            starts_at=form.starts_at,
            ends_at=form.ends_at,
            people=form.cleaned_data["people"],
            purpose=form.cleaned_data["purpose"],
            group=form.cleaned_data["group"],
            at=at,
        )
    except Refused as refused:
        room = fetch(room.public_id)
        others = _alternatives(room, form, at) if refused.refusal in (rules.TAKEN, rules.YOURS) else {}
        form.refuse(
            refused.refusal
        )  # after the question above: Django drops the cleaned value of a refused field
        return _form_page(request, room, form, status=409, **others)
    if booking.state == Booking.State.REQUESTED:
        messages.success(request, _("예약을 신청했습니다. 담당 부서가 확인한 뒤 알려 드립니다."))
    else:
        messages.success(request, _("예약이 확정되었습니다."))
    return redirect("reservations:booking", booking.public_id)


def _alternatives(room: Resource, form: BookingForm, at: datetime) -> dict[str, Any]:
    """What could be had instead of a room that somebody else took."""
    start, end, people = form.starts_at, form.ends_at, form.cleaned_data["people"]
    times = room_queries.other_times(room, start, end, at)
    wanted = Wanted(at, start.date(), start, end, people, room.place.area, without=room.pk)
    rooms = search_queries.other_rooms(wanted)
    length = end - start
    return {
        "other_times": [
            {
                "label": words.span(time, time + length),
                "url": shown.book_url(room, time, time + length, people),
            }
            for time in times
        ],
        "other_rooms": [shown.card(other, wanted) for other in rooms],
    }


def _initial(request: HttpRequest) -> dict[str, Any]:
    """What was typed before the identity check, else what the calendar's link says."""
    typed = kept.take(request) or request.GET
    return {name: typed[name] for name in BookingForm.base_fields if name in typed}


def _form_page(
    request: HttpRequest, room: Resource, form: BookingForm, status: int = 200, **others: Any
) -> HttpResponse:
    context = {"room": room, "form": form, "terms": shown.terms(room), **others}
    context["needs_identity"] = not satisfies(request.user, VERIFIED)
    return render(request, "reservations/book.html", context, status=status)


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Everything that I booked: what is ahead, then what is over."""
    at = clock.now()
    past = Paginator(booking_queries.mine_past(request.user, at), PAGE).get_page(request.GET.get("page"))
    context = {
        "ahead": [shown.booking(booking, at) for booking in booking_queries.mine_ahead(request.user, at)],
        "past": [shown.booking(booking, at) for booking in past],
        "page_obj": past,
    }
    return render(request, "reservations/mine.html", context)


@login_required
@require_safe
def booking(request: HttpRequest, public_id: str) -> HttpResponse:
    """One of my bookings, with what happened to it."""
    at = clock.now()
    found = _mine_or_404(request, public_id)
    context = {
        **shown.booking(found, at),
        "room": found.resource,
        "events": shown.timeline(found.events.all()),
        "can_cancel": rules.cancel_refusal(found, request.user, at) is None,
        "is_ahead": found.is_blocking and found.starts_at > at,
    }
    return render(request, "reservations/booking.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, public_id: str) -> HttpResponse:
    """First what it means, then, on the button, the deed."""
    at = clock.now()
    found = _mine_or_404(request, public_id)
    refusal = rules.cancel_refusal(found, request.user, at)
    if request.method == "POST" and refusal is None:
        try:
            actions.cancel(actor=request.user, booking_id=found.pk, at=at)
        except Refused as refused:
            refusal = refused.refusal
        else:
            messages.success(request, _("예약을 취소했습니다. 그 시간은 이제 다른 분이 쓸 수 있습니다."))
            return redirect("reservations:booking", found.public_id)
    if refusal is not None:
        tell = messages.info if refusal is rules.CALLED_OFF else messages.error
        tell(request, str(refusal.sentence))
        return redirect("reservations:booking", found.public_id)
    context = {
        **shown.booking(found, at),
        "is_late": rules.is_late_cancel(found, at),
        "is_requested": found.state == Booking.State.REQUESTED,
    }
    return render(request, "reservations/cancel.html", context)


@login_required
@require_safe
def ics(request: HttpRequest, public_id: str) -> HttpResponse:
    """The booking as a calendar file."""
    found = _mine_or_404(request, public_id)
    address = request.build_absolute_uri(reverse("reservations:booking", args=[found.public_id]))
    answer = HttpResponse(
        calendar_file.ics(found, address, clock.now()), content_type="text/calendar; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="booking-{found.public_id}.ics"'
    return answer


def _mine_or_404(request: HttpRequest, public_id: str) -> Booking:
    try:
        return booking_queries.of_person(request.user, public_id)
    except Booking.DoesNotExist:
        raise Http404 from None
