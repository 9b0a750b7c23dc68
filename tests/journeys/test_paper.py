"""Voting on paper in a real browser: looked up, handed out, keyed by two, looked at by a third, sealed; and a
receipt that its owner checks in her own browser."""

from typing import Any

import pytest
from playwright.sync_api import expect

from budgets import actions, box
from budgets.models import PaperBallot, Round, SealedBallot, VoterRoll
from portal import clock
from tests.budgets import attacks
from tests.budgets.conftest import *  # noqa: F403  (the same rounds)
from tests.budgets.conftest import shut_booth
from tests.journeys.hands import Mouse, NoScript

pytestmark = pytest.mark.django_db(transaction=True)


def url(booth: Any, rest: str = "") -> str:
    return f"/staff/budgets/{booth.round.public_id}/booths/{booth.public_id}/{rest}"


def key(hands: Mouse, serial: str, marks: str) -> None:
    """As at the keyboard: serial, Enter, marks, Enter."""
    hands.page.locator("[data-keying-serial]").fill(serial)
    hands.page.keyboard.press("Enter")
    expect(hands.page.locator("[data-keying-marks]")).to_be_focused()
    hands.page.keyboard.type(marks)
    with hands.page.expect_navigation():
        hands.page.keyboard.press("Enter")


def test_paper_from_the_booth_to_the_sealed_box(
    visit: Any, booth: Any, city: Any, officers: Any, sheets: Any, admin: Any
) -> None:
    one, two = sheets(booth, city, 2)
    desk = Mouse(visit(officers[0], width=360, path=url(booth)))
    desk.look()
    for person in ("가상 김하늘", "가상 이바다"):
        desk.go(url(booth, "desk/"))
        desk.look()
        desk.page.get_by_label("오신 분이 본인확인에 동의했습니다.", exact=False).check()
        desk.press("본인확인 시작하기")
        desk.page.get_by_role("button", name=person, exact=False).click()
        desk.sees("드릴 투표용지")
        desk.look()
        desk.press("명부에 적고 용지 드리기")
        desk.sees("2명이 용지를 받았습니다" if person == "가상 이바다" else "1명이 용지를 받았습니다")
    assert VoterRoll.objects.filter(channel="paper").count() == 2

    shut_booth(booth)  # its last day goes by
    desk.go(url(booth))
    desk.write("투표함에서 나온 장수", "2")
    desk.press("장수 적기")
    first = Mouse(visit(officers[0], path=url(booth, "keying/?batch=A")))
    second = Mouse(visit(officers[1], width=768, path=url(booth, "keying/?batch=A")))
    first.look()
    key(first, one, "1,4")
    key(first, two, "2,3")
    first.page.locator("[data-keying-serial]").fill(one[:-1] + str((int(one[-1]) + 1) % 10))
    first.page.keyboard.press("Enter")
    expect(first.page.locator("[data-keying-reading]")).to_have_text("일련번호를 다시 확인해 주세요.")
    key(second, one, "4,1")
    key(second, two, "2,4")
    second.look()

    third = NoScript(visit(officers[2], script=False, path=url(booth, "differences/")))
    third.follow(two)
    third.look()
    third.write("고른 사업 번호 (선택)", "2,3")
    third.write("이유", "네 번째 칸의 표시는 얼룩입니다.")
    third.press("이대로 판정하기")
    third.sees("다른 입력이 없습니다")

    Round.objects.filter(pk=booth.round_id).update(closes_at=clock.now())
    actions.close_round(round_id=booth.round_id, at=clock.now())
    third.go(url(booth))
    third.sees("투표함과 입력이 맞습니다.")
    third.press("이 투표소의 입력을 마칩니다")
    third.sees("서명했습니다")
    actions.seal_round(round_id=booth.round_id, at=clock.now())
    assert sorted(SealedBallot.objects.values_list("choices", flat=True)) == [[1, 4], [2, 3]]
    desk = Mouse(visit(admin, width=360, path=f"/staff/budgets/{booth.round.public_id}/booths/"))
    desk.sees("투표함을 봉인했습니다")
    desk.look()


def test_sheets_come_out_of_the_printer_one_a_page(
    visit: Any, booth: Any, city: Any, sheets: Any, admin: Any
) -> None:
    serials = sheets(booth, city, 3)
    hands = Mouse(visit(admin, width=360, path=url(booth, "sheets/1/")))
    hands.look()
    hands.page.emulate_media(media="print")
    for serial in serials:
        expect(hands.page.get_by_text(serial)).to_be_visible()
    expect(hands.page.locator(".site-header")).to_be_hidden()
    breaks = "sheets => sheets.map(sheet => getComputedStyle(sheet).breakAfter)"
    assert hands.page.locator(".paper-sheet").evaluate_all(breaks) == ["page", "page", "auto"]
    assert PaperBallot.objects.count() == 3


@pytest.fixture
def code(voting: Any, city: Any, cast: Any, minsu: Any, alice: Any, bob: Any) -> str:
    """The receipt code of one of three ballots in a sealed box."""
    codes = [cast(one, city, 1, 2).code for one in (alice, minsu, bob)]
    Round.objects.filter(pk=voting.pk).update(closes_at=clock.now())
    actions.close_round(round_id=voting.pk, at=clock.now())
    actions.seal_round(round_id=voting.pk, at=clock.now())
    return box.show_code(codes[1])


def check(hands: Mouse, code: str) -> None:
    hands.write("투표 확인번호", code)
    hands.page.get_by_role("button", name="내 브라우저에서 확인하기").click()


def test_a_receipt_is_checked_in_the_browser_and_the_code_stays_there(
    visit: Any, voting: Any, city: Any, code: str
) -> None:
    hands = Mouse(visit(width=360, path=f"/budgets/{voting.public_id}/receipt-check/"))
    sent: list[str] = []
    hands.page.on("request", lambda request: sent.append(f"{request.url} {request.post_data or ''}"))
    check(hands, code.lower())
    hands.sees("이 표는 봉인된 투표함에 들어 있습니다")
    hands.look()
    city.refresh_from_db()
    expect(hands.page.locator("[data-receipt-root]")).to_have_text(city.merkle_root)
    assert sent
    assert not [line for line in sent if code in line or code.replace("-", "") in line]
    check(hands, "ABCD-EFGH-2345-6723")
    hands.sees("이 번호의 표를 찾지 못했습니다")


def test_the_browser_finds_out_when_the_server_lies(visit: Any, voting: Any, code: str) -> None:
    """The sealed ballot was changed; the server's answer fits no published root."""
    with attacks.guards_off():
        SealedBallot.objects.update(choices=[4, 5])
    hands = Mouse(visit(path=f"/budgets/{voting.public_id}/receipt-check/"))
    check(hands, code)
    hands.sees("봉인값이 맞지 않습니다")


def test_a_receipt_is_checked_without_javascript(visit: Any, voting: Any, code: str) -> None:
    hands = Mouse(visit(script=False, path=f"/budgets/{voting.public_id}/receipt-check/"))
    expect(hands.page.get_by_role("button", name="내 브라우저에서 확인하기")).to_have_count(0)
    hands.write("투표 확인번호", code)
    hands.press("확인하기")
    hands.sees("이 표는 봉인된 투표함에 들어 있습니다")
