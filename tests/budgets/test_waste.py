"""예산낭비신고: reported without fear, answered in time, and late answers say that they are late."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from budgets import actions
from budgets.models import Execution, Project, WasteEvent, WasteReport
from portal import clock
from portal.audit.models import Entry
from portal.notifications import tell
from portal.notifications.models import Notification
from portal.outbox.models import Event
from portal.refusals import Refused
from tests.budgets.carrying import citizens, photo

pytestmark = pytest.mark.django_db
BODY = "멀쩡한 난간을 뜯고 새로 놓았습니다."
ANSWER = {"outcome": "accepted", "answer": "다시 쓰기로 했습니다.", "recovered": "3000000"}


def desk(report: WasteReport, deed: str = "") -> str:
    name, more = ("waste_deed", [deed]) if deed else ("waste_report", [])
    return reverse(f"budgets_staff:{name}", args=[report.public_id, *more])


def own(report: WasteReport) -> str:
    return reverse("budgets:waste", args=[report.public_id])


def letters(person: Any, topic: str) -> list[str]:
    for event in Event.objects.filter(topic=topic):
        tell(event)
    found = Notification.objects.filter(user=person, notice__topic=topic)
    return [one.notice.context.get("kind", "") for one in found.order_by("pk").select_related("notice")]


@pytest.fixture
def reported(execution: Execution, minsu: Any) -> Callable[..., WasteReport]:
    """`reported(days=40)`: Minsu reported that many days ago."""

    def send(days: int = 0, **more: Any) -> WasteReport:
        at = clock.now() - timedelta(days=days)
        sent: WasteReport = actions.report_waste(person=minsu, execution=execution, body=BODY, at=at, **more)
        return sent

    return send


def test_a_second_press_is_the_same_report_and_nobody_floods_a_department(
    client_of: Any, minsu: Any, carla: Any, reported: Any, winner: Project
) -> None:
    """Every report starts thirty days of a department's time."""
    address, browser = citizens(winner, "report_waste"), client_of(minsu)
    first, second = (browser.post(address, {"body": BODY})["Location"] for _press in range(2))
    assert first == second
    found = WasteReport.objects.get()
    actions.answer_waste(officer=carla, report=found, outcome="rejected", answer="아닙니다.", at=clock.now())
    assert browser.post(address, {"body": BODY})["Location"] != first, "it happened again"
    for number in range(8):
        assert browser.post(address, {"body": f"{number}번째"}).status_code == 302
    refused = browser.post(address, {"body": "한 건 더"})
    assert refused.status_code == 422
    assert "내일 다시 신고해 주세요" in refused.content.decode()
    assert "한 건 더" in refused.content.decode(), "what was typed stays"
    WasteReport.objects.update(at=clock.now() - timedelta(days=2))
    assert browser.post(address, {"body": "한 건 더"}).status_code == 302


def test_a_citizen_reports_waste_and_only_she_and_the_department_ever_read_it(
    client: Any, client_of: Any, minsu: Any, alice: Any, carla: Any, execution: Execution, winner: Project
) -> None:
    address, browser = citizens(winner, "report_waste"), client_of(minsu)
    wrong = browser.post(address, {"body": BODY, "amount": "-5"})
    assert wrong.status_code == 422
    assert BODY in wrong.content.decode(), "what was typed stays"
    sent = browser.post(address, {"body": BODY, "amount": "5000000", "attached": [photo()]})
    report = WasteReport.objects.get()
    assert sent.headers["Location"] == own(report)
    mine = browser.get(own(report)).content.decode()
    assert "D-" in mine, "until when she gets an answer"
    assert "예산낭비신고" in browser.get("/me/").content.decode()
    for who in (None, alice):
        assert client_of(who).get(own(report)).status_code != 200
        assert client_of(who).get(report.files.get().get_absolute_url()).status_code == 404
    assert BODY not in client.get(citizens(winner)).content.decode()
    officer = client_of(carla)
    text = officer.get(desk(report)).content.decode()
    assert BODY in text
    assert minsu.display_name not in text, "the department does not learn who reported it"
    assert officer.get(report.files.get().get_absolute_url()).status_code == 200
    assert letters(carla, "budgets.waste_reported") == [""]
    assert letters(minsu, "budgets.waste_told") == ["received"]
    assert not Entry.objects.filter(target=report.target, actor_id=minsu.pk).exists()


