"""What the demonstration shows after the vote: a watch at work, waste reports in time and late, an evaluated
round."""

import random
from datetime import date, datetime, timedelta
from typing import Any

from budgets import actions
from budgets.models import Execution, Project, Round, Watch
from portal import clock
from portal.organisations.models import Unit

DAY = timedelta(days=1)
DUTIES = (
    "두 달에 한 번 뽑힌 사업을 찾아가 봅니다. 계획대로 하는지, 안전한지, 돈이 제대로 쓰이는지 살핍니다. "
    "처음에 반나절 교육을 받고, 활동비는 한 번에 3만 원입니다."
)
SAID = (
    "아이들과 매주 갑니다. 고맙습니다.",
    "밤에도 밝아서 좋습니다.",
    "화장실이 하나 더 있으면 좋겠습니다.",
    "공사가 길어 불편했지만 결과는 만족합니다.",
    "휠체어로 들어가기가 아직 어렵습니다.",
    "안내판의 글씨가 작습니다.",
)
RATED = (
    [0, 0, 8, 21, 34],  # how many gave 1, 2, 3, 4, 5
    [6, 9, 14, 11, 5],
    [1, 2, 7, 10, 9],
    [0, 0, 0, 1, 2],
)


def carried_out(people: dict[str, Any], round_: Round, executions: list[Execution], at: datetime) -> None:
    """The watch recruits and inspects; three waste reports: answered, open, overdue."""
    watch = _watch(people, round_, at, since=150)
    _inspections(people, executions, at)
    _reports(people, executions, at)
    for person in people["crowd"][:2]:
        motive = "건축 일을 오래 했습니다. 공사 현장을 볼 줄 압니다."
        actions.apply_for_watch(person=person, watch=watch, motive=motive, at=at - DAY)


def _watch(people: dict[str, Any], round_: Round, at: datetime, since: int) -> Watch:
    today = clock.local(at).date()
    fields = {
        "opens_at": at - DAY * (since + 30),
        "closes_at": at + DAY * 20,
        "term_from": today - DAY * since,
        "term_to": today + DAY * 200,
        "duties": DUTIES,
    }
    watch: Watch = actions.keep_watch(
        actor=people["admin"], round_=round_, fields=fields, at=at - DAY * since
    )
    for name in ("minsu", "bob"):
        actions.call_watcher(
            actor=people["admin"], watch=watch, email=people[name].email, at=at - DAY * since
        )
    return watch


def _inspections(people: dict[str, Any], executions: list[Execution], at: datetime) -> None:
    done, late, *rest = executions
    officer, today = people["carla"], clock.local(at).date()
    good = _inspect(people["bob"], done, 50, "good", "마무리가 꼼꼼하고 경사로도 완만합니다.", at)
    body = "살펴봐 주셔서 고맙습니다. 석 달 뒤에 한 번 더 점검하겠습니다."
    actions.answer_inspection(officer=officer, inspection=good, body=body, mend_by=None, at=at - DAY * 45)
    seen = "울타리 한쪽이 열려 있어 아이들이 공사장에 들어갈 수 있습니다. 밤에는 불빛도 없습니다."
    serious = _inspect(people["minsu"], late, 30, "serious", seen, at)
    body = "바로 울타리를 고치고 경고등을 달겠습니다. 하루 두 번 확인하겠습니다."
    promised = today - DAY * 20
    actions.answer_inspection(
        officer=officer, inspection=serious, body=body, mend_by=promised, at=at - DAY * 28
    )
    note = "울타리를 새로 치고 경고등 네 개를 달았습니다."
    actions.mark_mended(
        officer=officer, inspection=serious, on=promised - DAY * 2, note=note, at=at - DAY * 22
    )
    seen = "현장에 자재만 쌓여 있고 일하는 사람이 없습니다. 언제 다시 시작하는지 안내문도 없습니다."
    _inspect(people["bob"], late, 17, "mending", seen, at)  # nobody has answered, and the two weeks are over
    if rest:
        _inspect(people["bob"], rest[0], 3, "mending", "설계 설명회가 평일 낮에만 있어 가기 어렵습니다.", at)


def _inspect(person: Any, execution: Execution, days: int, verdict: str, seen: str, at: datetime) -> Any:
    return actions.inspect_project(
        person=person,
        execution=execution,
        visited_on=clock.local(at).date() - DAY * days,
        seen=seen,
        verdict=verdict,
        at=at - DAY * days,
    )


def _reports(people: dict[str, Any], executions: list[Execution], at: datetime) -> None:
    done, late, *_rest = executions
    body = "설계에 없던 돌 장식을 새로 주문했습니다. 있던 것을 다시 쓸 수 있었습니다."
    answered = actions.report_waste(
        person=people["alice"],
        execution=done,
        body=body,
        amount=12_000_000,
        wishes_shown=True,
        at=at - DAY * 60,
    )
    actions.review_waste(officer=people["carla"], report=answered, note="현장을 봅니다.", at=at - DAY * 58)
    actions.answer_waste(
        officer=people["carla"],
        report=answered,
        outcome="partly",
        answer="장식 두 개는 두기로 하고 나머지 주문을 취소했습니다. 앞으로는 있던 것을 먼저 씁니다.",
        recovered=8_400_000,
        summary="있던 것을 다시 쓸 수 있는데 장식을 새로 주문했다는 신고",
        at=at - DAY * 40,
    )
    body = "같은 구간의 보도블록을 석 달 사이에 두 번 뜯었습니다."
    actions.report_waste(person=people["minsu"], execution=late, body=body, at=at - DAY * 6)
    body = "쓰지 않는 장비를 한 달 넘게 빌려 두고 있습니다."
    overdue = actions.report_waste(
        person=people["bob"], execution=late, body=body, amount=3_000_000, tells_name=True, at=at - DAY * 41
    )
    actions.review_waste(officer=people["carla"], report=overdue, at=at - DAY * 30)


