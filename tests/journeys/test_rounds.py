"""An administrator's year: a draft left and resumed, its small print, a rehearsal, a schedule set going."""

from datetime import timedelta
from typing import Any

import pytest

from budgets import actions
from budgets.models import Round
from budgets.tally import Rule
from portal import clock
from tests.journeys.hands import Mouse, either_way

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

MILLION = 1_000_000
WISHES = [("학교 앞 안심 통학로", 50), ("공원 화장실 고치기", 40), ("도서관 밤 열람실", 20), ("물놀이터", 60)]


@pytest.fixture
def draft(admin: Any) -> Round:
    """One envelope that is not yet all right: two choices are few for Equal Shares."""
    now = clock.now()
    dates = {"opens_at": now + timedelta(days=20), "closes_at": now + timedelta(days=30)}
    round_ = actions.create_round(actor=admin, title="2028년 주민참여예산", summary="함께.", at=now, **dates)
    fields = {"name": "시 전체", "amount": 100 * MILLION, "min_choices": 2, "max_choices": 3}
    rule = Rule(method="equal_shares", min_votes=1, start="floor", increment_permille=5)
    envelope = actions.add_envelope(actor=admin, round_id=round_.pk, fields=fields, rule=rule, at=now)
    for title, cost in WISHES:
        fields = {"title": title, "cost": cost * MILLION}
        actions.add_project(actor=admin, envelope_id=envelope.pk, fields=fields, at=now)
    return round_


def set_small_print(admin: Mouse, envelope: str) -> None:
    """From the preview, which warns of two choices, to the rule and back."""
    admin.follow("이어서 준비하기")
    admin.look()
    admin.sees("3개 이상 고를 때 잘 작동합니다")
    admin.follow("4. 세는 방법")
    admin.look()
    admin.follow(f"세는 방법 고치기 – {envelope}")
    admin.look()
    admin.pick("득표순 결과를 더 좋아하는 사람이 더 많으면 그 결과를 따릅니다")
    admin.press("저장하기")
    admin.sees("단순 득표순 결과를 더 좋아하는")


def rehearse(admin: Mouse, eventually: Any) -> None:
    """Made-up ballots, counted by the worker, looked at, thrown away."""
    admin.follow("5. 미리 보기")
    admin.look()
    admin.follow("가짜 표로 시험해 보기")
    admin.look()
    admin.write("투표하는 사람 수", "300")
    admin.press("시험해 보기")
    admin.awaits(eventually, "안 뽑힘")
    admin.look()
    admin.press("이 사본 지우기")
    admin.sees("시험용 사본을 지웠습니다.")


def test_a_draft_is_resumed_rehearsed_and_set_going(
    visit: Any, celery_worker: Any, eventually: Any, admin: Any, draft: Round
) -> None:
    desk = Mouse(visit(admin, path=f"/staff/budgets/{draft.public_id}/"))
    set_small_print(desk, "시 전체")
    rehearse(desk, eventually)


@either_way
def test_a_schedule_is_proposed_started_and_changed_with_a_reason(
    visit: Any, admin: Any, draft: Round, hands: Any, wishes: Any
) -> None:
    desk = hands(visit(admin, path=f"/staff/budgets/{draft.public_id}/schedule/", **wishes))
    desk.write("시작하는 날", f"{clock.today() + timedelta(days=3):%Y-%m-%d}")
    desk.press("이 날부터 제안해 주세요")
    desk.look()
    desk.press("저장하고 다음으로")
    desk.follow("6. 공고")
    desk.look()
    desk.press("일정 시작하기")
    desk.sees("일정을 시작했습니다")
    desk.follow("일정 바꾸기")
    desk.look()
    desk.pick("일정을 멈춥니다")
    desk.press("바꾸기")
    desk.sees("까닭을 써 주세요")
    desk.write("까닭", "부서가 바뀌어 담당자를 다시 정합니다.")
    desk.press("바꾸기")
    desk.sees("부서가 바뀌어")
    desk.look()
