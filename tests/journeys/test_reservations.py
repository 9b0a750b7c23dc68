"""Reservations: from "a room for six, tomorrow at two" to the key, in the browser."""

import re
from datetime import date
from typing import Any

import icalendar
import pytest
from playwright.sync_api import expect

from portal import clock
from reservations import opening, parts
from reservations.models import Booking, OpeningRule, Place, Resource
from reservations.times import DAY
from tests.journeys.hands import Keyboard, Mouse, either_way, verify

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def place(unit: Any, jongno: Any) -> Place:
    return Place.objects.create(
        unit=unit,
        area=jongno,
        name="마을문화관",
        address="종로구 백송길 24",
        phone="02-1234-5678",
        closed_on_holidays=False,
    )


@pytest.fixture
def pine(place: Place) -> Resource:
    """Confirmed at once."""
    return make_room(place, "소나무 회의실", features=["wheelchair", "projector"])


@pytest.fixture
def hall(place: Place) -> Resource:
    """An officer looks first."""
    return make_room(place, "백송홀", kind="hall", capacity=100, needs_approval=True)


def make_room(place: Place, name: str, **terms: Any) -> Resource:
    """Open from nine to nine every day of the coming weeks."""
    defaults = {"kind": "meeting", "capacity": 10, "summary": "이야기 나누기 좋은 밝은 방", "longest": 180}
    room = Resource.objects.create(place=place, name=name, **defaults | terms)
    OpeningRule.objects.bulk_create(
        OpeningRule(resource=room, weekday=weekday, opens=9 * 60, closes=21 * 60) for weekday in range(7)
    )
    parts.rebuild([room])
    opening.materialise([room], clock.today() - 7 * DAY, clock.today() + 60 * DAY)
    return room


def soon() -> date:
    return clock.today() + 3 * DAY


def search(hands: Mouse, start: str, end: str, people: int) -> None:
    hands.write("날짜 (선택)", soon().isoformat())
    hands.choose("시작 (선택)", start)
    hands.choose("끝 (선택)", end)
    hands.write("인원 (선택)", str(people))
    hands.press("빈 곳 찾기")
    hands.sees("그때 비어 있는 곳")


def ask(hands: Mouse, button: str) -> None:
    hands.write("인원", "6")
    hands.write("이용 목적", "마을 독서 모임")
    hands.press(button)


def cancel(hands: Mouse) -> None:
    hands.follow("예약 취소")
    hands.look()
    hands.press("예약 취소하기")
    hands.sees("예약을 취소했습니다. 그 시간은 이제 다른 분이 쓸 수 있습니다.")


def test_one_room_at_once_another_after_approval_and_never_twice(
    visit, celery_worker, eventually, pine, hall, alice, minsu, carla
):
    citizen = Mouse(visit(alice, path="/reservations/"))
    citizen.look()
    search(citizen, "14:00", "16:00", 6)
    citizen.look()
    citizen.follow("이 시간 예약 소나무 회의실")
    citizen.look()
    late = Mouse(visit(minsu, path=citizen.page.url))  # somebody else has the same form open
    ask(citizen, "예약하기")
    citizen.sees("예약이 확정되었습니다.")
    citizen.look()

    ask(late, "예약하기")
    late.sees("대신 이렇게 하시면 어떨까요?")
    expect(late.page.get_by_label("이용 목적", exact=True)).to_have_value("마을 독서 모임")
    late.look()
    late.follow("백송홀")
    late.look()
    ask(late, "예약 신청하기")
    late.sees("담당 부서가 살펴보고 있습니다")
    late.look()

    officer = Mouse(visit(carla, path="/staff/reservations/"))
    officer.look()
    officer.follow(re.compile("14:00"))
    officer.look()
    officer.press("승인하기")
    officer.look()
    officer.go(f"/staff/reservations/days/?day={soon().isoformat()}")
    officer.look()
    late.go("/inbox/")
    late.awaits(eventually, "백송홀 예약이 승인되었습니다")
    late.press(re.compile("백송홀 예약이 승인되었습니다"))
    late.sees("확정")

    with citizen.page.expect_download() as waiting:
        citizen.page.get_by_role("link", name="내 달력에 넣기").click()
    event = icalendar.Calendar.from_ical(waiting.value.path().read_bytes()).walk("VEVENT")[0]
    assert clock.local(event["DTSTART"].dt).strftime("%H:%M") == "14:00"
    cancel(citizen)
    citizen.go("/reservations/mine/")
    citizen.look()
    citizen.go(f"/reservations/rooms/{pine.public_id}/?week={soon().isoformat()}")
    citizen.look()
    assert Booking.objects.filter(resource=pine, state="cancelled").exists()


@either_way
def test_a_citizen_finds_a_room_books_it_and_gives_it_back(visit, pine, jiyeon, hands, wishes):
    citizen = hands(visit(jiyeon, path="/reservations/", **wishes))
    citizen.look()
    citizen.follow("소나무 회의실")
    citizen.look()
    citizen.follow("다음 주")
    citizen.follow(re.compile("^09:00|^가능"))
    citizen.look()
    ask(citizen, "예약하기")
    verify(citizen, "가상 김하늘")
    expect(citizen.page.get_by_label("이용 목적", exact=True)).to_have_value(
        "마을 독서 모임"
    )  # nothing typed twice
    citizen.press("예약하기")
    citizen.sees("예약이 확정되었습니다.")
    citizen.look()
    cancel(citizen)
    citizen.look()


def test_hours_are_searched_by_keyboard(visit, pine):
    visitor = Keyboard(visit(path="/reservations/"))
    search(visitor, "14:00", "16:00", 6)
    visitor.sees("소나무 회의실")
    assert f"day={soon().isoformat()}" in visitor.page.url
