"""Participatory budgeting: two envelopes, two ways of voting, two ways of counting, two administrators."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from budgets import actions
from budgets.models import PaperBallot, Round, SealedBallot
from budgets.tasks import keep_time
from portal import clock
from tests.budgets.conftest import shut_booth
from tests.journeys.hands import Keyboard, Mouse, NoScript, either_way, verify

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

MILLION = 1_000_000
TITLE = "2027년 주민참여예산"
CITY = [
    ("학교 앞 안심 통학로", 50),
    ("공원 화장실 고치기", 40),
    ("자전거 보관대", 30),
    ("도서관 밤 열람실", 20),
]
DISTRICT = [("경로당 문턱 없애기", 30), ("마을 텃밭", 25)]
LEFT_OUT = ("제안 접수", "적격성 심사", "숙성", "온라인 의견", "참여단 압축", "공고")
SAVED = "투표를 저장했습니다"


def wall(moment: datetime) -> str:
    """As a date-and-time field takes it."""
    return f"{clock.local(moment):%Y-%m-%dT%H:%M}"


def make_round(admin: Mouse) -> None:
    admin.follow("새 참여예산 만들기")
    admin.look()
    admin.write("이름", TITLE)
    admin.write("소개", "내년에 우리 시와 우리 구의 예산을 어디에 쓸지 함께 고릅니다.")
    admin.write("시작하는 날", f"{clock.today():%Y-%m-%d}")
    admin.press("저장하기")
    admin.look()
    for phase in LEFT_OUT:
        admin.write(f"{phase} (선택)", "")
    admin.write("투표 시작", wall(clock.now() - timedelta(minutes=1)))
    admin.write("투표 마감과 개표", wall(clock.now() + timedelta(days=7)))
    admin.press("저장하고 다음으로")


def make_envelope(admin: Mouse, name: str, amount: int, kind: str, method: str, area: str = "") -> None:
    admin.follow("예산 더하기")
    admin.look()
    admin.write("이름", name)
    if area:
        admin.choose(re.compile("^지역"), area)
    admin.write("예산", str(amount * MILLION))
    admin.pick(re.compile(f"^{kind}"))
    admin.write("최소 몇 개", "2")
    admin.write("최대 몇 개", "3")
    admin.pick(re.compile(f"^{method}"))
    admin.press("저장하기")


def make_project(admin: Mouse, envelope: str, title: str, cost: int) -> None:
    admin.follow(f"사업 더하기 – {envelope}")
    admin.look()
    admin.write("사업 이름", title)
    admin.write("한 줄 설명 (선택)", f"{title}을(를) 만듭니다.")
    admin.write("사업비", str(cost * MILLION))
    admin.press("저장하기")


def fill(envelope: Any, actor: Any, wishes: list[tuple[str, int]]) -> None:
    for title, cost in wishes:
        fields = {"title": title, "cost": cost * MILLION, "summary": f"{title}을(를) 만듭니다."}
        actions.add_project(actor=actor, envelope_id=envelope.pk, fields=fields, at=clock.now())


def vote(hands: Mouse, *titles: str) -> None:
    for title in titles:
        hands.tick(title)
    hands.press(re.compile("이대로 투표하기|바꾼 대로 저장하기"))
    hands.sees(SAVED)


def code_of(hands: Mouse) -> str:
    return hands.page.locator(".receipt-code code").inner_text()


def set_up(desk: Mouse, admin: Any, officers: list[Any]) -> Round:
    """Two envelopes and a booth, by an administrator, in the portal's own pages."""
    make_round(desk)
    make_envelope(desk, "시 전체", 100, "여러 개 고르기", "고르게 나누기")
    make_envelope(desk, "종로구", 80, "예산 안에서 담기", "득표순", area="서울특별시 종로구")
    make_project(desk, "시 전체", "어린이 물놀이터", 60)
    make_project(desk, "종로구", "골목 쉼터", 50)
    round_ = Round.objects.get()
    city, district = round_.envelopes.order_by("pk")
    fill(city, admin, CITY)
    fill(district, admin, DISTRICT)
    make_booth(desk, round_, officers)
    desk.go(f"/staff/budgets/{round_.public_id}/")
    desk.look()
    desk.follow("공고하러 가기")
    desk.look()
    desk.press("공고하기")
    desk.sees("공고했습니다.")
    return round_


