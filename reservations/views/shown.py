"""How rooms, weeks and bookings are shown: plain dicts for the templates. No writing, hardly any asking."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal import clock
from reservations import words
from reservations.models import Booking, BookingEvent, OpeningRule, Resource
from reservations.queries import rooms
from reservations.queries.rooms import Day
from reservations.queries.search import Wanted
from reservations.times import DAY, clock_label, minute_of

TONES = {"open": "closed"}
BOOKING_TONES = {
    Booking.State.REQUESTED: "warn",
    Booking.State.CONFIRMED: "good",
    Booking.State.REJECTED: "bad",
    Booking.State.CANCELLED: "closed",
    Booking.State.REVOKED: "bad",
    Booking.State.EXPIRED: "closed",
}


def book_url(
    room: Resource, start: datetime | None = None, end: datetime | None = None, people: int = 0
) -> str:
    """The booking form, with what is already known filled in."""
    known: dict[str, Any] = {}
    if start is not None:
        local = clock.local(start)
        known = {"day": local.date().isoformat(), "start": minute_of(local)}
        known |= {"end": known["start"] + int((end - start).total_seconds() // 60)} if end else {}
    known |= {"people": people} if people > 1 else {}
    address = reverse("reservations:book", args=[room.public_id])
    return f"{address}?{urlencode(known)}" if known else address


def card(room: Resource, wanted: Wanted) -> dict[str, Any]:
    """A room in a list of rooms; with a time that was searched, the way straight to the form."""
    address = reverse("reservations:room", args=[room.public_id])
    week = f"?{urlencode({'week': wanted.day.isoformat()})}" if wanted.day else ""
    # Plain values: what is kept of a card (portal.frontend.still) is told apart by them.
    return {
        "kind": str(room.get_kind_display()),
        "needs_approval": room.needs_approval,
        "name": room.display_name,
        "place": room.place.display_name,
        "area": room.place.area.full_name,
        "capacity": room.capacity,
        "url": address + week,
        "book_url": book_url(room, wanted.starts_at, wanted.ends_at, wanted.people)
        if wanted.has_time
        else "",
        "image": reverse("reservations:art", args=[room.public_id]),
        "access": tuple(room.access_features),
        "length": words.length(room.longest),
    }


def other_days(days: Iterable[tuple[datetime, datetime, int]], query: QueryDict) -> list[dict[str, Any]]:
    """Links to the same search on other days."""
    links = []
    for start, end, total in days:
        changed = query.copy()
        changed["day"] = clock.local(start).date().isoformat()
        changed.pop("page", None)
        links.append({"label": words.span(start, end), "total": total, "url": f"?{changed.urlencode()}"})
    return links


def terms(room: Resource) -> dict[str, Any]:
    """For reservations/_terms.html: plain values, so that rooms with the same terms share one drawing."""
    return {
        "facts": tuple(facts(room)),
        "hours": tuple(hours(room)),
        "closed_on_holidays": room.place.closed_on_holidays,
    }


def facts(room: Resource) -> list[tuple[str, str]]:
    """The terms of a room, as a person asks for them."""
    approval = _("신청하면 바로 확정")
    if room.needs_approval:
        within = ngettext(
            "담당 부서가 %(days)d근무일 안에 승인", "담당 부서가 %(days)d근무일 안에 승인", room.approval_days
        )
        approval = within % {"days": room.approval_days}
    rows = [
        (_("예약 방법"), approval),
        (_("정원"), ngettext("%(n)d명", "%(n)d명", room.capacity) % {"n": room.capacity}),
        (_("예약 단위"), words.length(room.step)),
        (_("한 번에"), _length_range(room)),
        (_("신청할 수 있는 때"), _window(room)),
        (_("한 사람이"), ngettext("%(n)d건까지", "%(n)d건까지", room.per_person) % {"n": room.per_person}),
    ]
    if room.quantity > 1:
        rows.insert(2, (_("수량"), _("%(n)d개") % {"n": room.quantity}))
    if room.buffer_before or room.buffer_after:
        rows.append((_("준비·정리 시간"), _("앞 %(before)d분, 뒤 %(after)d분") % _buffers(room)))
    return rows


def _buffers(room: Resource) -> dict[str, int]:
    return {"before": room.buffer_before, "after": room.buffer_after}


def _length_range(room: Resource) -> str:
    if room.shortest == room.longest:
        return words.length(room.longest)
    return _("%(shortest)s부터 %(longest)s까지") % {
        "shortest": words.length(room.shortest),
        "longest": words.length(room.longest),
    }


def _window(room: Resource) -> str:
    far = {"days": room.window_days, "lead": words.length(room.lead)}
    return _("%(days)d일 전부터 시작 %(lead)s 전까지") % far


def hours(room: Resource) -> list[tuple[str, str]]:
    """Weekly hours, one row per weekday."""
    found: dict[int, list[str]] = {}
    for weekday, opens, closes in rooms.hours(room.pk):
        found.setdefault(weekday, []).append(f"{clock_label(opens)}–{clock_label(closes)}")
    return [
        (str(OpeningRule.Weekday(weekday).label), ", ".join(found.get(weekday, [])) or _("쉼"))
        for weekday in range(7)
    ]


def calendar(room: Resource, week: list[Day], today: date) -> dict[str, Any]:
    """A week twice: as the grid of components/week.html, and as `list`, the days for small screens."""
    cells = Cells.of(room)
    by_day = [cells.of_day(day) for day in week]
    first, last = week[0].date, week[-1].date
    return {
        "caption": _("%(room)s 주간 예약 현황") % {"room": room.display_name},
        "days": [{"label": _day_label(day.date), "today": day.date == today} for day in week],
        "rows": [
            {"label": clock_label(minute), "cells": [of_day.get(minute, NO_CELL) for of_day in by_day]}
            for minute in sorted({minute for of_day in by_day for minute in of_day})
        ],
        "list": [_listed(day, of_day, today) for day, of_day in zip(week, by_day, strict=True)],
        "title": f"{words.day(first)} – {words.day(last)}",
        "prev": "" if first <= today else _week_url(first - 7 * DAY),
        "next": _week_url(first + 7 * DAY) if first + 7 * DAY <= today + room.window_days * DAY else "",
    }


def _listed(day: Day, cells: dict[int, Cell], today: date) -> dict[str, Any]:
    """Only what can be had."""
    return {
        "label": words.day(day.date),
        "is_today": day.date == today,
        "is_past": day.date < today,
        "is_closed": day.is_closed,
        "starts": [cell | {"label": clock_label(minute)} for minute, cell in cells.items() if cell["url"]],
    }


def _week_url(first: date) -> str:
    return f"?week={first.isoformat()}#week"


def _day_label(day: date) -> str:
    return f"{day.day} ({words.weekday(day)})"


Cell = dict[str, str]
NO_CELL: Cell = {"tone": "closed", "label": "–", "url": ""}


@dataclass(frozen=True)
class Cells:
    """What cells of one room's week have in common; a week has hundreds, so it is worked out once."""

    address: str
    length: int
    labels: dict[str, str]

    @classmethod
    def of(cls, room: Resource) -> Cells:
        labels = {"free": _("가능"), "open": "–", "taken": _("예약됨"), "mine": _("내 예약"), "closed": "–"}
        steps = max(1, -(-room.shortest // room.step))
        return cls(reverse("reservations:book", args=[room.public_id]), steps * room.step, labels)

    def of_day(self, day: Day) -> dict[int, Cell]:
        """Minute of the day -> cell, in order; what can be had has the address of its form."""
        form = f"{self.address}?day={day.date.isoformat()}&start="
        return {
            (minute := minute_of(slot.start)): {
                "tone": TONES.get(slot.tone, slot.tone),
                "label": self.labels[slot.tone],
                "url": f"{form}{minute}&end={minute + self.length}" if slot.tone == "free" else "",
            }
            for slot in day.slots
        }


def booking(booking: Booking, at: datetime) -> dict[str, Any]:
    """A booking in a list or at the head of its page."""
    return {
        "booking": booking,
        "tone": BOOKING_TONES[Booking.State(booking.state)],
        "state": state_label(booking, at),
        "when": words.span(booking.starts_at, booking.ends_at),
        "length": words.length(int(booking.length.total_seconds() // 60)),
        "url": reverse("reservations:booking", args=[booking.public_id]),
    }


def state_label(booking: Booking, at: datetime) -> str:
    if booking.state == Booking.State.CONFIRMED and booking.is_over(at):
        return _("이용 끝")
    return str(booking.get_state_display())


def timeline(events: Iterable[BookingEvent]) -> list[dict[str, Any]]:
    """Events for components/timeline.html, without names: an office decides, not a person."""
    return [
        {
            "title": EVENT_TITLES[Booking.State(event.state)](),
            "at": event.at,
            "text": event.note,
            "tone": BOOKING_TONES[Booking.State(event.state)],
        }
        for event in events
    ]


EVENT_TITLES = {
    Booking.State.REQUESTED: lambda: _("예약을 신청했습니다"),
    Booking.State.CONFIRMED: lambda: _("예약이 확정되었습니다"),
    Booking.State.REJECTED: lambda: _("담당 부서가 반려했습니다"),
    Booking.State.CANCELLED: lambda: _("예약을 취소했습니다"),
    Booking.State.REVOKED: lambda: _("담당 부서가 예약을 취소했습니다"),
    Booking.State.EXPIRED: lambda: _("승인받지 못한 채 이용 시간이 지났습니다"),
}
