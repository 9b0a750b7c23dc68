"""Petitions: from one sentence to the answer that everybody who signed is told of, in the browser."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from petitions import actions
from petitions.models import Petition, PetitionType
from portal import clock
from tests.journeys.hands import Mouse, either_way, verify

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

TITLE = "학교 앞 건널목에 바닥 신호등을 놓아 주세요"
DETAILS = "청운초등학교 앞 건널목 네 곳에 바닥 신호등을 먼저 놓고 한 해 뒤에 결과를 공개해 주세요."
SIGNED = "서명이 저장되었습니다."


@pytest.fixture
def small_town(db: None) -> PetitionType:
    """Two first supporters besides her, and a threshold that four people reach."""
    kind = PetitionType.current()
    kind.first_supporters, kind.bureau_threshold, kind.head_threshold = 3, 4, 50
    kind.save()
    return kind


def write(hands: Mouse) -> None:
    hands.write("무엇을 바꾸어 달라고 청원하나요?", TITLE)
    hands.press("다음")
    hands.sees("배경과 내용을 적어 주세요")
    hands.write("왜 필요한가요? (선택)", "내리막이라 차가 빨리 달립니다.")
    hands.write("어떻게 바꾸면 좋을까요?", DETAILS)


def hand_in(hands: Mouse) -> None:
    """She is asked who she is only now, and comes back to the preview."""
    hands.press("본인 확인하고 제출하기")
    verify(hands, "가상 김하늘")
    hands.sees(DETAILS)
    hands.press("제출하기")
    hands.sees("청원을 제출했습니다.")


def support(hands: Mouse, petition: Petition) -> None:
    hands.go(f"/petitions/support/{petition.support_key}/")
    hands.press("찬성하기")
    hands.sees("찬성이 저장되었습니다")


def sign(hands: Mouse) -> None:
    hands.press("서명하기")
    hands.sees(SIGNED)
    hands.sees("내 서명이 저장되었습니다")


def test_a_petition_from_one_sentence_to_the_answer(
    visit, celery_worker, eventually, small_town, jiyeon, alice, bob, minsu, carla, gyeol, admin
):
    author = Mouse(visit(jiyeon, path="/petitions/"))
    author.look()
    author.go("/petitions/new/")
    author.look()
    write(author)
    author.press("저장하고 나중에 쓰기")
    author.sees("쓰던 글을 저장했습니다.")
    author.look()
    author.go("/me/")
    author.look()
    author.follow(TITLE)
    author.look()
    author.follow("이어 쓰기")
    expect(author.page.get_by_label("어떻게 바꾸면 좋을까요?", exact=True)).to_have_value(DETAILS)
    author.press("미리보기")
    author.look()
    hand_in(author)
    author.sees("첫 찬성을 모아 주세요")
    author.look()
    petition = Petition.objects.get()

    for friend in (alice, bob):
        hands = Mouse(visit(friend))
        support(hands, petition)
        hands.look()
    author.awaits(eventually, "담당자가 요건을 검토하고 있습니다")

    administrator = Mouse(visit(admin, path="/staff/petitions/"))
    administrator.look()
    administrator.follow(TITLE)
    administrator.look()
    administrator.choose("맡을 기관", "종로구청")
    administrator.press("이 기관에 맡기기")
    administrator.sees("종로구청에 맡겼습니다.")

    officer = Mouse(visit(carla, path="/staff/petitions/"))
    officer.look()
    officer.follow(TITLE)
    officer.look()
    officer.pick(re.compile("^공개합니다"))
    officer.choose("답변할 기관 (선택)", "종로구청")
    officer.press("결정하고 알리기")
    officer.look()

    signer = Mouse(visit(minsu, path="/petitions/"))
    signer.follow(TITLE)
    signer.look()
    again = Mouse(visit(minsu, path=signer.page.url))  # the same person in a second window
    sign(signer)
    signer.look()
    again.press("서명하기")
    again.sees("이미 서명하셨습니다. 서명은 안전하게 저장되어 있습니다.")
    # Three carried it here, she is the fourth: at once, before anything is folded.
    expect(signer.page.locator("[data-count]")).to_have_text("4")
    author.awaits(eventually, "국장이 답변할 만큼 서명이 모였습니다")

    now = clock.now()
    Petition.objects.update(closes_at=now)  # a month goes by
    actions.close_petition(petition_id=petition.public_id, at=clock.now())
    approver = Mouse(visit(gyeol, path="/staff/petitions/"))
    approver.look()
    approver.follow(TITLE)
    approver.look()
    approver.pick("일부 받아들입니다")
    approver.write("한눈에 보는 답변", "내년 3월까지 두 곳에 먼저 놓겠습니다.")
    approver.write("자세한 답변", "예산을 마련한 두 곳부터 놓고, 한 해 뒤에 사고가 줄었는지 공개하겠습니다.")
    approver.press("답변 공개하기")
    approver.look()

    signer.go("/inbox/")
    signer.awaits(eventually, "답변이 나왔습니다")
    signer.press(re.compile("답변이 나왔습니다"))
    signer.sees("내년 3월까지 두 곳에 먼저 놓겠습니다.")
    signer.look()


@either_way
def test_a_citizen_writes_friends_support_and_neighbours_sign(
    visit, small_town, jiyeon, alice, minsu, carla, hands, wishes
):
    author = hands(visit(jiyeon, path="/petitions/new/", **wishes))
    author.look()
    write(author)
    author.look()
    author.press("미리보기")
    author.look()
    hand_in(author)
    author.look()

    petition = Petition.objects.get()
    friend = hands(visit(alice, **wishes))
    support(friend, petition)
    friend.look()

    publish(petition, carla)
    neighbour = hands(visit(minsu, path="/petitions/", **wishes))
    neighbour.look()
    neighbour.follow(TITLE)
    neighbour.look()
    sign(neighbour)
    neighbour.look()
    neighbour.press("서명 거두기")
    neighbour.sees("서명을 거두었습니다.")


def publish(petition: Petition, officer: Any) -> None:
    """What the worker and the officer would do."""
    agency = officer.memberships.get().unit.agency
    Petition.objects.update(state="checking", agency=agency)
    actions.publish_petition(officer=officer, petition_id=petition.public_id, agency=agency, at=clock.now())