def test_who_wishes_so_is_named_to_the_department(
    client_of: Any, minsu: Any, carla: Any, reported: Any
) -> None:
    report = reported(tells_name=True)
    assert minsu.display_name in client_of(carla).get(desk(report)).content.decode()


def test_thirty_calendar_days_and_once_as_many_more_with_a_reason(
    client_of: Any, carla: Any, minsu: Any, reported: Any
) -> None:
    report = reported()
    assert report.deadline.rule == "calendar:30"
    browser = client_of(carla)
    assert browser.post(desk(report, "extend"), {"reason": ""}).status_code == 422
    assert browser.post(desk(report, "extend"), {"reason": "측량을 다시 합니다."}).status_code == 302
    report.deadline.refresh_from_db()
    assert report.deadline.due_at > report.at + timedelta(days=59)
    until = clock.local(report.deadline.due_at - timedelta(seconds=1))
    told = f"새 답변 기한: {until.year}. {until.month}. {until.day}."
    assert told in client_of(minsu).get(own(report)).text, "she who waits reads until when"
    assert told in browser.get(desk(report)).text
    again = browser.post(desk(report, "extend"), {"reason": "또"})
    assert "한 번만" in again.content.decode()
    assert letters(minsu, "budgets.waste_told") == ["received", "extended"]
    assert "측량을 다시 합니다." in client_of(minsu).get(own(report)).content.decode()


def test_it_is_too_late_to_ask_for_time_when_the_time_is_over(
    client_of: Any, carla: Any, reported: Any
) -> None:
    late = client_of(carla).post(desk(reported(days=40), "extend"), {"reason": "바빴습니다."})
    assert late.status_code == 422
    assert "기한이 지난 뒤에는" in late.content.decode()


def test_the_department_looks_into_it_and_answers_and_the_public_reads_one_line(
    client: Any, client_of: Any, carla: Any, minsu: Any, reported: Any, winner: Project
) -> None:
    report, browser = reported(wishes_shown=True), client_of(carla)
    assert browser.post(desk(report, "review"), {"note": ""}).status_code == 302
    silent = browser.post(desk(report, "answer"), ANSWER)
    assert silent.status_code == 422
    assert "공개할 한 줄" in silent.content.decode()
    assert "다시 쓰기로 했습니다." in silent.content.decode()
    done = browser.post(desk(report, "answer"), ANSWER | {"summary": "난간을 다시 쓸 수 있다는 신고"})
    assert done.status_code == 302
    text = client.get(citizens(winner)).content.decode()
    assert "난간을 다시 쓸 수 있다는 신고" in text
    assert "3,000,000원" in text
    assert BODY not in text
    assert minsu.display_name not in text
    assert letters(minsu, "budgets.waste_told") == ["received", "reviewing", "answered"]
    assert "다시 쓰기로 했습니다." in client_of(minsu).get(own(report)).content.decode()
    closed = browser.post(desk(report, "answer"), ANSWER | {"summary": "또"})
    assert "이미 처리를 마친 신고" in closed.content.decode()


def test_an_answer_that_nobody_wished_to_show_stays_between_them(
    client: Any, client_of: Any, carla: Any, reported: Any, winner: Project
) -> None:
    report = reported()
    wrong = client_of(carla).post(desk(report, "answer"), ANSWER | {"outcome": "rejected"})
    assert "아끼거나 돌려받은 돈을 적을 수 없습니다" in wrong.content.decode()
    right = {"outcome": "rejected", "answer": "설계대로입니다.", "recovered": ""}
    assert client_of(carla).post(desk(report, "answer"), right).status_code == 302
    assert "설계대로입니다." not in client.get(citizens(winner)).content.decode()


def test_nobody_reads_of_more_money_brought_back_than_the_project_had(
    client_of: Any, carla: Any, reported: Any, execution: Execution
) -> None:
    """One zero too many would be public at once, and in the sum of the year."""
    report, browser = reported(), client_of(carla)
    typed = ANSWER | {"recovered": str(execution.amount + 1)}
    refused = browser.post(desk(report, "answer"), typed)
    assert refused.status_code == 422
    assert f"편성액 {execution.amount:,}원보다 많을 수 없습니다" in refused.text
    assert "다시 쓰기로 했습니다." in refused.text, "what was typed stays"
    assert (
        browser.post(desk(report, "answer"), ANSWER | {"recovered": str(execution.amount)}).status_code == 302
    )
    second = reported(days=1, amount=5)
    together = browser.post(desk(second, "answer"), ANSWER | {"recovered": "1"})
    assert together.status_code == 422
    assert "다른 신고로 이미" in together.text