def evaluated(people: dict[str, Any], round_: Round, winners: list[Project], at: datetime) -> None:
    """Carried out, one given up; judged in part, and what residents answered has been published."""
    executions = [_finished(people, project, place, at) for place, project in enumerate(winners)]
    if len(executions) < 2:
        return
    _watch(people, round_, at, since=420)
    for place, execution in enumerate(executions[:2]):
        verdict = ("good", "mending")[place]
        seen = ("어르신들이 많이 씁니다.", "배수로에 물이 고입니다.")[place]
        inspection = _inspect(people["minsu"], execution, 260, verdict, seen, at)
        body = "확인하고 손보았습니다." if place else "고맙습니다. 잘 관리하겠습니다."
        mend_by = clock.local(at).date() - DAY * 200 if place else None
        actions.answer_inspection(
            officer=people["carla"], inspection=inspection, body=body, mend_by=mend_by, at=at - DAY * 250
        )
        if mend_by:
            note = "배수로를 넓히고 덮개를 바꾸었습니다."
            on, when = mend_by - DAY * 5, at - DAY * 205
            actions.mark_mended(officer=people["carla"], inspection=inspection, on=on, note=note, at=when)
    _past_report(people, executions[1], at)
    introduction = (
        "2년 전에 뽑은 사업이 모두 끝났습니다. 목적을 이루었는지, 돈과 날짜를 지켰는지, "
        "시민은 만족하는지 함께 돌아봅니다."
    )
    actions.open_evaluation(
        actor=people["admin"],
        round_=round_,
        introduction=introduction,
        answers_until=at - DAY * 2,
        at=at - DAY * 30,
    )
    _judge(people, executions, at)
    for execution, counted in zip(executions, RATED, strict=False):
        _rate(people["crowd"], execution, counted, at - DAY * 9)


def _past_report(people: dict[str, Any], execution: Execution, at: datetime) -> None:
    """Answered eight days after its thirty: nobody hides that."""
    body = "같은 자재를 다른 사업보다 훨씬 비싸게 샀습니다."
    report = actions.report_waste(
        person=people["bob"], execution=execution, body=body, wishes_shown=True, at=at - DAY * 310
    )
    actions.answer_waste(
        officer=people["carla"],
        report=report,
        outcome="accepted",
        answer="견적을 다시 받아 차액을 돌려받았습니다. 늦게 답해 죄송합니다.",
        recovered=15_200_000,
        summary="자재를 시세보다 비싸게 샀다는 신고",
        at=at - DAY * 272,
    )


def _finished(people: dict[str, Any], project: Project, place: int, at: datetime) -> Execution:
    """The first in time, the second late, the fourth given up; the account of what is done is closed."""
    unit = Unit.objects.filter(memberships__user=people["carla"]).first()
    begun = at - DAY * 600
    execution: Execution = actions.begin_execution(
        actor=people["admin"], project=project, unit=unit, at=begun
    )
    deed, today = {"actor": people["carla"], "execution": execution}, clock.local(at).date()
    late = 45 if place == 1 else 0
    for title, days in (("설계", 520), ("공사와 개방", 330)):
        step = actions.plan_milestone(title=title, planned_on=today - DAY * days, at=begun, **deed)
        if place == 3 and title != "설계":
            reason = "땅의 주인과 뜻을 맞추지 못했습니다. 남은 돈은 다음 해 예산으로 돌립니다."
            actions.stop_execution(reason=reason, at=at - DAY * 400, **deed)
            break
        done_on: date = today - DAY * (days - late)
        actions.finish_milestone(actor=people["carla"], milestone=step, on=done_on, at=at - DAY * 280)
    spent = project.cost // 20 if place == 3 else project.cost * (97 - 3 * place) // 100
    actions.record_spending(
        spent_on=today - DAY * 300, amount=spent, purpose="설계비와 공사비", at=at - DAY * 280, **deed
    )
    words = "쓴 돈을 정리하고 남은 돈을 돌려보냈습니다."
    actions.settle(settlement=words, at=at - DAY * 240, **deed)
    return execution


def _judge(people: dict[str, Any], executions: list[Execution], at: datetime) -> None:
    words = [
        (
            "yes",
            "하루 이용하는 사람이 계획보다 많고, 안전사고가 없었습니다. 다른 동네에도 쓰겠습니다.",
        ),
        ("partly", "비가 많이 와 한 달 반 늦게 열었습니다. 배수를 다시 설계하는 데 돈이 더 들었습니다."),
    ]
    for execution, (reached, body) in zip(executions, words, strict=False):
        actions.evaluate_project(
            actor=people["admin"], execution=execution, reached=reached, body=body, at=at - DAY * 20
        )


def _rate(crowd: list[Any], execution: Execution, counted: list[int], at: datetime) -> None:
    """Answers by people of the crowd; some say a word."""
    chance = random.Random(execution.project_id)
    stars = [star for star, number in enumerate(counted, start=1) for _one in range(number)]
    people = chance.sample(crowd, min(len(stars), len(crowd)))
    for person, given in zip(people, stars, strict=False):
        comment = chance.choice(SAID) if chance.random() < 0.15 else ""
        actions.rate_project(person=person, execution=execution, stars=given, comment=comment, at=at)
