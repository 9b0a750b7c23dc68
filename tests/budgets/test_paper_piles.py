"""At ten at night an officer sees which sheets are left; who came stays apart from every sheet."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from budgets import actions, paper_piles
from budgets.models import Booth, Round
from portal import clock

pytestmark = pytest.mark.django_db


def address(booth: Any, name: str = "booth") -> str:
    return reverse(f"budgets_staff:{name}", args=[booth.round.public_id, booth.public_id])


def text_of(page: Any) -> str:
    """The words of a page as somebody reads them."""
    inside = page.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", inside))


@pytest.fixture
def evening(booth: Any, voting: Any) -> Any:
    """The vote is over, the booth has closed, the box can be opened."""
    Round.objects.filter(pk=voting.pk).update(closes_at=clock.now() - timedelta(minutes=5))
    Booth.objects.filter(pk=booth.pk).update(
        closes_on=clock.today() - timedelta(days=1), opens_on=clock.today() - timedelta(days=2)
    )
    booth.refresh_from_db()
    booth.round.refresh_from_db()
    return booth


@pytest.fixture
def look(officers: Any, client_of: Any) -> Any:
    """`look(booth, 0)`: the booth's page as its first officer finds it."""

    def open_(booth: Any, officer: int = 0, **query: str) -> Any:
        return client_of(officers[officer]).get(address(booth), query)

    return open_


def count(booth: Any, officers: Any, number: int) -> None:
    actions.count_box(officer=officers[0], booth_id=booth.pk, in_box=number, at=clock.now())


def type_once(booth: Any, officer: Any, serial: str, marks: str = "1,2") -> None:
    typed = actions.Typed(serial=serial, batch="1", marks=marks, void="")
    actions.key_sheet(officer=officer, booth_id=booth.pk, typed=typed, at=clock.now())


def test_the_officer_is_led_from_the_open_door_to_the_signature(
    booth: Any, voting: Any, city: Any, sheets: Any, give: Any, key: Any, officers: Any, look: Any
) -> None:
    one, two = sheets(booth, city, 2)
    give(booth, "one")
    give(booth, "two")
    assert look(booth).context["step"].page == "booth_desk", "people may still come"
    Round.objects.filter(pk=voting.pk).update(closes_at=clock.now())
    assert look(booth).context["step"].page == "#box", "the vote is over, the box is uncounted"
    count(booth, officers, 2)
    step = look(booth).context["step"]
    assert (step.page, "2장을 아직 아무도" in step.sentence) == ("booth_keying", True)
    type_once(booth, officers[0], one)
    type_once(booth, officers[0], two)
    assert "다른 담당자가 봐야 합니다" in look(booth, 0).context["step"].sentence, "she typed both herself"
    assert "2장이 두 번째 입력을 기다립니다" in look(booth, 1).context["step"].sentence
    type_once(booth, officers[1], one)
    type_once(booth, officers[1], two, "1,3")
    assert look(booth, 2).context["step"].page == "booth_differences"
    assert look(booth, 1).context["step"].page == ""
    read = actions.Typed(serial=two, batch="1", marks="1,3", void="")
    sheet = booth.sheets.get(serial=two)
    actions.judge_sheet(
        officer=officers[2], booth_id=booth.pk, sheet_id=sheet.pk, typed=read, reason="3번", at=clock.now()
    )
    assert "다른 담당자가" in look(booth, 0).context["step"].sentence, "she counted the box herself"
    assert look(booth, 1).context["step"].page == "#sign"
    assert 'id="sign"' in look(booth, 1).content.decode()


def test_nobody_is_sent_to_open_a_box_before_the_booth_has_opened(booth: Any, look: Any) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    Booth.objects.filter(pk=booth.pk).update(opens_on=tomorrow)
    step = look(booth).context["step"]
    assert step.page == ""
    assert "에 엽니다" in step.sentence


def test_an_officer_sees_every_sheet_by_its_number_in_the_pile_where_it_lies(
    evening: Any, city: Any, sheets: Any, key: Any, officers: Any, look: Any
) -> None:
    untouched, once, differs, agreed, spoiled = sheets(evening, city, 5)
    type_once(evening, officers[0], once)
    key(evening, differs, "1,2", "1,3")
    key(evening, agreed, "1,4")
    key(evening, spoiled, void="torn")
    count(evening, officers, 5)
    page = look(evening, 2)
    piles = page.context["piles"]
    found = {
        name: [serial for _bundle, serials in getattr(piles, name).bundles for serial in serials]
        for name in ("untouched", "once", "differs", "finished", "spoiled")
    }
    assert found == {
        "untouched": [untouched],
        "once": [once],
        "differs": [differs],
        "finished": [agreed],
        "spoiled": [spoiled],
    }
    text = text_of(page)
    for said in (
        "아직 입력 안 함 1장",
        "한 번 입력함, 두 번째를 기다림 1장",
        "두 입력이 다름 1장",
        "셀 표 1장",
        "무효 1장",
    ):
        assert said in text
    assert all(serial in text for serial in (untouched, once, differs, agreed, spoiled))
    assert text_of(look(evening, 0)).count("직접 입력하신 용지입니다") == 2, "hers wait for somebody else"