def make_booth(desk: Mouse, round_: Round, officers: list[Any]) -> None:
    desk.go(f"/staff/budgets/{round_.public_id}/booths/")
    desk.follow("투표소 더하기")
    desk.look()
    desk.write("이름", "종로구청 투표소")
    desk.write("찾아오는 길", "종로구청 1층")
    desk.write("여는 날", f"{clock.today():%Y-%m-%d}")
    desk.write("닫는 날", f"{clock.today() + timedelta(days=6):%Y-%m-%d}")
    desk.write("담당자의 이메일", "\n".join(officer.email for officer in officers))
    desk.press("저장하기")
    desk.look()


def print_sheets(desk: Mouse, round_: Round) -> list[str]:
    """A sheet of each envelope. → the serials: the city's, the district's"""
    for name in ("시 전체", "종로구"):
        desk.go(f"/staff/budgets/{round_.public_id}/booths/")
        desk.follow("종로구청 투표소")
        desk.page.get_by_role("combobox", name="투표용지").select_option(label=name)
        desk.write("몇 장", "1")
        desk.press("인쇄할 용지 만들기")
    sheets = PaperBallot.objects.order_by("envelope_id")
    return list(sheets.values_list("serial", flat=True))


def change_her_mind(resident: Mouse) -> tuple[str, str]:
    """Alice of Jongno votes in both envelopes. → her receipts from the city's: the first, the last"""
    resident.look()
    resident.follow(TITLE)
    resident.look()
    resident.follow("투표하기 – 시 전체")
    resident.look()
    vote(resident, "어린이 물놀이터", "도서관 밤 열람실")
    resident.look()
    first = code_of(resident)
    resident.follow("다시 고르기")
    resident.tick("어린이 물놀이터")
    vote(resident, "학교 앞 안심 통학로")
    last = code_of(resident)
    assert last != first
    resident.follow("종로구 투표하기")
    for title in ("골목 쉼터", "경로당 문턱 없애기", "마을 텃밭"):
        resident.tick(title)
    resident.press("이대로 투표하기")
    resident.sees("저장하지 못했습니다")
    expect(resident.main.get_by_role("checkbox", checked=True)).to_have_count(3)
    resident.look()
    resident.tick("마을 텃밭")
    vote(resident)
    return first, last


def vote_on_paper(clerk: Mouse, round_: Round) -> None:
    """Somebody who has no account proves who she is at the booth; whoever voted on the web gets no paper."""
    clerk.go(f"/staff/budgets/{round_.public_id}/booths/")
    clerk.follow("종로구청 투표소")
    clerk.follow("명부 확인하기")
    clerk.look()
    clerk.tick(re.compile("오신 분이 본인확인에 동의했습니다"))
    clerk.press("본인확인 시작하기")
    clerk.page.get_by_role("button", name=re.compile("가상 김하늘")).click()
    clerk.sees("드릴 투표용지")
    clerk.press("명부에 적고 용지 드리기")
    clerk.sees("1명이 용지를 받았습니다")


def key(hands: Mouse, serial: str, marks: str) -> None:
    hands.page.locator("[data-keying-serial]").fill(serial)
    hands.page.keyboard.press("Enter")
    hands.page.keyboard.type(marks)
    with hands.page.expect_navigation():
        hands.page.keyboard.press("Enter")


def enter_paper(clerks: list[Mouse], round_: Round, serials: list[str]) -> None:
    """Both sheets by two people; the third judges where they read differently, and signs."""
    for clerk in clerks[:2]:
        clerk.go(f"/staff/budgets/{round_.public_id}/booths/")
        clerk.follow("종로구청 투표소")
        if clerk is clerks[0]:
            clerk.write("투표함에서 나온 장수", "2")
            clerk.press("장수 적기")
        clerk.follow("표 입력하기")
        clerk.page.get_by_label(re.compile("^묶음")).fill("A")
        key(clerk, serials[0], "2,3" if clerk is clerks[0] else "2,4")
        key(clerk, serials[1], "1,3")
    third = clerks[2]
    third.go(f"/staff/budgets/{round_.public_id}/booths/")
    third.follow("종로구청 투표소")
    third.follow("다른 입력 보기")
    third.follow(serials[0])
    third.look()
    third.write("고른 사업 번호 (선택)", "2,3")
    third.write("이유", "네 번째 칸의 표시는 얼룩입니다.")
    third.press("이대로 판정하기")
    third.sees("다른 입력이 없습니다")


