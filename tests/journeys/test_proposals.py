"""Proposals: from a citizen's first word to the agency's promise, in the browser."""

import re
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from portal import clock
from proposals.actions import intake
from proposals.models import Proposal, Receiver
from tests.journeys.hands import Mouse, either_way, verify

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

TITLE = "어린이공원 가로등을 밝은 등으로 바꿔 주세요"
PROBLEM = "저녁 7시가 지나면 공원 안쪽이 어두워 아이들이 넘어집니다."
COMMENT = "우리 아이도 지난주에 넘어졌습니다. 꼭 필요합니다."


@pytest.fixture
def receiver(unit: Any) -> Receiver:
    """The parks division takes in proposals about parks."""
    return Receiver.objects.create(unit=unit, topic="parks")


def begin(hands: Mouse) -> None:
    hands.write("제목", TITLE)
    hands.choose("분야", "공원·환경")
    hands.choose("지역", "종로구")
    hands.write("현황과 문제점", PROBLEM)


def finish(hands: Mouse) -> None:
    hands.write("개선 방안", "낡은 등 12개를 밝은 등으로 바꾸고 안쪽에 두 개를 더 세워 주세요.")
    hands.write("기대 효과", "저녁에도 안전하게 놀 수 있고 전기 요금도 줄어듭니다.")
    hands.press("미리보기로 가기")
    hands.sees("다른 사람에게 이렇게 보입니다")


def hand_in(hands: Mouse) -> None:
    """She is asked who she is only now, and comes back to her text."""
    hands.press("본인 확인하고 보내기")
    verify(hands, "가상 김하늘")
    hands.sees(PROBLEM)
    hands.press("제안 보내기")
    hands.sees("제안을 보냈습니다. 담당 부서가 접수하면 알려 드리겠습니다.")


def do_deed(hands: Mouse, label: str) -> None:
    hands.follow(label)
    hands.look()
    hands.write("처리 사유", "소관 업무이며 공개에 문제가 없음")
    hands.press(label)


def answer(hands: Mouse) -> None:
    hands.follow("답변 쓰기")
    hands.look()
    hands.pick(re.compile("^채택"))
    hands.write("한눈에 보는 답변", "내년 봄까지 등을 모두 바꾸겠습니다.")
    hands.write("자세한 답변", "설계를 마치는 대로 공사를 시작합니다.")
    hands.write("실행 예정일 (선택)", (clock.today() + timedelta(days=120)).isoformat())
    hands.write("처리 사유", "예산을 확보함")
    hands.press("답변 공개하기")


def test_a_proposal_from_its_first_word_to_the_promise(
    visit, celery_worker, eventually, receiver, jongno, jiyeon, minsu, carla
):
    author = Mouse(visit(jiyeon))
    author.look()
    author.follow("제안 쓰기")
    author.look()
    begin(author)
    author.press("임시 저장")
    author.sees("임시 저장했습니다.")

    author.go("/proposals/mine/")
    author.look()
    author.follow(TITLE)
    expect(author.page.get_by_label("현황과 문제점", exact=True)).to_have_value(PROBLEM)
    finish(author)
    author.look()
    hand_in(author)
    author.sees("아직 공개되지 않았습니다")
    author.look()
    address = author.page.url

    officer = Mouse(visit(carla, path="/staff/"))
    officer.look()
    officer.go("/staff/proposals/")
    officer.look()
    officer.follow(TITLE)
    officer.look()
    do_deed(officer, "접수하기")
    do_deed(officer, "공개하고 검토 시작")
    officer.sees("공개했습니다.")

    neighbour = Mouse(visit(minsu, path="/proposals/"))
    neighbour.look()
    neighbour.follow(TITLE)
    neighbour.press("공감하기", stays=True)
    neighbour.sees("나도 공감했습니다")
    neighbour.write("댓글 쓰기", COMMENT)
    neighbour.press("댓글 올리기")
    neighbour.sees(COMMENT)
    neighbour.look()
    eventually(lambda: Proposal.objects.get().support_count == 1)  # the worker folded the ledger

    answer(officer)
    officer.look()

    author.go("/inbox/")
    author.awaits(eventually, "채택")
    author.look()
    author.press(re.compile("채택"))
    assert author.page.url.split("#")[0] == address
    author.sees("내년 봄까지 등을 모두 바꾸겠습니다.")
    author.sees(COMMENT)
    author.sees("진행 상황")
    author.look()


@either_way
def test_a_citizen_writes_and_another_stands_by_her(
    visit, receiver, jongno, jiyeon, alice, carla, unit, hands, wishes
):
    author = hands(visit(jiyeon, path="/proposals/new/", **wishes))
    author.look()
    begin(author)
    finish(author)
    author.look()
    hand_in(author)
    author.look()

    proposal = Proposal.objects.get()
    words = {"note": "안내", "reason": "소관", "at": clock.now()}
    intake.receive_proposal(officer=carla, proposal=proposal, unit=unit, **words)
    intake.publish_proposal(officer=carla, proposal=proposal, **words)

    neighbour = hands(visit(alice, path="/proposals/", **wishes))
    neighbour.look()
    neighbour.follow(TITLE)
    neighbour.press("공감하기", stays=True)
    neighbour.sees("나도 공감했습니다")
    neighbour.write("댓글 쓰기", COMMENT)
    neighbour.press("댓글 올리기")
    neighbour.sees(COMMENT)
    neighbour.look()


def test_whoever_steps_back_from_the_preview_and_sends_again_has_one_draft(visit, receiver, jongno, jiyeon):
    hands = Mouse(visit(jiyeon))
    hands.go("/proposals/new/")
    begin(hands)
    finish(hands)
    hands.page.go_back()
    hands.write("제목", TITLE + "!")
    finish(hands)
    assert [each.title for each in Proposal.objects.all()] == [TITLE + "!"]
