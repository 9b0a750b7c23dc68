"""Looking for a room: exact numbers, and never a room that cannot be had."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from reservations.models import OpeningException, Resource
from reservations.queries.rooms import week
from reservations.queries.search import Wanted, search
from tests.reservations.conftest import NOON, client_of, seoul, write_out

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def free(start: str, hours: float = 1, **wanted: Any) -> list[str]:
    starts_at = seoul(start)
    found = search(Wanted(NOON, starts_at=starts_at, ends_at=starts_at + timedelta(hours=hours), **wanted))
    assert found.total == len(found.items)
    return sorted(room.name for room in found.items)


def test_a_taken_room_is_not_found_and_comes_back_when_it_is_cancelled(
    alice: Any, room: Resource, book: Any
) -> None:
    from reservations import actions

    assert free("11-24 14:00") == ["소나무 회의실"]
    booking = book(alice, room, "11-24 14:00")
    assert free("11-24 14:00") == []
    assert free("11-24 15:00") == ["소나무 회의실"]
    actions.cancel(actor=alice, booking_id=booking.pk, at=NOON)
    assert free("11-24 14:00") == ["소나무 회의실"]


@pytest.mark.parametrize(
    ("start", "hours"),
    [("11-24 08:00", 1), ("11-24 20:30", 1), ("11-24 14:30", 1), ("11-24 14:00", 4), ("11-24 14:00", 0.5),
     ("11-23 12:30", 1), ("11-20 14:00", 1), ("02-20 14:00", 1)],
)  # fmt: skip
def test_it_finds_only_what_the_rules_would_allow(start: str, hours: float, room: Resource) -> None:
    assert free(start, hours) == []


def test_buffers_count_in_search_as_they_do_in_booking(
    alice: Any, bob: Any, stage: Resource, book: Any
) -> None:
    book(alice, stage, "11-24 12:00", hours=2)
    assert free("11-24 15:00") == []
    assert free("11-24 10:00") == []
    assert free("11-24 16:00") == ["백송홀"]
    book(bob, stage, "11-24 16:00")


def test_a_whole_is_taken_when_a_part_is(alice: Any, new_room: Any, book: Any) -> None:
    whole = new_room("체육관 전체")
    one = new_room("1코트", parent=whole)
    new_room("2코트", parent=whole)
    book(alice, one, "11-24 10:00")
    assert free("11-24 10:00") == ["2코트"]


def test_two_of_three_alike_leave_one(person: Any, new_room: Any, book: Any) -> None:
    tables = new_room("탁구대", quantity=3)
    for number in range(3):
        assert free("11-24 10:00") == ["탁구대"]
        book(person(f"손님 {number}", level=2), tables, "11-24 10:00")
    assert free("11-24 10:00") == []


def test_people_area_kind_features_and_name_narrow_it(
    room: Resource, stage: Resource, jongno: Any, haeundae: Any
) -> None:
    assert free("11-24 14:00", people=20) == ["백송홀"]
    assert free("11-24 14:00", area=haeundae) == []
    assert free("11-24 14:00", area=jongno.parent) == ["백송홀", "소나무 회의실"]
    assert free("11-24 14:00", kind="hall") == ["백송홀"]
    assert free("11-24 14:00", features=["wheelchair"]) == ["소나무 회의실"]
    assert free("11-24 14:00", text="소나무") == ["소나무 회의실"]
    assert free("11-24 14:00", text="%") == []


@pytest.mark.parametrize(
    "asked", [{}, {"people": 5}, {"kind": "hall"}, {"text": "도서관"}, {"features": ["wifi"]}]
)
@pytest.mark.parametrize("inside", [True, False])
def test_without_a_time_the_number_is_that_of_all_pages(
    asked: dict[str, Any], inside: bool, room: Resource, stage: Resource, new_room: Any, jongno: Any
) -> None:
    for number in range(3):
        new_room(f"도서관 {number}", capacity=3 + number, features=["wifi"])
    new_room("감춘 방", is_published=False)
    wanted = Wanted(NOON, area=jongno if inside else None, **asked)
    at_once = search(wanted, size=100).items
    pages = [search(wanted, number, size=2) for number in range(1, len(at_once) // 2 + len(at_once) % 2 + 1)]
    assert [room.pk for page in pages for room in page.items] == [room.pk for room in at_once]
    assert {page.total for page in pages} == {len(at_once)}


def test_a_district_that_moves_to_another_province_takes_its_rooms_along(
    room: Resource, jongno: Any, haeundae: Any
) -> None:
    busan = haeundae.parent
    type(jongno).objects.filter(pk=jongno.pk).update(parent=busan, path=f"{busan.path}{jongno.code}/")
    jongno.refresh_from_db()
    assert search(Wanted(NOON, area=busan)).items == [room]
    assert search(Wanted(NOON, area=jongno)).items == [room]
    type(room.place).objects.filter(pk=room.place_id).update(area=haeundae)
    assert search(Wanted(NOON, area=jongno)).items == []
    assert search(Wanted(NOON, area=haeundae)).items == [room]


def test_a_closed_day_and_a_holiday_are_not_open(room: Resource) -> None:
    OpeningException.objects.create(resource=room, day="2026-11-24", reason="정기 점검")
    write_out(room)
    assert free("11-24 14:00") == []
    assert free("11-25 14:00") == ["소나무 회의실"]
    assert [day.is_closed for day in week(room, seoul("12-25 00:00").date(), NOON)][:1] == [True]  # Christmas


def test_a_room_open_past_midnight_can_be_had_across_it(new_room: Any, alice: Any, book: Any) -> None:
    night = new_room("밤샘 코트", hours=(0, 24 * 60))
    assert free("11-24 23:00", hours=2) == ["밤샘 코트"]
    book(alice, night, "11-24 23:00", hours=2)
    assert free("11-25 00:00") == []


def test_the_page_shows_the_exact_number_and_links_to_the_filled_form(room: Resource) -> None:
    page = Client().get("/reservations/?day=2026-11-24&start=840&end=960&people=4").content.decode()
    assert ">1</strong>" in page
    assert "소나무 회의실" in page
    assert "start=840" in page
    assert "end=960" in page


def test_a_card_that_was_drawn_before_follows_its_room_at_once(room: Resource, client: Any) -> None:
    assert room.name in client.get("/reservations/").content.decode()
    Resource.objects.filter(pk=room.pk).update(name="새 이름의 방", needs_approval=True)
    seen = client.get("/reservations/").content.decode()
    assert "새 이름의 방" in seen
    assert "승인 필요" in seen
    Resource.objects.filter(pk=room.pk).update(is_published=False)
    assert "새 이름의 방" not in client.get("/reservations/").content.decode()


def test_when_all_is_full_the_page_offers_other_days(alice: Any, room: Resource, book: Any) -> None:
    book(alice, room, "11-24 14:00", hours=2)
    page = Client().get("/reservations/?day=2026-11-24&start=840&end=960").content.decode()
    assert "day=2026-11-25" in page
    assert "모두 찼습니다" in page


@pytest.mark.parametrize(
    "query",
    ["start=840", "start=960&end=840&day=2026-11-24", "day=gestern", "page=x", "people=-1", "area=99999"],
)
def test_nonsense_is_answered_with_a_page(query: str, room: Resource) -> None:
    assert Client().get(f"/reservations/?{query}").status_code == 200


def test_the_week_shows_what_is_free_taken_and_mine(alice: Any, bob: Any, room: Resource, book: Any) -> None:
    book(alice, room, "11-24 14:00")
    book(bob, room, "11-24 15:00")
    monday = seoul("11-23 00:00").date()
    tones = {slot.start: slot.tone for day in week(room, monday, NOON, alice) for slot in day.slots}
    assert tones[seoul("11-24 14:00")] == "mine"
    assert tones[seoul("11-24 15:00")] == "taken"
    assert tones[seoul("11-24 16:00")] == "free"
    assert tones[seoul("11-23 09:00")] == "closed"


def test_the_room_page_and_its_picture(alice: Any, room: Resource) -> None:
    page = client_of(alice).get(reverse("reservations:room", args=[room.public_id]))
    assert page.status_code == 200
    assert "휠체어로 이용 가능" in page.content.decode()
    picture = Client().get(reverse("reservations:art", args=[room.public_id]))
    assert picture["Content-Type"] == "image/svg+xml"
    assert b"<svg" in picture.content
    assert Client().get("/reservations/rooms/aaaaaaaaaaaa/").status_code == 404
    assert (
        Client().get(reverse("reservations:room", args=[room.public_id]) + "?week=never").status_code == 200
    )


def test_pages_ask_the_database_a_bounded_number_of_times(
    alice: Any, new_room: Any, book: Any, django_assert_max_num_queries: Any
) -> None:
    rooms = [new_room(f"방 {number}") for number in range(12)]
    for room in rooms:
        book(alice, room, "11-24 14:00")
    client = client_of(alice)
    client.get("/reservations/mine/")
    with django_assert_max_num_queries(9):
        client.get("/reservations/?day=2026-11-25&start=840&end=960")
    with django_assert_max_num_queries(12):
        client.get(reverse("reservations:room", args=[rooms[0].public_id]))
    with django_assert_max_num_queries(9):
        client.get("/reservations/mine/")
