"""After the vote: a member of the watch inspects, the department answers, a citizen reads; waste is reported
and answered; a round is evaluated."""

from datetime import timedelta
from typing import Any

import pytest

from budgets import actions
from budgets.importing import import_election, source_of
from budgets.models import Execution, Project
from budgets.tally import Rule
from portal import clock
from tests.journeys.hands import Mouse
from tests.journeys.test_results import HEAD

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def execution(admin: Any, unit: Any) -> Execution:
    """A winner of seven ballots, which Carla's department carries out."""
    source = source_of("village.pb", HEAD.encode(), Rule(method="greedy"))
    round_ = import_election(source, clock.now())
    winners = {row["project"] for row in round_.envelopes.get().tally.result["winners"]}
    projects = Project.objects.select_related("envelope__round", "envelope__tally")
    project = next(one for one in projects.order_by("pk") if one.ballot_id in winners)
    at = clock.now()
    begun: Execution = actions.begin_execution(actor=admin, project=project, unit=unit, at=at)
    return begun


def page(execution: Execution, end: str = "execution/") -> str:
    project = execution.project
    return f"/budgets/{project.envelope.round.public_id}/projects/{project.public_id}/{end}"


def test_a_member_inspects_the_department_answers_and_a_citizen_reads_both(
    visit: Any, admin: Any, minsu: Any, carla: Any, execution: Execution
) -> None:
    at, today = clock.now(), clock.today()
    round_ = execution.project.envelope.round
    dates = {"opens_at": at - timedelta(days=1), "closes_at": at + timedelta(days=9)}
    term = {"term_from": today, "term_to": today + timedelta(days=99), "duties": "두 달에 한 번 가 봅니다."}
    actions.keep_watch(actor=admin, round_=round_, fields=dates | term, at=at)
    member = Mouse(visit(minsu, path=f"/budgets/{round_.public_id}/watch/"))
    member.look()
    member.follow("감시단 신청하기")
    member.look()
    member.write("참여하려는 까닭 (선택)", "건축 일을 오래 했습니다.")
    member.press("신청하기")
    desk = Mouse(visit(admin, path=f"/staff/budgets/{round_.public_id}/watch/"))
    desk.look()
    desk.press(f"모시기 – {minsu.display_name}")
    desk.sees("감시단을 정했습니다.")
    member.go(page(execution))
    member.follow("점검 올리기")
    member.look()
    member.write("무엇을 보았나요?", "울타리가 열려 있습니다.")
    member.pick("심각함")
    member.press("점검 올리기")
    member.sees("울타리가 열려 있습니다.")
    officer = Mouse(visit(carla, path="/staff/budgets/inspections/"))
    officer.look()
    officer.follow(execution.project.title)
    officer.look()
    officer.write("답변", "오늘 고칩니다.")
    officer.write("언제까지 고치나요? (선택)", f"{today:%Y-%m-%d}")
    officer.press("답변 공개하기")
    citizen = Mouse(visit(width=360, path=page(execution)))
    citizen.look()
    citizen.sees("울타리가 열려 있습니다.")
    citizen.sees("오늘 고칩니다.")
    citizen.misses(minsu.display_name)


def test_waste_is_reported_and_answered_and_the_round_is_evaluated(
    visit: Any, admin: Any, minsu: Any, carla: Any, execution: Execution
) -> None:
    reporter = Mouse(visit(minsu, width=360, path=page(execution)))
    reporter.follow("예산이 낭비되고 있다면 신고하기")
    reporter.look()
    reporter.write("무엇이 낭비되고 있나요?", "난간을 두 번 놓았습니다.")
    reporter.press("신고하기")
    reporter.look()
    reporter.sees("신고를 접수했습니다")
    officer = Mouse(visit(carla, path="/staff/budgets/waste/"))
    officer.look()
    officer.follow(execution.project.title)
    officer.look()
    officer.follow("답변하기")
    officer.look()
    officer.pick("신고가 맞음")
    officer.write("답변", "있던 난간을 다시 씁니다.")
    officer.press("답변하기")
    reporter.page.reload()
    reporter.sees("있던 난간을 다시 씁니다.")
    round_ = execution.project.envelope.round
    type(round_).objects.filter(pk=round_.pk).update(state="evaluating")
    round_.refresh_from_db()
    at = clock.now()
    until = at + timedelta(days=9)
    actions.open_evaluation(
        actor=admin, round_=round_, introduction="돌아봅니다.", answers_until=until, at=at
    )
    judge = Mouse(visit(admin, path=f"/staff/budgets/{round_.public_id}/evaluation/"))
    judge.look()
    judge.follow(f"평가하기 – {execution.project.title}")
    judge.look()
    judge.pick("목적을 이룸")
    judge.write("평가", "모두 마쳤습니다.")
    judge.press("평가 공개하기")
    reporter.go(page(execution, "satisfaction/"))
    reporter.look()
    reporter.pick("5점")
    reporter.press("저장하기")
    reporter.sees("모두 마쳤습니다.")
    reporter.look()
    reader = Mouse(visit(path=f"/budgets/{round_.public_id}/evaluation/"))
    reader.look()
    reader.sees("목적을 이룸")