def explain(resident: Mouse, round_: Round) -> None:
    """Why a project was funded, and the whole count followed by her own browser."""
    resident.go(round_.get_absolute_url())
    resident.look()
    resident.follow("결과 보기 – 종로구")
    resident.look()
    resident.follow("마을 텃밭")
    resident.sees(re.compile("왜 뽑히지 않았나요|왜 뽑혔나요"))
    resident.look()
    resident.go(round_.get_absolute_url())
    resident.follow("결과 보기 – 시 전체")
    resident.sees("뽑힌 사업")
    resident.sees("이렇게 셌습니다")
    resident.look()
    resident.follow("이 결과를 직접 확인하기")
    resident.look()
    resident.press("확인 시작", stays=True)
    verdict = resident.page.locator("[data-verdict]")
    verdict.wait_for()
    assert verdict.get_attribute("data-verdict") in ("good", "partly"), "partly: it knows no Ed25519"
    resident.look()


def check_receipts(resident: Mouse, round_: Round, counted: str, replaced: str) -> None:
    """In her browser: her last ballot lies in the sealed box, the one that she changed does not."""
    resident.go(round_.get_absolute_url())
    resident.follow("투표 확인번호로 내 표 확인하기")
    resident.look()
    for code, answer in ((counted, "이 표는 봉인된 투표함에 들어 있습니다"), (replaced, "찾지 못했습니다")):
        resident.write("투표 확인번호", code)
        resident.press("내 브라우저에서 확인하기", stays=True)
        resident.sees(re.compile(answer))
        resident.look()


def test_a_round_from_the_first_line_to_the_receipt_in_the_tree(
    visit, celery_worker, eventually, jongno, alice, bob, minsu, admin, admin2, staff, unit
):
    """Web by mouse, by keyboard alone and without scripts, and paper; sealed, counted, explained, checked."""
    officers = [staff(f"투표소 담당 {number}", "officer", unit) for number in (1, 2, 3)]
    desk = Mouse(visit(admin, path="/staff/budgets/"))
    desk.look()
    round_ = set_up(desk, admin, officers)
    city, district = round_.envelopes.order_by("pk")
    serials = print_sheets(desk, round_)

    resident = Mouse(visit(alice, path="/budgets/"))
    first_code, last_code = change_her_mind(resident)
    elsewhere = Keyboard(visit(bob, path=round_.get_absolute_url()))
    elsewhere.follow("투표하기 – 시 전체")
    vote(elsewhere, "어린이 물놀이터", "학교 앞 안심 통학로")
    elsewhere.go(district.get_absolute_url())
    expect(elsewhere.main.get_by_role("checkbox")).to_have_count(0)
    elsewhere.look()
    third = NoScript(visit(minsu, path=city.get_absolute_url(), width=360, script=False))
    vote(third, "학교 앞 안심 통학로", "공원 화장실 고치기")
    clerks = [Mouse(visit(officer, path="/staff/")) for officer in officers]
    vote_on_paper(clerks[0], round_)
    shut_booth(round_.booths.get())  # its last day goes by
    enter_paper(clerks, round_, serials)

    now = clock.now()
    Round.objects.update(
        opens_at=now - timedelta(days=7), closes_at=now - timedelta(minutes=2)
    )  # a week goes by
    keep_time.delay()  # as beat does every 15 seconds; the worker closes, and waits for the booth's signature
    eventually(lambda: Round.objects.get().state == "closed", 60)
    clerks[2].go(f"/staff/budgets/{round_.public_id}/booths/")
    clerks[2].follow("종로구청 투표소")
    clerks[2].press("이 투표소의 입력을 마칩니다")
    keep_time.delay()  # now it seals and counts
    eventually(lambda: Round.objects.get().state == "counted", 60)
    assert SealedBallot.objects.filter(envelope=city).count() == 4  # three from the web, one from the booth
    assert SealedBallot.objects.filter(envelope=district).count() == 2

    desk.go(f"/staff/budgets/{round_.public_id}/")
    desk.look()
    desk.follow("결과 미리 보기 – 시 전체")
    desk.look()
    desk.go(f"/staff/budgets/{round_.public_id}/")
    desk.press("결과가 맞다고 확인하기")
    desk.misses("결과 발표하기")  # not by the same person
    second = Mouse(visit(admin2, path=f"/staff/budgets/{round_.public_id}/"))
    second.press("결과 발표하기")
    second.look()

    resident.go("/inbox/")
    resident.awaits(eventually, f"결과가 나왔습니다: {TITLE}")
    explain(resident, round_)
    check_receipts(resident, round_, last_code, first_code)
    resident.go(f"/budgets/{round_.public_id}/{city.public_id}/results/")
    with resident.page.expect_download() as waiting:
        resident.page.get_by_role("link", name="익명 투표지 (.pb)").click()
    assert b"PROJECTS" in waiting.value.path().read_bytes()


