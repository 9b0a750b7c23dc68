"""A claim to work or study here: asked with a proof, decided by an officer of the area, forgotten in time."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from budgets import actions
from budgets.models import Belonging
from portal import clock
from portal.outbox.models import Event
from portal.outbox.relay import drain
from tests.guards.world import PNG

pytestmark = pytest.mark.django_db
MINE = "/budgets/belonging/"
DESK = "/staff/budgets/belonging/"


@pytest.fixture
def form(jongno: Any) -> dict[str, Any]:
    return {"area": jongno.pk, "kind": "work", "place": "종로상회", "proof": "누리집의 직원 소개"}


@pytest.fixture
def claim(bob: Any, jongno: Any) -> Any:
    fields = {"area": jongno, "kind": "work", "place": "종로상회", "proof": "누리집의 직원 소개"}
    return actions.claim_belonging(person=bob, fields=fields, at=clock.now())


def yes(**fields: Any) -> dict[str, Any]:
    return {"decision": "confirm", "until": clock.today() + timedelta(days=90), "reason": ""} | fields


NO = {"decision": "refuse", "until": "", "reason": "그 가게에서 모른다고 합니다."}


def test_a_citizen_asks_and_an_officer_of_the_area_confirms(
    client_of: Any, bob: Any, carla: Any, form: Any, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    client = client_of(bob)
    asked = client.post(MINE, form | {"attached": SimpleUploadedFile("재직증명.png", PNG)}, follow=True)
    assert "확인을 부탁했습니다" in asked.content.decode()
    claim = Belonging.objects.get()
    office = client_of(carla)
    assert "종로상회" in office.get(DESK).content.decode()
    shown = office.get(f"{DESK}{claim.public_id}/").content.decode()
    assert "누리집의 직원 소개" in shown
    assert "재직증명.png" in shown
    assert office.get(claim.files.get().get_absolute_url()).status_code == 200
    assert office.post(f"{DESK}{claim.public_id}/", yes()).status_code == 302
    claim.refresh_from_db()
    assert (claim.state, claim.decided_by_id) == ("confirmed", carla.pk)
    assert "까지 이 지역의 예산에 투표할 수 있습니다" in client.get(MINE).content.decode()


def test_the_proof_is_dropped_when_it_has_served(
    client_of: Any, bob: Any, carla: Any, form: Any, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    client_of(bob).post(MINE, form | {"attached": SimpleUploadedFile("재직증명.png", PNG)})
    claim = Belonging.objects.get()
    file = claim.files.get().get_absolute_url()
    office = client_of(carla)
    office.post(f"{DESK}{claim.public_id}/", yes())
    claim.refresh_from_db()
    assert claim.proof == ""
    assert not claim.files.exists()
    assert office.get(file).status_code == 404
    assert client_of(bob).get(file).status_code == 200, "her own file she still has"


def test_a_refusal_needs_a_reason_and_the_person_reads_it(
    client_of: Any, bob: Any, carla: Any, claim: Any
) -> None:
    office = client_of(carla)
    silent = office.post(f"{DESK}{claim.public_id}/", NO | {"reason": ""})
    assert silent.status_code == 422
    assert "이유를 적어 주세요" in silent.content.decode()
    assert office.post(f"{DESK}{claim.public_id}/", NO).status_code == 302
    assert "모른다고 합니다" in client_of(bob).get(MINE).content.decode()
    drain()
    assert "확인하지 못했습니다: 종로상회" in client_of(bob).get("/inbox/").content.decode()


@pytest.mark.parametrize(
    ("until", "sentence"),
    [("", "날짜를 정해"), ("2020-01-01", "오늘이나 오늘 뒤"), ("2099-01-01", "2년 안의"), ("어제", "날짜")],
)
def test_an_end_that_makes_no_sense_is_refused(
    client_of: Any, carla: Any, claim: Any, until: str, sentence: str
) -> None:
    answer = client_of(carla).post(f"{DESK}{claim.public_id}/", yes(until=until, reason="확인했어요"))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "확인했어요" in answer.content.decode(), "what she wrote is still there"


def test_nobody_but_officers_of_the_area_sees_a_claim(
    client_of: Any, alice: Any, mod: Any, admin: Any, gyeol: Any, staff: Any, elsewhere_unit: Any, claim: Any
) -> None:
    for person in (alice, mod, admin, gyeol, staff("최", "officer", elsewhere_unit)):
        assert client_of(person).get(f"{DESK}{claim.public_id}/").status_code == 404


def test_nobody_confirms_herself(client_of: Any, carla: Any, form: Any) -> None:
    client = client_of(carla)
    client.post(MINE, form)
    claim = Belonging.objects.get()
    answer = client.post(f"{DESK}{claim.public_id}/", yes())
    assert "다른 담당자가 해야 합니다" in answer.content.decode()
    with pytest.raises(IntegrityError, match="budgets_belonging_not_by_oneself"), transaction.atomic():
        Belonging.objects.update(
            state="confirmed", decided_by=carla, decided_at=clock.now(), until=clock.today()
        )


def test_the_same_claim_waits_once(client_of: Any, bob: Any, form: Any) -> None:
    client = client_of(bob)
    client.post(MINE, form)
    again = client.post(MINE, form)
    assert again.status_code == 422
    assert "이미 확인을 부탁하셨습니다" in again.content.decode()
    assert "누리집의 직원 소개" in again.content.decode()
    assert Belonging.objects.count() == 1


def test_a_decision_is_made_once(client_of: Any, carla: Any, claim: Any) -> None:
    office = client_of(carla)
    office.post(f"{DESK}{claim.public_id}/", NO)
    answer = office.post(f"{DESK}{claim.public_id}/", yes())
    assert "이미 처리된 신청입니다" in answer.content.decode()
    assert Belonging.objects.get().state == "refused"


def test_a_claim_is_taken_back_by_its_person_only(client_of: Any, alice: Any, bob: Any, claim: Any) -> None:
    address = reverse("budgets:belonging_withdraw", args=[claim.public_id])
    assert client_of(alice).post(address).status_code == 404
    assert client_of(bob).get(address).status_code == 200
    client_of(bob).post(address)
    claim.refresh_from_db()
    assert (claim.state, claim.proof) == ("withdrawn", "")
    assert "이미 끝난 신청입니다" in client_of(bob).post(address, follow=True).content.decode()


def test_an_unfinished_form_keeps_what_was_typed(client_of: Any, bob: Any, form: Any) -> None:
    answer = client_of(bob).post(MINE, form | {"place": "", "attached": SimpleUploadedFile("a.png", PNG)})
    assert answer.status_code == 422
    assert "누리집의 직원 소개" in answer.content.decode()
    assert "파일은 저장되지 않았습니다" in answer.content.decode()


def test_a_file_of_a_forbidden_kind_is_refused_with_a_sentence(client_of: Any, bob: Any, form: Any) -> None:
    answer = client_of(bob).post(MINE, form | {"attached": SimpleUploadedFile("악성.exe", b"MZ")})
    assert answer.status_code == 422
    assert not Belonging.objects.exists()
    assert "누리집의 직원 소개" in answer.content.decode()


def test_identity_comes_first(client_of: Any, jiyeon: Any, form: Any) -> None:
    answer = client_of(jiyeon).post(MINE, form)
    assert "/identity/" in answer["Location"]
    type(jiyeon).objects.filter(pk=jiyeon.pk).update(level=2)
    assert "누리집의 직원 소개" in client_of(jiyeon).get(MINE).content.decode()


def test_whoever_leaves_is_forgotten(bob: Any, claim: Any) -> None:
    from portal.accounts.actions import erase

    erase(user=bob, at=clock.now())
    drain()
    assert not Belonging.objects.exists()
    assert not Event.objects.filter(done_at=None).exists()


def test_the_desk_shows_how_many_wait(client_of: Any, carla: Any, claim: Any) -> None:
    assert "확인을 기다리는 일터와 학교" in client_of(carla).get("/staff/").content.decode()


def test_lists_are_read_in_few_queries(
    client_of: Any, bob: Any, carla: Any, claim: Any, django_assert_max_num_queries: Any
) -> None:
    for person, address in ((bob, MINE), (carla, DESK), (carla, f"{DESK}{claim.public_id}/")):
        client = client_of(person)
        client.get(address)
        with django_assert_max_num_queries(15):
            assert client.get(address).status_code == 200
