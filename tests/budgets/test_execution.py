"""From the winning project to the closed account, written by its department and read by everybody."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse

from budgets import actions, execution_queries, execution_rules
from budgets.models import Execution, Milestone, Project, ProjectFollow, Slip, Spending
from portal import clock
from portal.refusals import Refused

pytestmark = pytest.mark.django_db
MILLION = 1_000_000


def today() -> date:
    return clock.local(clock.now()).date()


@pytest.fixture
def milestone(execution: Execution, carla: Any) -> Milestone:
    planned: Milestone = actions.plan_milestone(
        actor=carla,
        execution=execution,
        title="설계",
        planned_on=today() + timedelta(days=30),
        at=clock.now(),
    )
    return planned


def desk(project: Project, name: str = "project_execution", *more: str) -> str:
    return reverse(f"budgets_staff:{name}", args=[project.public_id, *more])


def public(project: Project, name: str = "project_execution") -> str:
    return reverse(f"budgets:{name}", args=[project.envelope.round.public_id, project.public_id])


def test_an_administrator_gives_a_winner_to_a_department(
    client: Any, client_of: Any, admin: Any, unit: Any, winner: Project
) -> None:
    round_ = winner.envelope.round
    listed = client_of(admin).get(reverse("budgets_staff:executions", args=[round_.public_id]))
    assert winner.title in listed.content.decode()
    assert client.get(public(winner)).status_code == 404, "nothing to see yet"
    address = reverse("budgets_staff:assign_execution", args=[round_.public_id, winner.public_id])
    assert client_of(admin).post(address, {"unit": unit.public_id}).status_code == 302
    text = client.get(reverse("budgets:execution", args=[round_.public_id])).content.decode()
    assert winner.title in text
    assert unit.name in text


def test_only_a_winner_of_a_published_round_is_carried_out(
    client_of: Any, admin: Any, unit: Any, published: Any, city: Any
) -> None:
    loser = Project.objects.select_related("envelope__round", "envelope__tally").get(envelope=city, number=4)
    with pytest.raises(Refused, match="not_funded"):
        actions.begin_execution(actor=admin, project=loser, unit=unit, at=clock.now())
    assert execution_rules.begin_refusal(loser, funded=True) is None
    loser.envelope.round.state = "counted"
    assert execution_rules.begin_refusal(loser, funded=True) == execution_rules.NOT_DECIDED


def test_an_officer_plans_a_step_and_says_that_it_is_done(
    client: Any, client_of: Any, carla: Any, execution: Execution, winner: Project
) -> None:
    browser = client_of(carla)
    planned = {"title": "준공", "planned_on": f"{today() + timedelta(days=9)}"}
    assert browser.post(desk(winner, "execution_deed", "milestone"), planned).status_code == 302
    step = Milestone.objects.get()
    late = browser.post(desk(winner, "execution_step", step.public_id, "done"), {"on": "2099-01-01"})
    assert late.status_code == 422
    assert "아직 오지 않은 날" in late.content.decode()
    early = browser.post(desk(winner, "execution_step", step.public_id, "done"), {"on": "2020-01-01"})
    assert early.status_code == 422
    assert "결과를 발표한 날" in early.content.decode()
    assert (
        browser.post(desk(winner, "execution_step", step.public_id, "done"), {"on": f"{today()}"}).status_code
        == 302
    )
    text = client.get(public(winner)).content.decode()
    assert "준공" in text
    assert "마친 날" in text
    again = browser.post(desk(winner, "execution_step", step.public_id, "done"), {"on": f"{today()}"})
    assert "이미 마친 일" in again.content.decode()


def test_who_dates_spending_in_the_future_reads_it_beside_the_day(
    client_of: Any, carla: Any, execution: Execution, winner: Project
) -> None:
    early = {"spent_on": "2099-01-01", "amount": "1000", "purpose": "설계 용역비"}
    page = client_of(carla).post(desk(winner, "execution_deed", "spending"), early)
    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["spent_on"]
    assert "아직 오지 않은 날" in page.text


def test_a_moved_day_is_shown_with_its_reason(
    client: Any, client_of: Any, carla: Any, winner: Project, milestone: Milestone
) -> None:
    address = desk(winner, "execution_step", milestone.public_id, "move")
    browser, later = client_of(carla), today() + timedelta(days=60)
    silent = browser.post(address, {"planned_on": f"{later}", "reason": ""})
    assert silent.status_code == 422
    assert f'value="{later}"' in silent.content.decode(), "what was typed stays"
    assert browser.post(address, {"planned_on": f"{milestone.planned_on}", "reason": "비"}).status_code == 422
    assert (
        browser.post(address, {"planned_on": f"{later}", "reason": "장마가 길었습니다."}).status_code == 302
    )
    text = client.get(public(winner)).content.decode()
    assert "장마가 길었습니다." in text
    assert "처음 계획" in text


def test_a_finished_day_that_was_wrong_is_put_right_in_public(
    client: Any, client_of: Any, carla: Any, winner: Project, milestone: Milestone
) -> None:
    """A click on the wrong day makes a late project look punctual, or a punctual one late."""
    actions.finish_milestone(actor=carla, milestone=milestone, on=today(), at=clock.now())
    Round = type(winner.envelope.round)
    Round.objects.update(published_at=clock.now() - timedelta(days=9))
    address, browser = desk(winner, "execution_step", milestone.public_id, "correct"), client_of(carla)
    right = {"on": f"{today() - timedelta(days=3)}", "reason": "준공 검사한 날로 고칩니다."}
    for wrong, field, said in (
        (right | {"reason": ""}, "reason", ""),
        (right | {"on": f"{today()}"}, "on", "지금 적힌 마친 날과 같습니다"),
        (right | {"on": "2099-01-01"}, "on", "아직 오지 않은 날"),
    ):
        refused = browser.post(address, wrong)
        assert (refused.status_code, list(refused.context["form"].errors)) == (422, [field])
        assert said in refused.text
        assert wrong["reason"] in refused.text, "what was typed stays"
    assert browser.post(address, right).status_code == 302
    assert "준공 검사한 날로 고칩니다." in client.get(public(winner)).text
    assert Milestone.objects.get().done_on == today() - timedelta(days=3)


def test_what_was_called_done_by_mistake_waits_again(
    client: Any, client_of: Any, carla: Any, winner: Project, milestone: Milestone
) -> None:
    undo, browser = desk(winner, "execution_step", milestone.public_id, "undo"), client_of(carla)
    reason = {"reason": "다른 사업과 헷갈렸습니다."}
    early = browser.post(undo, reason)
    assert (early.status_code, "아직 마치지 않은 일입니다" in early.text) == (422, True)
    actions.finish_milestone(actor=carla, milestone=milestone, on=today(), at=clock.now())
    assert "아직 마치지 않았다고 고치기" in browser.get(desk(winner)).text
    assert browser.post(undo, reason).status_code == 302
    text = client.get(public(winner)).text
    assert "마쳤다고 적었으나 아직 마치지 않음" in text
    assert "다른 사업과 헷갈렸습니다." in text
    address = desk(winner, "execution_deed", "settle")
    assert "더는 적거나 고칠 수 없으니" in browser.get(address).text, "said before it is done"
    settled = browser.post(address, {"settlement": "끝"})
    assert settled.text.count("아직 마치지 않은 일이 있습니다.") == 1, "an officer reads it once"
    milestone.refresh_from_db()
    actions.finish_milestone(actor=carla, milestone=milestone, on=today(), at=clock.now())
    browser.post(desk(winner, "execution_deed", "settle"), {"settlement": "모두 마쳤습니다."})
    assert "정산을 마친 사업" in browser.post(undo, reason).text, "the account is closed"


def test_the_database_moves_no_day_without_its_reason(
    carla: Any, execution: Execution, milestone: Milestone
) -> None:
    rows, later = Milestone.objects.all(), milestone.planned_on + timedelta(days=1)
    actions.finish_milestone(actor=carla, milestone=milestone, on=today(), at=clock.now())
    for change, said in (
        ({"first_planned_on": later}, "first planned"),
        ({"planned_on": later}, "slip"),
        ({"done_on": today() - timedelta(days=1)}, "correction"),
        ({"done_on": None}, "correction"),
    ):
        with pytest.raises(DatabaseError, match=said), transaction.atomic():
            rows.update(**change)
    actions.correct_done(actor=carla, milestone=milestone, reason="실수", at=clock.now())
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        milestone.corrections.update(reason="다른 까닭")


def test_money_is_written_down_and_never_more_than_there_is(
    client: Any, client_of: Any, carla: Any, winner: Project, execution: Execution
) -> None:
    browser, address = client_of(carla), desk(winner, "execution_deed", "spending")
    entry = {"spent_on": f"{today()}", "amount": str(20 * MILLION), "purpose": "공사비"}
    assert browser.post(address, entry).status_code == 302
    over = browser.post(address, entry | {"purpose": "자재비"})
    assert over.status_code == 422
    assert "10,000,000원이 많습니다" in over.content.decode()
    assert "자재비" in over.content.decode()
    text = client.get(public(winner)).content.decode()
    assert "20,000,000원" in text
    assert Spending.objects.count() == 1


def test_a_step_written_by_mistake_leaves_the_plan_in_public(
    client_of: Any, client: Any, winner: Project, milestone: Milestone, execution: Execution, carla: Any,
    minsu: Any,
) -> None:  # fmt: skip
    """Else an officer could only call done what nobody did, or give the whole project up."""
    from portal.notifications import tell
    from portal.outbox.models import Event

    actions.follow_project(person=minsu, project=winner, on=True, at=clock.now())
    built = actions.plan_milestone(
        actor=carla, execution=execution, title="공사", planned_on=today(), at=clock.now()
    )
    actions.finish_milestone(actor=carla, milestone=built, on=today(), at=clock.now())
    door = reverse("budgets_staff:execution_step", args=[winner.public_id, milestone.public_id, "withdraw"])
    assert client_of(carla).post(door, {"reason": ""}).status_code == 422
    client_of(carla).post(door, {"reason": "다른 사업의 일을 잘못 적었습니다."})
    page = client.get(
        reverse("budgets:project_execution", args=[winner.envelope.round.public_id, winner.public_id])
    ).content.decode()
    assert "<s>설계</s>" in page
    assert "다른 사업의 일을 잘못 적었습니다." in page
    assert execution_queries.of_project(winner, clock.now()).done == 1
    tell(Event.objects.get(topic="budgets.milestone_withdrawn"))
    assert "계획에서 뺐습니다" in client_of(minsu).get("/inbox/").content.decode()
    for act in (
        lambda: actions.finish_milestone(actor=carla, milestone=milestone, on=today(), at=clock.now()),
        lambda: actions.withdraw_milestone(actor=carla, milestone=milestone, reason="또", at=clock.now()),
    ):
        with pytest.raises(Refused, match="withdrawn"):
            act()
    with pytest.raises(DatabaseError, match="stays as it is"), transaction.atomic():
        Milestone.objects.filter(pk=milestone.pk).update(done_on=today())
    with pytest.raises(DatabaseError), transaction.atomic():
        milestone.withdrawal.delete()
    actions.settle(actor=carla, execution=execution, settlement="다 썼습니다.", at=clock.now())


def test_what_is_done_is_not_taken_out_of_the_plan(milestone: Milestone, carla: Any) -> None:
    actions.finish_milestone(actor=carla, milestone=milestone, on=today(), at=clock.now())
    with pytest.raises(Refused, match="done"):
        actions.withdraw_milestone(actor=carla, milestone=milestone, reason="실수", at=clock.now())


def test_a_wrong_entry_is_corrected_and_both_stay_visible(
    client: Any, client_of: Any, carla: Any, winner: Project, execution: Execution
) -> None:
    entry = actions.record_spending(
        actor=carla,
        execution=execution,
        spent_on=today(),
        amount=9 * MILLION,
        purpose="설계비",
        at=clock.now(),
    )
    address = desk(winner, "correct_spending", entry.public_id)
    fixed = {"amount": str(8 * MILLION), "reason": "세금 계산서와 달랐습니다."}
    assert client_of(carla).post(address, fixed).status_code == 302
    text = client.get(public(winner)).content.decode()
    assert "<del>9,000,000원</del>" in text
    assert "세금 계산서와 달랐습니다." in text
    assert "22,000,000원" in text, "what is left"
    again = client_of(carla).post(address, fixed)
    assert again.status_code == 422
    assert "이미 고친 기록" in again.content.decode()


def test_the_database_lets_nobody_rewrite_the_account(
    carla: Any, execution: Execution, milestone: Milestone
) -> None:
    actions.record_spending(
        actor=carla, execution=execution, spent_on=today(), amount=1, purpose="못", at=clock.now()
    )
    later = milestone.planned_on + timedelta(days=1)
    actions.move_milestone(actor=carla, milestone=milestone, planned_on=later, reason="비", at=clock.now())
    for table in (Spending, Slip):
        for deed in (lambda rows: rows.update(at=clock.now()), lambda rows: rows.delete()):
            with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
                deed(table.objects.all())


def test_a_report_comes_with_photos_that_everybody_may_fetch(
    client: Any, client_of: Any, carla: Any, winner: Project, execution: Execution
) -> None:
    from PIL import Image

    picture = BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "PNG")
    photo = SimpleUploadedFile("현장.png", picture.getvalue())
    sent = {"body": "바닥 공사를 했습니다.", "photos": [photo]}
    assert client_of(carla).post(desk(winner, "execution_deed", "report"), sent).status_code == 302
    assert "바닥 공사를 했습니다." in client.get(public(winner)).content.decode()
    file = execution.reports.get().files.get()
    assert client.get(file.get_absolute_url()).status_code == 200


def test_the_account_is_closed_when_everything_is_done_and_then_stays_closed(
    client: Any, client_of: Any, carla: Any, winner: Project, milestone: Milestone
) -> None:
    address, words = desk(winner, "execution_deed", "settle"), {"settlement": "모두 마쳤고 돈이 남았습니다."}
    assert "마치지 않은 일" in client_of(carla).post(address, words).content.decode()
    actions.finish_milestone(actor=carla, milestone=milestone, on=today(), at=clock.now())
    assert client_of(carla).post(address, words).status_code == 302
    assert "모두 마쳤고 돈이 남았습니다." in client.get(public(winner)).content.decode()
    entry = {"spent_on": f"{today()}", "amount": "1", "purpose": "못"}
    late = client_of(carla).post(desk(winner, "execution_deed", "spending"), entry)
    assert "정산을 마친 사업" in late.content.decode()
    assert not Spending.objects.exists()


def test_followers_hear_of_steps_and_of_moved_days(
    client_of: Any, carla: Any, minsu: Any, winner: Project, milestone: Milestone
) -> None:
    from portal.notifications import tell
    from portal.notifications.models import Notification
    from portal.outbox.models import Event

    address = public(winner, "follow_project")
    for _ in range(2):  # twice is like once
        assert client_of(minsu).post(address, {"on": "1"}).status_code == 302
    assert ProjectFollow.objects.count() == 1
    later = milestone.planned_on + timedelta(days=5)
    actions.move_milestone(actor=carla, milestone=milestone, planned_on=later, reason="비", at=clock.now())
    actions.finish_milestone(actor=carla, milestone=milestone, on=today(), at=clock.now())
    actions.correct_done(actor=carla, milestone=milestone, reason="잘못 눌렀습니다.", at=clock.now())
    for topic in ("budgets.milestone_moved", "budgets.milestone_done", "budgets.milestone_corrected"):
        tell(Event.objects.get(topic=topic))
    assert Notification.objects.filter(user=minsu).count() == 3
    inbox = client_of(minsu).get("/inbox/").content.decode()
    assert winner.title in inbox
    assert "아직 마치지 않았습니다" in inbox
    client_of(minsu).post(address, {"on": "0"})
    assert not ProjectFollow.objects.exists()


def test_another_office_does_not_find_the_desk(
    client_of: Any,
    winner: Project,
    execution: Execution,
    milestone: Milestone,
    staff: Any,
    elsewhere_unit: Any,
    admin: Any,
) -> None:
    stranger = staff("최", "officer", elsewhere_unit)
    for who in (stranger, admin):
        assert client_of(who).get(desk(winner)).status_code == 404
        moved = client_of(who).post(
            desk(winner, "execution_step", milestone.public_id, "done"), {"on": f"{today()}"}
        )
        assert moved.status_code == 404
    milestone.refresh_from_db()
    assert milestone.done_on is None


def test_lists_cost_the_same_for_many_projects(
    client: Any,
    django_assert_max_num_queries: Any,
    execution: Execution,
    milestone: Milestone,
    winner: Project,
) -> None:
    with django_assert_max_num_queries(8):
        client.get(reverse("budgets:execution", args=[winner.envelope.round.public_id]))
    with django_assert_max_num_queries(16):
        client.get(public(winner))


def test_a_settled_project_stays_where_it_was_settled(
    client_of: Any, admin: Any, town_hall: Any, carla: Any, winner: Project, milestone: Milestone
) -> None:
    """Another department would read as if it had spent what it never saw."""
    actions.finish_milestone(actor=carla, milestone=milestone, on=today(), at=clock.now())
    execution = milestone.execution
    actions.settle(actor=carla, execution=execution, settlement="모두 마쳤습니다.", at=clock.now())
    address = reverse(
        "budgets_staff:assign_execution", args=[winner.envelope.round.public_id, winner.public_id]
    )
    refused = client_of(admin).post(address, {"unit": town_hall.public_id})
    assert (refused.status_code, "정산을 마친 사업" in refused.text) == (422, True)
    for change in ({"amount": 1}, {"settlement": "다른 말"}, {"settled_at": None}, {"unit": town_hall}):
        with pytest.raises(DatabaseError, match="stands"), transaction.atomic():
            Execution.objects.update(**change)