@pytest.fixture
def answered(reported: Callable[..., WasteReport], carla: Any) -> WasteReport:
    """In public, with one nought too many."""
    report = reported(wishes_shown=True)
    said: dict[str, Any] = {"outcome": "accepted", "answer": "다시 쓰기로 했습니다.", "recovered": 30_000_000}
    summary = "난간을 다시 쓸 수 있다는 신고"
    actions.answer_waste(officer=carla, report=report, summary=summary, at=clock.now(), **said)
    return report


RIGHT = ANSWER | {"summary": "난간을 다시 쓸 수 있다는 신고", "reason": "동그라미를 하나 더 썼습니다."}


def test_an_officer_puts_a_wrong_answer_right_and_everybody_reads_what_stood_before(
    client: Any, client_of: Any, carla: Any, minsu: Any, answered: WasteReport, winner: Project
) -> None:
    browser, address = client_of(carla), desk(answered, "correct")
    assert address in browser.get(desk(answered)).text
    form = browser.get(address).text
    assert "다시 쓰기로 했습니다." in form, "she starts from what stands"
    assert 'name="shown"' not in form
    assert browser.post(address, RIGHT).status_code == 302
    answered.refresh_from_db()
    assert answered.recovered == 3_000_000
    for page in (
        client.get(citizens(winner)),
        client_of(minsu).get(own(answered)),
        browser.get(desk(answered)),
    ):
        for words in ("3,000,000원", "30,000,000원", "동그라미를 하나 더 썼습니다.", "답변을 고침"):
            assert words in page.text, "the money that stood before stays to be read"
    assert letters(minsu, "budgets.waste_told") == ["received", "answered", "corrected"]
    assert Entry.objects.filter(verb="budgets.waste_corrected", actor_id=carla.pk).exists()


def test_a_correction_without_its_reason_or_that_changes_nothing_is_refused(
    client_of: Any, carla: Any, answered: WasteReport, execution: Execution
) -> None:
    browser, address = client_of(carla), desk(answered, "correct")
    wrong = [
        ({"reason": ""}, "빈칸입니다"),
        ({"recovered": "30000000"}, "지금 답변과 같습니다"),
        ({"recovered": str(execution.amount + 1)}, "보다 많을 수 없습니다"),
        ({"outcome": "rejected"}, "아끼거나 돌려받은 돈을 적을 수 없습니다"),
        ({"summary": ""}, "공개할 한 줄"),
    ]
    for change, said in wrong:
        refused = browser.post(address, RIGHT | change)
        assert (refused.status_code, said in refused.text) == (422, True), change
    answered.refresh_from_db()
    assert answered.recovered == 30_000_000
    assert not answered.corrections.exists()


def test_nobody_puts_right_what_was_not_answered_yet(client_of: Any, carla: Any, reported: Any) -> None:
    report, browser = reported(), client_of(carla)
    assert desk(report, "correct") not in browser.get(desk(report)).text
    refused = browser.post(desk(report, "correct"), RIGHT)
    assert refused.status_code == 422
    assert "아직 답하지 않은 신고" in refused.text


