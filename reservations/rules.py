"""May this booking be made, cancelled, decided? Pure questions; the same answers grey a button out and stop
a POST.

A refusal is a sentence that says what would work instead.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal import actions, clock
from portal.refusals import Refusal
from reservations.models import Booking, Resource
from reservations.opening import Stretch
from reservations.times import DAY, MINUTE, minutes, pieces
from reservations.words import length

TAKEN = Refusal(
    "taken", _("다른 분이 먼저 예약하셨습니다. 아래의 다른 시간이나 다른 장소를 골라 주세요."), "start"
)
YOURS = Refusal(
    "yours",
    _(
        "이미 예약하신 시간과 겹칩니다. 앞뒤 정리 시간도 함께 셉니다. "
        "다른 시간을 고르시거나 ‘내 예약’에서 먼저 취소해 주세요."
    ),
    "start",
)
BACKWARDS = Refusal("backwards", _("끝나는 시각은 시작하는 시각보다 뒤여야 합니다."), "end")
PAST = Refusal("past", _("이미 지난 시각입니다. 앞으로의 시각을 골라 주세요."), "start")
PAST_DAY = Refusal("past", _("이미 지난 날짜입니다. 오늘이나 그 뒤의 날짜를 골라 주세요."), "day")
CLOSED = Refusal("closed", _("그 시간에는 문을 열지 않습니다. 여는 시간을 보고 다시 골라 주세요."), "start")
LEVEL = Refusal("level", _("본인확인을 마친 분만 예약할 수 있습니다."))
STALE = Refusal("stale", _("그사이 예약 상태가 바뀌었습니다. 지금 상태를 확인해 주세요."))
CALLED_OFF = Refusal("called_off", _("이미 취소하신 예약입니다. 더 하실 일은 없습니다."))
STARTED = Refusal("started", _("이용 시간이 시작된 뒤에는 취소할 수 없습니다. 담당 부서로 전화해 주세요."))
NOT_YOURS = Refusal("not_yours", _("다른 사람의 예약입니다."))
NOT_YOUR_UNIT = Refusal("not_your_unit", _("담당 부서의 예약만 처리할 수 있습니다."))
OWN_REQUEST = Refusal("own_request", _("자기가 신청한 예약은 스스로 승인하거나 반려할 수 없습니다."))
TOO_OFTEN = Refusal("too_often", _("하루에 신청할 수 있는 예약 수를 넘었습니다. 내일 다시 신청해 주세요."))
NO_REASON = Refusal("no_reason", _("신청한 분이 알 수 있도록 이유를 적어 주세요."), "reason")

actions.constraints({"claim_no_overlap": TAKEN})


@dataclass(frozen=True)
class Wish:
    """What somebody wants to book, and when the resource is open on those days."""

    resource: Resource
    starts_at: datetime
    ends_at: datetime
    people: int
    at: datetime
    stretches: Sequence[Stretch]


def _backwards(wish: Wish) -> Refusal | None:
    return BACKWARDS if wish.ends_at <= wish.starts_at else None


def _past(wish: Wish) -> Refusal | None:
    if wish.starts_at >= wish.at:
        return None
    return PAST_DAY if clock.local(wish.starts_at).date() < clock.local(wish.at).date() else PAST


def _too_soon(wish: Wish) -> Refusal | None:
    lead = wish.resource.lead
    if wish.starts_at >= wish.at + lead * MINUTE:
        return None
    return Refusal(
        "too_soon", gettext("시작 %(lead)s 전까지만 예약할 수 있습니다.") % {"lead": length(lead)}, "start"
    )


def _too_far(wish: Wish) -> Refusal | None:
    last = wish.at + wish.resource.window_days * DAY
    if wish.starts_at < last:
        return None
    sentence = gettext("%(days)d일 앞까지 예약할 수 있습니다.") % {"days": wish.resource.window_days}
    return Refusal("too_far", sentence, "day")


def _too_short(wish: Wish) -> Refusal | None:
    shortest = wish.resource.shortest
    if minutes(wish.ends_at - wish.starts_at) >= shortest:
        return None
    return Refusal(
        "too_short", gettext("한 번에 %(length)s 이상 예약해 주세요.") % {"length": length(shortest)}, "end"
    )


def _too_long(wish: Wish) -> Refusal | None:
    longest = wish.resource.longest
    if wish.ends_at - wish.starts_at <= longest * MINUTE:
        return None
    return Refusal(
        "too_long", gettext("한 번에 %(length)s까지 예약할 수 있습니다.") % {"length": length(longest)}, "end"
    )


def _closed(wish: Wish) -> Refusal | None:
    inside = all(
        any(stretch.opens_at <= piece.start and piece.end <= stretch.closes_at for stretch in wish.stretches)
        for piece in pieces(wish.starts_at, wish.ends_at)
    )
    return None if inside else CLOSED


def _off_step(wish: Wish) -> Refusal | None:
    opened = next(
        each.opens_at for each in wish.stretches if each.opens_at <= wish.starts_at < each.closes_at
    )
    step = wish.resource.step * MINUTE
    if not (wish.starts_at - opened) % step and not (wish.ends_at - wish.starts_at) % step:
        return None
    sentence = gettext("여는 시각부터 %(step)s 단위로 예약할 수 있습니다.") % {
        "step": length(wish.resource.step)
    }
    return Refusal("off_step", sentence, "start")


def _too_many(wish: Wish) -> Refusal | None:
    if wish.people <= wish.resource.capacity:
        return None
    sentence = gettext("%(capacity)d명까지 들어갈 수 있습니다.") % {"capacity": wish.resource.capacity}
    return Refusal("too_many", sentence, "people")


CHECKS: tuple[Callable[[Wish], Refusal | None], ...] = (
    _backwards,
    _past,
    _too_soon,
    _too_far,
    _too_short,
    _too_long,
    _closed,
    _off_step,
    _too_many,
)
"""In the order in which a person would ask. _off_step relies on _closed having passed."""


def wish_refusal(wish: Wish) -> Refusal | None:
    """The first thing wrong with the wish itself; whether somebody else has the room is not asked here."""
    return next((refusal for check in CHECKS if (refusal := check(wish))), None)


def level_refusal(booker: Any) -> Refusal | None:
    return None if getattr(booker, "is_verified", False) else LEVEL


def quota_refusal(resource: Resource, active: int) -> Refusal | None:
    """`active`: bookings of this person here that are still to come."""
    if active < resource.per_person:
        return None
    sentence = gettext(
        "이곳은 한 사람이 %(limit)d건까지 예약해 둘 수 있습니다. "
        "남은 예약을 쓰거나 취소한 뒤에 다시 신청해 주세요."
    ) % {"limit": resource.per_person}
    return Refusal("quota", sentence)


PER_DAY = 30


def pace_refusal(made: int) -> Refusal | None:
    """`made`: what this person booked within a day, called off or not: each writes letters to an office."""
    return TOO_OFTEN if made >= PER_DAY else None


def cancel_refusal(booking: Booking, actor: Any, at: datetime) -> Refusal | None:
    """May this citizen call it off?"""
    if booking.booker_id != actor.pk:
        return NOT_YOURS
    if booking.state == Booking.State.CANCELLED:  # a step back, and the button once more
        return CALLED_OFF
    if not booking.is_blocking:
        return STALE
    return STARTED if at >= booking.starts_at else None


def is_late_cancel(booking: Booking, at: datetime) -> bool:
    """Confirmed, and too near for somebody else to plan with the room."""
    near = booking.starts_at - booking.resource.cancel_hours * 60 * MINUTE
    return booking.state == Booking.State.CONFIRMED and at >= near


def decide_refusal(booking: Booking, officer: Any, unit_ids: Sequence[int], *, wanted: str) -> Refusal | None:
    """May this officer decide a booking that must be in the state `wanted`?"""
    if booking.resource.place.unit_id not in unit_ids:
        return NOT_YOUR_UNIT
    if booking.booker_id == officer.pk:
        return OWN_REQUEST
    return None if booking.state == wanted else STALE


def reason_refusal(reason: str) -> Refusal | None:
    return None if reason.strip() else NO_REASON