@pytest.fixture
def voting(admin: Any, jongno: Any) -> Round:
    """Two envelopes in voting, made through the actions."""
    from budgets.tally import Rule

    now = clock.now()
    round_ = actions.create_round(
        actor=admin,
        title=TITLE,
        summary="함께 고릅니다.",
        opens_at=now,
        closes_at=now + timedelta(days=7),
        at=now,
    )
    envelopes = [
        ({"name": "시 전체", "amount": 100 * MILLION, "min_choices": 2, "max_choices": 3}, CITY),
        (
            {"name": "종로구", "area": jongno, "amount": 80 * MILLION, "ballot_kind": "knapsack"},
            [("골목 쉼터", 50), *DISTRICT],
        ),
    ]
    for fields, wishes in envelopes:
        made = actions.add_envelope(
            actor=admin, round_id=round_.pk, fields=fields, rule=Rule(min_votes=1), at=now
        )
        fill(made, admin, wishes)
    actions.announce_round(actor=admin, round_id=round_.pk, at=now)
    return round_


@either_way
def test_a_resident_proves_where_she_lives_votes_twice_and_changes_her_mind(
    visit, voting, jiyeon, hands, wishes
):
    resident = hands(visit(jiyeon, path="/budgets/", **wishes))
    resident.look()
    resident.follow(TITLE)
    resident.look()
    resident.follow("투표하기 – 종로구")
    for title in ("골목 쉼터", "경로당 문턱 없애기", "마을 텃밭"):
        resident.tick(title)
    resident.look()
    resident.press("거주확인하고 투표하기")
    verify(resident, "가상 김하늘")
    expect(resident.main.get_by_role("checkbox", checked=True)).to_have_count(
        3
    )  # her choices came back with her
    resident.press("이대로 투표하기")
    resident.sees("저장하지 못했습니다")  # 105 of 80 million
    resident.tick("마을 텃밭")
    vote(resident)
    resident.look()
    resident.follow("시 전체 투표하기")
    vote(resident, "학교 앞 안심 통학로", "자전거 보관대")
    resident.follow("다시 고르기")
    resident.tick("자전거 보관대")
    vote(resident, "공원 화장실 고치기")
    resident.sees("공원 화장실 고치기")
    resident.look()


COVERED = """() => {
  const held = document.activeElement, box = held.getBoundingClientRect();
  if (held.closest(".ballot-bar") || box.top < 0) return false;
  return box.bottom > document.querySelector(".ballot-bar").getBoundingClientRect().top;
}"""


def test_whoever_tabs_through_a_ballot_always_sees_where_she_is(visit, voting, alice):
    """The bar that floats at the bottom once lay over the box that a keyboard stood on (WCAG 2.4.11)."""
    page = visit(alice, width=360, path=voting.envelopes.get(name="시 전체").get_absolute_url())
    page.set_viewport_size({"width": 360, "height": 640})
    boxes = page.locator("[name=choices]")
    boxes.first.focus()
    for _ in range(2 * boxes.count() - 1):
        page.keyboard.press("Tab")
        page.wait_for_timeout(300)  # the page glides
        assert not page.evaluate(COVERED), page.evaluate("document.activeElement.outerHTML")