def test_the_database_changes_no_answer_without_its_reason(carla: Any, answered: WasteReport) -> None:
    rows = WasteReport.objects.filter(pk=answered.pk)
    for change in ({"recovered": 1}, {"answer": "다른 말"}, {"is_shown": False}):
        with pytest.raises(DatabaseError, match="answer"), transaction.atomic():
            rows.update(**change)
    said: dict[str, Any] = {
        "outcome": "accepted",
        "answer": "다시 셌습니다.",
        "recovered": 5,
        "summary": "난간",
    }
    actions.correct_waste(officer=carla, report=answered, reason="다시 셈", at=clock.now(), **said)
    for deed in (lambda found: found.update(reason="x"), lambda found: found.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            deed(answered.corrections.all())


def test_a_late_answer_is_shown_as_late_and_before_that_lies_on_top_of_the_desk(
    client: Any, client_of: Any, carla: Any, minsu: Any, reported: Any, winner: Project
) -> None:
    report, browser = reported(days=45), client_of(carla)
    home = browser.get("/staff/").content.decode()
    assert "기한이 지난 예산낭비신고" in home
    assert re.search('badge-bad">.*기한 지남</span> <time', home), "late work does not look finished"
    assert "까지</time>" not in home
    assert "기한 지남" in browser.get(reverse("budgets_staff:waste")).content.decode()
    assert "답변이 늦어지고 있음" in client_of(minsu).get(own(report)).content.decode()
    browser.post(desk(report, "answer"), ANSWER | {"shown": "on", "summary": "난간을 다시 쓸 수 있다는 신고"})
    assert "늦은 답변" in client.get(citizens(winner)).content.decode()
    assert "기한이 지난 예산낭비신고" not in browser.get("/staff/").content.decode()


def test_the_staff_home_and_the_desk_name_the_same_last_day(
    client_of: Any, carla: Any, reported: Any
) -> None:
    """The clock keeps the midnight after it."""
    report, browser = reported(), client_of(carla)
    last = report.deadline.due_at - timedelta(hours=1)
    for path in ("/staff/", reverse("budgets_staff:waste")):
        page = browser.get(path).content.decode()
        assert f'datetime="{clock.local(last):%Y-%m-%d}T23:59' in page
        assert f"D-{(clock.local(last).date() - clock.today()).days}<" in page


def test_passed_on_inside_the_clock_runs_on_and_the_old_office_reads_it_no_more(
    client_of: Any, carla: Any, staff: Any, elsewhere_unit: Any, minsu: Any, reported: Any, unit: Any
) -> None:
    report, browser = reported(), client_of(carla)
    due = report.deadline.due_at
    for wrong in (
        {"unit": "", "elsewhere": ""},
        {"unit": elsewhere_unit.public_id, "elsewhere": "감사원"},
        {"unit": unit.public_id},
    ):
        assert browser.post(desk(report, "pass"), {"reason": "소관", **wrong}).status_code == 422
    moved = {"unit": elsewhere_unit.public_id, "elsewhere": "", "reason": "시설을 맡은 곳입니다."}
    assert browser.post(desk(report, "pass"), moved).status_code == 302
    assert browser.get(desk(report)).status_code == 404
    assert client_of(staff("최", "officer", elsewhere_unit)).get(desk(report)).status_code == 200
    with pytest.raises(Refused, match="moved"):  # her page was still open when it went to another desk
        actions.answer_waste(officer=carla, report=report, outcome="rejected", answer="아님", at=clock.now())
    report.deadline.refresh_from_db()
    assert report.deadline.due_at == due
    assert "시설을 맡은 곳입니다." in client_of(minsu).get(own(report)).content.decode()


def test_sent_to_another_body_it_ends_here_and_says_where(
    client_of: Any, carla: Any, minsu: Any, reported: Any
) -> None:
    report = reported()
    sent = {"unit": "", "elsewhere": "국민권익위원회", "reason": "국가 보조금입니다."}
    assert client_of(carla).post(desk(report, "pass"), sent).status_code == 302
    assert "국민권익위원회: 국가 보조금입니다." in client_of(minsu).get(own(report)).content.decode()
    assert letters(minsu, "budgets.waste_told")[-1] == "transferred"
    late = client_of(carla).post(desk(report, "review"), {"note": ""})
    assert "이미 처리를 마친 신고" in late.content.decode()


def test_the_way_of_a_report_is_never_rewritten(reported: Any) -> None:
    reported()
    for deed in (lambda rows: rows.update(note="x"), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
            deed(WasteEvent.objects.all())


def test_who_leaves_the_portal_is_named_no_more_and_still_gets_her_data_before(
    client_of: Any, carla: Any, minsu: Any, reported: Any
) -> None:
    from budgets.subscribers import forget_after
    from portal.accounts import export
    from portal.accounts.actions import erase

    report = reported(tells_name=True)
    assert export.of(minsu, clock.now())["budgets"]["waste_reports"][0]["body"] == BODY
    erase(user=minsu, at=clock.now())
    forget_after(Event.objects.get(topic="accounts.erased"))
    assert "알리지 않기를 바랐습니다" in client_of(carla).get(desk(report)).content.decode()


def test_the_desk_costs_the_same_for_many_reports(
    client_of: Any, carla: Any, minsu: Any, reported: Any, django_assert_max_num_queries: Any
) -> None:
    reports = [reported(days=days) for days in (0, 10, 40)]
    officer, reporter = client_of(carla), client_of(minsu)
    with django_assert_max_num_queries(12):
        officer.get(reverse("budgets_staff:waste"))
    with django_assert_max_num_queries(12):
        reporter.get(own(reports[0]))
