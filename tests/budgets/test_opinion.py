"""The residents' opinion: made by a worker from what was counted, the same on the page and on paper."""

import re
from typing import Any

import pytest
from django.urls import reverse

from budgets import opinion_pdf, publishing
from budgets.models import Opinion
from portal import clock

pytestmark = pytest.mark.django_db
WORDS = {
    "introduction": "주민 3명이 함께 고른 결과입니다.",
    "opinions": "밤길이 밝았으면 합니다.\n\n놀이터에 그늘이 필요합니다.",
}


def address(round_: Any, name: str = "opinion", room: str = "budgets") -> str:
    return reverse(f"{room}:{name}", args=[round_.public_id])


def work() -> None:
    for opinion_id in publishing.waiting_opinions():
        publishing.make_opinion(opinion_id, clock.now())


def test_it_is_written_made_and_read(client: Any, client_of: Any, admin: Any, published: Any) -> None:
    assert client.get(address(published)).status_code == 404
    sent = client_of(admin).post(address(published, room="budgets_staff"), WORDS)
    assert sent.status_code == 302
    assert client.get(address(published)).status_code == 404, "not before it is made"
    work()
    text = client.get(address(published)).content.decode()
    for words in ("주민 3명이 함께 고른", "밤길이 밝았으면", "경로당 문턱 없애기", "30,000,000원", "2명"):
        assert words in text
    pdf = client.get(address(published, "opinion_pdf"))
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF-")
    assert address(published) in client.get(published.get_absolute_url()).content.decode()


def test_who_reads_english_finds_no_korean_labels_beside_the_paper(
    client: Any, client_of: Any, admin: Any, published: Any
) -> None:
    client_of(admin).post(address(published, room="budgets_staff"), WORDS)
    work()
    text = client.get(address(published), headers={"accept-language": "en"}).text
    facts = text[text.index('<dl class="facts">') :].partition("</dl>")[0]
    assert "Voting period" in facts
    assert "Made on" in facts
    assert not re.search("[가-힣]", facts)
    assert "투표 기간" in client.get(address(published)).text


def test_the_paper_says_its_title_and_language_and_carries_its_letters(
    client_of: Any, admin: Any, published: Any
) -> None:
    client_of(admin).post(address(published, room="budgets_staff"), WORDS)
    work()
    opinion = Opinion.objects.get()
    pdf = bytes(opinion.pdf)
    assert b"/Lang (ko-KR)" in pdf
    assert b"/Title" in pdf
    assert b"/FontFile2" in pdf, "a reader without Korean fonts can read it"
    assert b"/ToUnicode" in pdf, "it can be searched and read aloud"
    assert opinion.made_at is not None
    assert opinion_pdf.draw(opinion.content, opinion.made_at) == pdf, "the same bytes each time"


def test_it_is_made_anew_with_other_words(client: Any, client_of: Any, admin: Any, published: Any) -> None:
    desk = address(published, room="budgets_staff")
    client_of(admin).post(desk, WORDS)
    work()
    client_of(admin).post(desk, WORDS | {"introduction": "고쳐 쓴 머리말입니다."})
    assert "주민 3명이" in client.get(address(published)).content.decode(), "the old one until then"
    work()
    assert "고쳐 쓴 머리말입니다." in client.get(address(published)).content.decode()
    assert Opinion.objects.count() == 1


def test_a_round_without_result_has_no_opinion(client_of: Any, admin: Any, voting: Any) -> None:
    answer = client_of(admin).post(address(voting, room="budgets_staff"), WORDS)
    assert answer.status_code == 422
    assert "결과를 발표한 뒤에" in answer.content.decode()
    assert "주민 3명이" in answer.content.decode(), "what was typed stays"
    assert not Opinion.objects.exists()


def test_before_the_result_she_is_told_when_it_can_be_made_and_offered_no_button_that_would_refuse(
    client_of: Any, admin: Any, voting: Any
) -> None:
    browser, door = client_of(admin), address(voting, room="budgets_staff")
    page = browser.get(door).text
    assert "결과를 발표한 뒤에 주민의견서를 만들 수 있습니다" in page
    assert ">만들기</button>" not in page
    browser.post(door, WORDS | {"draft": "1"})
    assert Opinion.objects.get().introduction == WORDS["introduction"]


def test_long_tables_and_rare_letters_go_on_paper(published: Any) -> None:
    rows = [
        [str(number), f"아주 긴 사업 이름 {number} 쀍 ㎡ €" * 3, "1,000원", "12"] for number in range(1, 120)
    ]
    envelope = {"name": "시 전체", "sum": "합계", "head": ["순서", "사업", "사업비", "득표"], "rows": rows}
    content = {"title": "의견서", "introduction": "가", "facts": [["투표", "1"]], "envelopes": [envelope]}
    pdf = opinion_pdf.draw(content | {"opinions": [], "made": "2026. 1. 1."}, clock.now())
    assert pdf.count(b"/Type /Page\n") > 3


def test_signs_that_the_font_lacks_are_written_with_letters_it_has() -> None:
    """Every second project says how many ㎡; on paper stood "300" and a box."""
    assert opinion_pdf.drawable("옥상 300㎡, №2, Ⅲ단계") == "옥상 300m², No2, III단계"
    assert opinion_pdf.drawable("한글 English ₩ – ·") == "한글 English ₩ – ·"
    assert opinion_pdf.drawable("漢") == "漢", "nothing is left out in silence"


def test_it_is_written_over_days_before_it_is_made(
    client: Any, client_of: Any, admin: Any, published: Any
) -> None:
    desk, staff = address(published, room="budgets_staff"), client_of(admin)
    assert staff.post(desk, WORDS | {"draft": "1"}).status_code == 302
    work()
    page = staff.get(desk).content.decode()
    assert "주민 3명이 함께 고른" in page, "what was kept stands in the form"
    assert "쓰는 중" in page
    assert client.get(address(published)).status_code == 404, "nobody else reads a draft"
    assert address(published) not in client.get(published.get_absolute_url()).content.decode()


def test_what_was_made_stays_public_while_it_is_written_anew(
    client: Any, client_of: Any, admin: Any, published: Any
) -> None:
    desk, staff = address(published, room="budgets_staff"), client_of(admin)
    staff.post(desk, WORDS)
    work()
    staff.post(desk, WORDS | {"introduction": "아직 쓰는 머리말입니다.", "draft": "1"})
    work()
    shown = client.get(address(published)).content.decode()
    assert "주민 3명이" in shown
    assert "아직 쓰는" not in shown
