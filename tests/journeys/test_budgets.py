"""Participatory budgeting: two envelopes, two ways of voting, two ways of counting, two administrators."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from budgets import actions
from budgets.models import Round
from budgets.tasks import keep_time
from portal import clock
from tests.journeys.hands import Mouse, either_way, verify

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


def test_a_round_from_the_first_line_to_the_receipt_in_the_tree(
    visit, celery_worker, eventually, jongno, alice, bob, minsu, admin, admin2
):
    desk = Mouse(visit(admin, path="/staff/budgets/"))
    desk.look()
    make_round(desk)
    make_envelope(desk, "시 전체", 100, "여러 개 고르기", "고르게 나누기")
    make_envelope(desk, "종로구", 80, "예산 안에서 담기", "득표순", area="서울특별시 종로구")
    make_project(desk, "시 전체", "어린이 물놀이터", 60)
    make_project(desk, "종로구", "골목 쉼터", 50)
    round_ = Round.objects.get()
    city, district = round_.envelopes.order_by("pk")
    fill(city, admin, CITY)
    fill(district, admin, DISTRICT)
    desk.page.reload()
    desk.look()
    desk.follow("공고하러 가기")
    desk.look()
    desk.press("공고하기")
    desk.sees("공고했습니다.")

    resident = Mouse(visit(alice, path="/budgets/"))
    resident.look()
    resident.follow(TITLE)
    resident.look()
    resident.follow("투표하기 – 시 전체")
    resident.look()
    vote(resident, "어린이 물놀이터", "도서관 밤 열람실")
    resident.look()
    first_code = code_of(resident)
    resident.follow("다시 고르기")
    resident.tick("어린이 물놀이터")
    vote(resident, "학교 앞 안심 통학로")
    city_code = code_of(resident)
    assert city_code != first_code

    resident.follow("종로구 투표하기")
    for title in ("골목 쉼터", "경로당 문턱 없애기", "마을 텃밭"):
        resident.tick(title)
    resident.press("이대로 투표하기")
    resident.sees("저장하지 못했습니다")
    expect(resident.main.get_by_role("checkbox", checked=True)).to_have_count(3)
    resident.look()
    resident.tick("마을 텃밭")
    vote(resident)

    elsewhere = Mouse(visit(bob, path=round_.get_absolute_url()))
    elsewhere.follow("투표하기 – 시 전체")
    vote(elsewhere, "어린이 물놀이터", "학교 앞 안심 통학로")
    elsewhere.go(district.get_absolute_url())
    expect(elsewhere.main.get_by_role("checkbox")).to_have_count(0)
    elsewhere.look()
    third = Mouse(visit(minsu, path=city.get_absolute_url()))
    vote(third, "학교 앞 안심 통학로", "공원 화장실 고치기")

    now = clock.now()
    Round.objects.update(opens_at=now - timedelta(days=7), closes_at=now)  # a week goes by
    keep_time.delay()  # as beat does every 15 seconds; the worker closes, seals and counts
    eventually(lambda: Round.objects.get().state == "counted", 60)

    desk.page.reload()
    desk.look()
    desk.follow("결과 미리 보기 – 시 전체")
    desk.look()
    desk.go(f"/staff/budgets/{round_.public_id}/")
    desk.press("결과를 확인했습니다")
    desk.misses("결과 발표하기")  # not by the same person
    second = Mouse(visit(admin2, path=f"/staff/budgets/{round_.public_id}/"))
    second.press("결과 발표하기")
    second.look()

    resident.go("/inbox/")
    resident.awaits(eventually, f"결과가 나왔습니다: {TITLE}")
    resident.go(round_.get_absolute_url())
    resident.look()
    resident.follow("결과 보기 – 시 전체")
    resident.sees("뽑힌 사업")
    resident.sees("이렇게 셌습니다")
    resident.look()
    with resident.page.expect_download() as waiting:
        resident.page.get_by_role("link", name="익명 투표지 (.pb)").click()
    assert b"PROJECTS" in waiting.value.path().read_bytes()
    resident.follow("투표 확인번호로 내 표 확인")
    resident.look()
    resident.write("투표 확인번호", city_code)
    resident.press("확인하기")
    resident.sees("이 표는 봉인된 투표함에 들어 있습니다")
    resident.look()
    resident.write("투표 확인번호", first_code)  # of the ballot that she changed
    resident.press("확인하기")
    resident.sees("이 번호의 표를 찾지 못했습니다")
    resident.go(f"{round_.get_absolute_url()}")
    resident.follow("결과 보기 – 종로구")
    resident.look()
    resident.follow("골목 쉼터")
    resident.look()


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