def test_sheets_that_were_never_handed_out_are_not_called_missing(
    evening: Any, city: Any, sheets: Any, key: Any, officers: Any, look: Any
) -> None:
    one, *_rest = sheets(evening, city, 4)
    key(evening, one, "1,2")
    assert "투표함을 세기 전이라 모름" in text_of(look(evening))
    count(evening, officers, 2)
    text = text_of(look(evening))
    assert "아무도 입력하지 않은 번호는 3장입니다. 이 가운데 1장이 투표함에서 나왔고" in text
    count(evening, officers, 6)
    assert "5장이 남았는데" in text_of(look(evening)), "more are said to be missing than were printed"
    count(evening, officers, 1)
    assert "아직 입력 안 함 1장" not in text_of(look(evening))
    assert _rest[0] not in text_of(look(evening)), "all are typed: what is left was never in the box"


def test_a_batch_that_is_thicker_on_the_table_than_on_the_screen_shows(
    evening: Any, city: Any, sheets: Any, key: Any, officers: Any, look: Any
) -> None:
    serials = sheets(evening, city, 3)
    for serial in serials[:2]:
        key(evening, serial, "1,2")
    type_once(evening, officers[0], serials[2])
    (batch,) = look(evening).context["piles"].batches
    assert (batch.name, batch.keyed, batch.once, batch.differs, batch.finished) == ("1", 3, 1, 0, 2)


def test_whoever_holds_a_sheet_asks_how_far_it_is(
    evening: Any, city: Any, sheets: Any, key: Any, look: Any
) -> None:
    one, two = sheets(evening, city, 2)
    key(evening, one, "1,2", "1,3")
    assert "두 입력이 다릅니다" in text_of(look(evening, serial=f"{one[:3]} {one[3:]}"))
    assert "아직 아무도 입력하지 않았습니다" in text_of(look(evening, serial=two))
    wrong = one[:-1] + str((int(one[-1]) + 1) % 10)
    for typed in (wrong, "", "x"):
        assert look(evening, serial=typed).status_code == 422
    assert wrong in look(evening, serial=wrong).content.decode(), "what she typed stays"


def test_a_thousand_sheets_are_named_up_to_a_bound(
    evening: Any,
    city: Any,
    sheets: Any,
    officers: Any,
    client_of: Any,
    monkeypatch: Any,
    django_assert_max_num_queries: Any,
) -> None:
    sheets(evening, city, 30)
    monkeypatch.setattr(paper_piles, "MOST_NAMED", 10)
    officer = client_of(officers[0])
    with django_assert_max_num_queries(22):
        page = officer.get(address(evening))
    assert page.context["piles"].untouched.unnamed == 20
    assert "이 밖에 20장이 더 있습니다" in text_of(page)


def test_no_table_shows_people_beside_sheets(
    booth: Any, city: Any, sheets: Any, give: Any, key: Any, admin: Any, client_of: Any, look: Any
) -> None:
    (serial,) = sheets(booth, city, 1)
    give(booth, "somebody")
    key(booth, serial, "1,2")
    index = client_of(admin).get(address_of_all(booth)).content.decode()
    for page in (index, look(booth).content.decode()):
        tables = re.findall(r"<table.*?</table>", page, re.DOTALL)
        assert tables
        for table in tables:
            heads = re.findall(r"<th scope=\"col\".*?>(.*?)</th>", table)
            assert not ("용지를 받은 사람" in heads and len(heads) > 2), heads
    assert "용지를 받은 사람" in index


def address_of_all(booth: Any) -> str:
    return reverse("budgets_staff:booths", args=[booth.round.public_id])


def test_numbers_never_stand_in_the_order_in_which_they_were_typed(
    evening: Any, city: Any, sheets: Any, key: Any, look: Any
) -> None:
    """Whoever watched the keyboard, or knows who came first, learns nothing from a list."""
    serials = sorted(sheets(evening, city, 12), reverse=True)
    for serial in serials[:8]:
        key(evening, serial, "1,2")
    piles = look(evening).context["piles"]
    for pile in (piles.finished, piles.untouched):
        for _name, named in pile.bundles:
            assert named == sorted(named)


def test_a_booth_that_is_sealed_names_its_sheets_without_a_word_of_what_was_chosen(
    evening: Any,
    voting: Any,
    city: Any,
    sheets: Any,
    key: Any,
    give: Any,
    officers: Any,
    look: Any,
    finish: Any,
) -> None:
    (serial,) = sheets(evening, city, 1)
    voter = "somebody"
    Booth.objects.filter(pk=evening.pk).update(closes_on=clock.today())
    Round.objects.filter(pk=voting.pk).update(closes_at=clock.now() + timedelta(hours=1))
    give(evening, voter)
    Round.objects.filter(pk=voting.pk).update(closes_at=clock.now())
    evening.round.refresh_from_db()
    key(evening, serial, "1,4")
    count(evening, officers, 1)
    actions.sign_booth(officer=officers[1], booth_id=evening.pk, at=clock.now())
    finish(voting)
    text = text_of(look(evening, serial=serial))
    assert "입력을 마쳤습니다. 셀 표입니다." in text
    assert "1,4" not in text
    assert "지금 할 일" not in text
