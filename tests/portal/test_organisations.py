"""Areas, offices, roles, deadlines and the calendar of working days."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from portal.audit.models import Entry
from portal.organisations import areas, deadlines
from portal.organisations.clocks import CALENDAR, WORKING, due_after
from portal.organisations.models import Area, DeadlinePause, Holiday, Role
from portal.organisations.rules import has_role, is_staffer, staff_units
from portal.refusals import Refused

pytestmark = pytest.mark.django_db
PAGE = "/staff/organisations/"


def seoul(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=ZoneInfo("Asia/Seoul"))


def log_in(user: Any) -> Client:
    client = Client()
    client.force_login(user, backend="portal.accounts.backends.AccountBackend")
    return client


def test_the_country_has_seventeen_provinces_under_their_names_of_2026() -> None:
    names = set(Area.objects.provinces().values_list("name", flat=True))
    assert len(names) == 17
    assert {"강원특별자치도", "전북특별자치도", "제주특별자치도", "세종특별자치시"} <= names


def test_seoul_and_busan_are_complete() -> None:
    for code, districts in (("11", 25), ("26", 16)):
        province = Area.objects.get(code=code)
        assert Area.objects.within(province).districts().count() == districts
        assert province.contains(Area.objects.filter(parent=province).first())


def test_loading_again_changes_nothing() -> None:
    before = list(Area.objects.values_list("id", "code", "path"))
    areas.load()
    assert list(Area.objects.values_list("id", "code", "path")) == before


def test_names_follow_the_language_of_the_page(jongno: Any) -> None:
    from django.utils.translation import override

    with override("ko"):
        assert jongno.full_name == "서울특별시 종로구"
    with override("en"):
        assert jongno.full_name == "Jongno-gu, Seoul"
    assert jongno.ancestor_codes() == ["00", "11", "11110"]


def test_a_role_counts_where_it_is_held(carla: Any, alice: Any, unit: Any, elsewhere_unit: Any) -> None:
    assert has_role(carla, Role.OFFICER)
    assert has_role(carla)
    assert is_staffer(carla)
    assert has_role(carla, Role.OFFICER, Role.APPROVER, unit=unit)
    assert has_role(carla, Role.OFFICER, agency=unit.agency)
    assert not has_role(carla, Role.OFFICER, unit=elsewhere_unit)
    assert not has_role(carla, Role.MODERATOR)
    assert not has_role(alice)
    assert not has_role(None)
    assert staff_units(carla, Role.OFFICER) == [unit.pk]
    assert staff_units(alice) == []


def test_a_role_is_given_once(carla: Any, unit: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        unit.memberships.create(user=carla, role=Role.OFFICER)


def test_a_deadline_pauses_resumes_and_is_met() -> None:
    deadline = deadlines.start(subject="x:1", rule=WORKING(7), at=seoul("11-02 10:00"))
    assert deadline.due_at == seoul("11-11 00:00")
    deadlines.pause(deadline, kind=DeadlinePause.Kind.SUPPLEMENT, at=seoul("11-04 15:00"))
    assert not deadline.is_overdue(seoul("11-20 00:00"))
    deadlines.resume(deadline, at=seoul("11-06 09:00"))
    assert deadline.due_at == seoul("11-13 00:00")
    deadlines.meet(deadline, at=seoul("11-12 10:00"))
    deadlines.meet(deadline, at=seoul("11-13 10:00"))
    assert deadline.met_at == seoul("11-12 10:00")


def test_a_second_pause_cannot_begin_inside_the_first() -> None:
    deadline = deadlines.start(subject="x:1", rule=WORKING(7), at=seoul("11-02 10:00"))
    deadlines.pause(deadline, kind=DeadlinePause.Kind.SUPPLEMENT, at=seoul("11-04 15:00"))
    with pytest.raises(IntegrityError), transaction.atomic():
        deadlines.pause(deadline, kind=DeadlinePause.Kind.TRANSFER, at=seoul("11-05 15:00"))


def test_a_deadline_is_extended_once_in_time_and_with_a_reason() -> None:
    deadline = deadlines.start(subject="x:1", rule=CALENDAR(90), at=seoul("07-08 10:00"))
    with pytest.raises(Refused) as late:
        deadlines.extend(deadline, by=CALENDAR(60), reason="현장 조사", at=seoul("10-07 00:00"))
    assert late.value.refusal.code == "too_late_to_extend"
    deadlines.extend(deadline, by=CALENDAR(60), reason="현장 조사", at=seoul("10-01 00:00"))
    assert deadline.due_at == seoul("12-08 00:00")
    with pytest.raises(Refused) as twice:
        deadlines.extend(deadline, by=CALENDAR(60), reason="또", at=seoul("10-02 00:00"))
    assert twice.value.refusal.code == "already_extended"


def test_an_extension_without_a_reason_is_stopped_by_the_database() -> None:
    deadline = deadlines.start(subject="x:1", rule=CALENDAR(90), at=seoul("07-08 10:00"))
    with pytest.raises(IntegrityError), transaction.atomic():
        deadlines.extend(deadline, by=CALENDAR(60), reason="", at=seoul("10-01 00:00"))


def test_the_holiday_table_is_read_once_for_a_whole_period(django_assert_num_queries: Any) -> None:
    Holiday.objects.create(date=date(2026, 10, 1), name="임시공휴일")
    with django_assert_num_queries(1):
        assert due_after(seoul("09-21 10:00"), WORKING(7)) == date(2026, 10, 2)


def test_an_administrator_proclaims_a_holiday_and_takes_it_back(admin: Any) -> None:
    client = log_in(admin)
    assert client.get(PAGE).status_code == 200
    answer = client.post(PAGE, {"date": "2026-12-24", "name": "임시공휴일"}, follow=True)
    assert "임시공휴일" in answer.content.decode()
    assert due_after(seoul("12-23 10:00"), WORKING(2)) == date(2026, 12, 28)
    client.post(reverse("organisations_staff:drop_holiday", args=["2026-12-24"]))
    assert not Holiday.objects.exists()
    assert Entry.objects.filter(verb__startswith="organisations.").count() == 2


def test_a_form_with_holes_changes_no_calendar(admin: Any) -> None:
    assert log_in(admin).post(PAGE, {"date": "", "name": ""}).status_code == 422
    drop = reverse("organisations_staff:drop_holiday", args=["never"])
    assert log_in(admin).post(drop).status_code == 404


def test_the_calendar_page_does_not_exist_for_others(alice: Any, carla: Any) -> None:
    drop = reverse("organisations_staff:drop_holiday", args=["2026-12-24"])
    for person in (alice, carla):
        assert log_in(person).get(PAGE).status_code == 404
        assert log_in(person).post(drop).status_code == 404
    assert Client().get(PAGE).status_code == 302


def test_staff_without_a_second_factor_are_sent_to_it(admin: Any, settings: Any) -> None:
    settings.STAFF_MFA = True
    answer = log_in(admin).get(PAGE)
    assert answer.status_code == 302
    assert "2fa" in answer["Location"] or "mfa" in answer["Location"]
