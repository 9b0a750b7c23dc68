"""예산바로쓰기 국민감시단: citizens look, everybody reads, the department answers."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from budgets import actions
from budgets.models import Execution, Idea, Inspection, InspectionAnswer, Plan, Project, Watch, Watcher
from portal import clock
from portal.notifications import tell
from portal.notifications.models import Notification
from portal.outbox.models import Event
from portal.refusals import Refused
from tests.budgets.carrying import citizens, of_round, photo, today

pytestmark = pytest.mark.django_db
SEEN = {"visited_on": f"{today()}", "seen": "경사로가 아직 없습니다.", "verdict": "serious"}


def staff_page(inspection: Inspection) -> str:
    return reverse("budgets_staff:inspection", args=[inspection.public_id])


def told(topic: str, person: Any) -> int:
    for event in Event.objects.filter(topic=topic):
        tell(event)
    return Notification.objects.filter(user=person, notice__topic=topic).count()


def test_an_administrator_announces_the_watch_and_a_citizen_offers_to_serve(
    client: Any, client_of: Any, admin: Any, minsu: Any, jiyeon: Any, winner: Project
) -> None:
    assert client.get(of_round(winner, "watch")).status_code == 404, "no watch yet"
    at = clock.local(clock.now())
    fields = {
        "opens_at": f"{at - timedelta(hours=1):%Y-%m-%dT%H:%M}",
        "closes_at": f"{at + timedelta(days=9):%Y-%m-%dT%H:%M}",
        "term_from": f"{today()}",
        "term_to": f"{today() - timedelta(days=1)}",
        "duties": "한 달에 한 번 가 봅니다.",
    }
    desk, address = client_of(admin), of_round(winner, "watch_edit", "budgets_staff")
    wrong = desk.post(address, fields)
    assert wrong.status_code == 422
    assert "활동 끝은 활동 시작보다" in wrong.content.decode()
    assert "한 달에 한 번 가 봅니다." in wrong.content.decode(), "what was typed stays"
    assert desk.post(address, fields | {"term_to": f"{today() + timedelta(days=300)}"}).status_code == 302
    assert "감시단 신청하기" in client.get(of_round(winner, "watch")).content.decode()
    apply = of_round(winner, "watch_apply")
    assert "identity" in client_of(jiyeon).get(apply).headers["Location"], "her identity is asked for first"
    browser = client_of(minsu)
    assert browser.post(apply, {"motive": "동네를 잘 압니다."}).status_code == 302
    again = browser.post(apply, {"motive": ""})
    assert "이미 신청했거나" in again.content.decode()
    assert "신청하셨습니다" in browser.get(of_round(winner, "watch")).content.decode()


def test_the_administrator_names_one_and_declines_another_and_both_are_told(
    client_of: Any, admin: Any, minsu: Any, alice: Any, watch: Watch, winner: Project
) -> None:
    for person in (minsu, alice):
        actions.apply_for_watch(person=person, watch=watch, at=clock.now())
    desk = client_of(admin)
    text = desk.get(of_round(winner, "watch", "budgets_staff")).content.decode()
    assert minsu.display_name in text
    for person, deed in ((minsu, "name"), (alice, "decline")):
        watcher = Watcher.objects.get(person=person)
        address = reverse(
            "budgets_staff:watch_decide",
            args=[winner.envelope.round.public_id, watcher.public_id, deed],
        )
        assert desk.post(address).status_code == 302
        assert told("budgets.watcher_decided", person) == 1
    assert [one.state for one in Watcher.objects.order_by("pk")] == ["named", "declined"]
    repeated = desk.post(address, follow=True)
    assert "이미 처리한 신청" in repeated.content.decode()


def test_what_a_member_saw_is_public_at_once_and_her_name_is_not(
    client: Any, client_of: Any, minsu: Any, carla: Any, member: Any, execution: Execution, winner: Project
) -> None:
    member(minsu)
    browser = client_of(minsu)
    assert "점검 올리기" in browser.get(citizens(winner)).content.decode()
    sent = browser.post(citizens(winner, "inspect"), SEEN | {"photos": [photo()]})
    assert sent.status_code == 302
    inspection = Inspection.objects.get()
    text = client.get(citizens(winner)).content.decode()
    assert "경사로가 아직 없습니다." in text
    assert "심각함" in text
    assert "답변 기다림" in text
    assert client.get(inspection.files.get().get_absolute_url()).status_code == 200
    assert told("budgets.inspected", carla) == 1
    for page in (
        text,
        client.get(of_round(winner, "watch")).content.decode(),
        client_of(carla).get(staff_page(inspection)).content.decode(),
    ):
        assert minsu.display_name not in page, "who inspected need not fear the department"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"visited_on": "2099-01-01"}, "아직 오지 않은 날"),
        ({"visited_on": "2020-01-01"}, "활동 기간 안의 날"),
        ({"seen": ""}, "빈칸입니다"),
        ({"verdict": "burn"}, "목록에 있는 것 가운데서"),
    ],
)
def test_a_wrong_inspection_is_refused_and_nothing_typed_is_lost(
    client_of: Any,
    minsu: Any,
    member: Any,
    execution: Execution,
    winner: Project,
    change: dict[str, str],
    sentence: str,
) -> None:
    member(minsu)
    wrong = client_of(minsu).post(citizens(winner, "inspect"), SEEN | {"seen": "내가 본 것"} | change)
    assert wrong.status_code == 422
    assert sentence in wrong.content.decode()
    assert change.get("seen", "내가 본 것") in wrong.content.decode()
    assert not Inspection.objects.exists()


def test_nobody_inspects_without_a_seat_or_what_she_proposed_or_where_she_works(
    client_of: Any,
    alice: Any,
    minsu: Any,
    carla: Any,
    member: Any,
    execution: Execution,
    winner: Project,
    inspected: Any,
) -> None:
    stranger = client_of(alice).post(citizens(winner, "inspect"), SEEN, follow=True)
    assert "감시단원만 점검" in stranger.content.decode()
    member(carla)
    colleague = client_of(carla).post(citizens(winner, "inspect"), SEEN, follow=True)
    assert "내가 일하는 부서" in colleague.content.decode()
    seat = member(minsu)
    _proposed_by(minsu, winner)
    hers = client_of(minsu).post(citizens(winner, "inspect"), SEEN, follow=True)
    assert "내가 제안한 사업" in hers.content.decode()
    assert not Inspection.objects.exists()
    deadline = _deadline()
    with pytest.raises(IntegrityError, match="proposed it"), transaction.atomic():
        Inspection.objects.create(
            execution=execution, watcher=seat, visited_on=today(), seen="x", deadline=deadline, at=clock.now()
        )


def _proposed_by(person: Any, project: Project) -> None:
    from portal.comments.models import Thread

    at = clock.now()
    plan = Plan.objects.create(
        round=project.envelope.round,
        title=project.title,
        project=project,
        cost=project.cost,
        thread=Thread.objects.create(opened_at=at),
        state=Plan.State.ON_BALLOT,
        opened_at=at,
    )
    Idea.objects.create(
        round=project.envelope.round,
        author=person,
        title="문턱",
        plan=plan,
        thread=Thread.objects.create(opened_at=at),
        state=Idea.State.ELIGIBLE,
        saved_at=at,
        submitted_at=at,
    )


def _deadline() -> Any:
    from portal.organisations import deadlines
    from portal.organisations.clocks import CALENDAR

    return deadlines.start(subject="budgets.inspection:x", rule=CALENDAR(14), at=clock.now())


def test_the_department_answers_once_with_a_day_and_then_says_that_it_is_mended(
    client: Any, client_of: Any, carla: Any, minsu: Any, inspected: Any, winner: Project
) -> None:
    inspection = inspected("serious")
    browser, address = client_of(carla), staff_page(inspection)
    assert "답할 감시단 점검" in browser.get("/staff/").content.decode()
    vague = browser.post(address, {"body": "살펴보겠습니다.", "mend_by": ""})
    assert vague.status_code == 422
    assert "언제까지 고칠지" in vague.content.decode()
    assert "살펴보겠습니다." in vague.content.decode()
    promise = {"body": "경사로를 놓겠습니다.", "mend_by": f"{today() + timedelta(days=7)}"}
    past = browser.post(address, promise | {"mend_by": f"{today() - timedelta(days=1)}"})
    assert "이미 지난 날" in past.content.decode()
    assert browser.post(address, promise).status_code == 302
    text = client.get(citizens(winner)).content.decode()
    assert "경사로를 놓겠습니다." in text
    assert "고치는 중" in text
    assert told("budgets.inspection_answered", minsu) == 1
    with pytest.raises(Refused, match="answered"):
        actions.answer_inspection(
            officer=carla, inspection=inspection, body="또", mend_by=None, at=clock.now()
        )
    assert browser.post(address, {"on": "2099-01-01", "note": "놓음"}).status_code == 422
    assert browser.post(address, {"on": f"{today()}", "note": "경사로를 놓았습니다."}).status_code == 302
    assert "경사로를 놓았습니다." in client.get(citizens(winner)).content.decode()
    assert told("budgets.inspection_mended", minsu) == 1


def test_the_staff_home_and_the_desk_name_the_same_last_day(
    client_of: Any, carla: Any, inspected: Any
) -> None:
    last = inspected("serious").deadline.due_at - timedelta(hours=1)
    for path in ("/staff/", reverse("budgets_staff:inspections")):
        page = client_of(carla).get(path).content.decode()
        assert f'datetime="{clock.local(last):%Y-%m-%d}T23:59' in page


def test_a_late_answer_and_a_broken_promise_are_shown_as_late(
    client: Any, carla: Any, inspected: Any, winner: Project
) -> None:
    long_ago = clock.now() - timedelta(days=20)
    inspection = inspected(at=long_ago, visited_on=clock.local(long_ago).date())
    assert "답변이 늦어지고 있음" in client.get(citizens(winner)).content.decode()
    soon = today() + timedelta(days=1)
    actions.answer_inspection(
        officer=carla, inspection=inspection, body="놓겠습니다.", mend_by=soon, at=clock.now()
    )
    assert "늦은 답변" in client.get(citizens(winner)).content.decode()
    InspectionAnswer.objects.update(mend_by=today() - timedelta(days=1))
    assert "약속보다 늦어짐" in client.get(citizens(winner)).content.decode()


def test_another_office_neither_finds_nor_answers_an_inspection(
    client_of: Any, staff: Any, elsewhere_unit: Any, admin: Any, inspected: Any
) -> None:
    address = staff_page(inspected())
    for who in (staff("최", "officer", elsewhere_unit), admin):
        assert client_of(who).get(address).status_code == 404
        assert client_of(who).post(address, {"body": "답"}).status_code == 404
    assert not InspectionAnswer.objects.exists()


def test_a_moderator_hides_what_hurts_somebody(
    client: Any, client_of: Any, alice: Any, mod: Any, inspected: Any, winner: Project
) -> None:
    from portal.moderation.actions import decide, report

    inspection = inspected()
    ref = {"kind": "budgets.inspection", "ref": inspection.public_id}
    case = report(reporter=alice, reason="abuse", text="", at=clock.now(), **ref).case
    decide(moderator=mod, case_id=case.pk, measure="hide", rule="abuse", note="욕설", at=clock.now())
    text = client.get(citizens(winner)).content.decode()
    assert "경사로가 아직 없습니다." not in text
    assert "운영 원칙에 맞지 않아 가렸습니다." in text


def test_the_page_of_a_round_outlives_a_mistyped_term(
    client: Any, client_of: Any, admin: Any, published: Any
) -> None:
    """'0001-01-01' was kept, and then the round, its watch and the form to mend it answered 500."""
    address = reverse("budgets_staff:watch_edit", args=[published.public_id])
    fields = {"opens_at": "0001-01-01T00:00", "closes_at": "2026-12-01T00:00", "duties": "봅니다."}
    refused = client_of(admin).post(address, fields | {"term_from": "0226-03-01", "term_to": "9999-12-31"})
    assert refused.status_code == 422
    assert "2000년부터 2100년" in refused.content.decode()
    assert client.get(published.get_absolute_url()).status_code == 200


def test_nothing_was_mended_before_the_watch_saw_it(client_of: Any, carla: Any, inspected: Any) -> None:
    inspection = inspected()
    actions.answer_inspection(
        officer=carla, inspection=inspection, body="놓겠습니다.", mend_by=today(), at=clock.now()
    )
    early = {"on": f"{today() - timedelta(days=1)}", "note": "고쳤습니다."}
    refused = client_of(carla).post(staff_page(inspection), early)
    assert "가 본 날보다 앞선 날입니다" in refused.content.decode()
    assert InspectionAnswer.objects.get().mended_on is None


def test_not_even_the_moderator_reads_who_inspected(
    client_of: Any, alice: Any, minsu: Any, mod: Any, inspected: Any
) -> None:
    """Anybody may report an inspection; the moderator may sit beside the department it is about."""
    from portal.moderation.actions import report

    ref = {"kind": "budgets.inspection", "ref": inspected().public_id}
    case = report(reporter=alice, reason="abuse", text="", at=clock.now(), **ref).case
    assert case.author == minsu, "she is told and may appeal"
    desk = client_of(mod)
    pages = ["/staff/moderation/", reverse("moderation:staff_case", args=[case.public_id])]
    for page in pages:
        text = desk.get(page).content.decode()
        assert "경사로가 아직 없습니다." in text
        assert minsu.display_name not in text


def test_who_leaves_the_portal_leaves_the_watch_and_her_file_tells_what_she_did(
    client: Any, minsu: Any, inspected: Any, winner: Project
) -> None:
    from budgets.subscribers import forget_after
    from portal.accounts import export
    from portal.accounts.actions import erase

    inspected()
    Watcher.objects.update(motive="동네를 잘 압니다.")
    mine = export.of(minsu, clock.now())["budgets"]
    assert mine["watch"][0]["motive"] == "동네를 잘 압니다."
    assert mine["inspections"][0]["seen"] == "경사로가 아직 없습니다."
    erase(user=minsu, at=clock.now())
    forget_after(Event.objects.get(topic="accounts.erased"))
    watcher = Watcher.objects.get()
    assert (watcher.state, watcher.motive) == ("left", "")
    assert "경사로가 아직 없습니다." in client.get(citizens(winner)).content.decode(), (
        "the city still owes an answer"
    )


def test_pages_cost_the_same_for_many_inspections(
    client: Any,
    client_of: Any,
    carla: Any,
    inspected: Any,
    winner: Project,
    django_assert_max_num_queries: Any,
) -> None:
    for days in range(3):
        inspected(visited_on=today() - timedelta(days=days))
    with django_assert_max_num_queries(12):
        client.get(of_round(winner, "watch"))
    with django_assert_max_num_queries(16):
        client.get(citizens(winner))
    officer = client_of(carla)
    with django_assert_max_num_queries(12):
        officer.get(reverse("budgets_staff:inspections"))
