"""Identity checks, walked through the sandbox provider's pages as a browser would."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client, override_settings
from django.utils.html import escape

from portal import clock
from portal.accounts.identity.sandbox import envelope
from portal.accounts.models import IdentityRequest, User

pytestmark = pytest.mark.django_db


def set_out(client: Client, level: int = 2, back: str = "/proposals/new/?topic=park") -> str:
    """Start a check; answers the provider's address."""
    answer = client.post("/identity/", {"level": level, "next": back, "provider": "sandbox", "agree": "on"})
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def decide(address: str, **choice: str) -> str:
    """Answer at the provider, in a browser that has no session there; answers the way back."""
    sealed = parse_qs(urlsplit(address).query)["request"][0]
    answer = Client().post("/identity/sandbox/", {"request": sealed, **choice})
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def walk(client: Client, level: int = 2, **choice: str):
    return client.get(decide(set_out(client, level), **(choice or {"person": "haneul"})))


def sentence(answer) -> str:
    assert answer.status_code == 400
    return answer.content.decode()


def test_a_member_becomes_verified_and_is_back_where_she_was(client_of, jiyeon, jongno):
    answer = walk(client_of(jiyeon))
    jiyeon.refresh_from_db()
    assert answer["Location"] == "/proposals/new/?topic=park"
    assert jiyeon.level == User.Level.VERIFIED
    assert jiyeon.birth_year == 1991
    assert jiyeon.area is None


def test_whoever_forgot_to_tick_is_told_to_tick_and_not_to_fill_a_blank(client_of, jiyeon):
    answer = client_of(jiyeon).post("/identity/", {"level": 2, "next": "/", "provider": "sandbox"})
    text = answer.content.decode()
    assert "본인확인 정보의 처리에 동의합니다: 확인하고 표시해 주세요." in text
    assert "빈칸입니다" not in text
    assert not IdentityRequest.objects.exists()


def test_a_resident_is_known_by_district(client_of, jiyeon, jongno):
    walk(client_of(jiyeon), level=3)
    jiyeon.refresh_from_db()
    assert jiyeon.is_resident
    assert jiyeon.area == jongno


def test_neither_name_nor_ci_is_kept(client_of, jiyeon, jongno):
    walk(client_of(jiyeon), level=3)
    verification = jiyeon.verifications.get()
    assert len(verification.ci_hash) == 64
    kept = {str(value) for value in [*vars(verification).values(), *vars(jiyeon).values()]}
    assert not any("하늘" in value for value in kept)


def test_consent_is_written_down(client_of, jiyeon, jongno):
    walk(client_of(jiyeon))
    assert jiyeon.consents.filter(kind="identity", withdrawn_at=None).exists()


def test_without_consent_nobody_is_asked(client_of, jiyeon):
    answer = client_of(jiyeon).post("/identity/", {"level": 2, "provider": "sandbox"})
    assert answer.status_code == 200
    assert not IdentityRequest.objects.exists()


def test_an_invented_person_may_be_typed(client_of, jiyeon, haeundae):
    choice = {"name": "가상 홍바람", "birth_date": "1980-02-29", "area_code": "26350"}
    walk(client_of(jiyeon), level=3, **choice)
    jiyeon.refresh_from_db()
    assert jiyeon.area == haeundae


def test_the_provider_says_plainly_that_it_is_a_demonstration(client_of, jiyeon, jongno):
    page = Client().get(set_out(client_of(jiyeon), level=3)).content.decode()
    assert "시연용 본인확인" in page
    assert "진짜 본인확인기관이 아닙니다" in page


def test_cancelling_leaves_everything_as_it_was(client_of, jiyeon):
    answer = walk(client_of(jiyeon), decision="cancel")
    jiyeon.refresh_from_db()
    assert "취소하셨습니다" in sentence(answer)
    assert jiyeon.level == User.Level.MEMBER
    assert IdentityRequest.objects.get().outcome == "cancelled"


def test_an_answer_that_comes_too_late_is_refused(client_of, jiyeon, jongno, monkeypatch):
    back = decide(set_out(client := client_of(jiyeon)), person="haneul")
    later = clock.now() + timedelta(minutes=11)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert "시간이 지났습니다" in sentence(client.get(back))


def test_a_request_that_is_too_old_is_refused_by_the_provider(client_of, jiyeon, jongno, monkeypatch):
    address = set_out(client_of(jiyeon))
    later = clock.now() + timedelta(minutes=11)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert "시간이 지났습니다" in sentence(Client().get(address))


def test_a_tampered_answer_is_refused(client_of, jiyeon, jongno):
    back = decide(set_out(client := client_of(jiyeon)), person="haneul")
    assert "믿을 수 없어" in sentence(client.get(back[:-4] + "AAAA"))
    assert not jiyeon.verifications.exists()


def test_a_request_signed_for_the_provider_is_no_answer(client_of, jiyeon, jongno):
    client = client_of(jiyeon)
    sealed = parse_qs(urlsplit(set_out(client)).query)["request"][0]
    assert "믿을 수 없어" in sentence(client.get("/identity/sandbox/callback/", {"answer": sealed}))


def test_an_answer_is_good_for_one_use(client_of, jiyeon, jongno):
    back = decide(set_out(client := client_of(jiyeon)), person="haneul")
    assert client.get(back).status_code == 302
    assert "이미 쓴" in sentence(client.get(back))
    assert jiyeon.verifications.count() == 1


def test_an_answer_belongs_to_the_account_that_asked(client_of, jiyeon, dan, jongno):
    back = decide(set_out(client_of(jiyeon)), person="haneul")
    assert "다른 계정에서 시작한" in sentence(client_of(dan).get(back))
    assert not dan.verifications.exists()
    assert IdentityRequest.objects.get().state == "pending"


def test_an_answer_nobody_asked_for_is_refused(client_of, jiyeon, jongno):
    payload = {"nonce": "x" * 43, "result": "ok", "ci": "c", "birth_date": "1990-01-01"}
    sealed = envelope.seal(payload, envelope.ANSWER, clock.now())
    answer = client_of(jiyeon).get("/identity/sandbox/callback/", {"answer": sealed})
    assert "믿을 수 없어" in sentence(answer)


def test_a_child_under_fourteen_is_refused_with_a_sentence(client_of, jiyeon, jongno):
    answer = walk(client_of(jiyeon), person="saessak")
    assert "만 14세 미만" in sentence(answer)
    assert not jiyeon.verifications.exists()


def test_the_same_person_cannot_be_verified_in_a_second_account(client_of, jiyeon, dan, jongno):
    walk(client_of(jiyeon))
    answer = walk(client_of(dan))
    assert "이미 다른 계정에서 본인확인을 하셨습니다" in sentence(answer)
    dan.refresh_from_db()
    assert dan.level == User.Level.MEMBER


def test_an_account_cannot_become_somebody_else(client_of, jiyeon, jongno, haeundae):
    client = client_of(jiyeon)
    walk(client)
    answer = client.get(decide(set_out(client, 3), person="bada"))
    assert "다른 분입니다" in sentence(answer)


def test_whoever_moved_is_verified_again(client_of, jiyeon, jongno, haeundae):
    client, person = client_of(jiyeon), {"name": "가상 이사람", "birth_date": "1980-02-29"}
    walk(client, level=3, area_code="11110", **person)
    walk(client, level=3, area_code="26350", **person)
    jiyeon.refresh_from_db()
    assert jiyeon.area == haeundae
    assert jiyeon.verifications.filter(ended_at=None).count() == 1


def test_proving_identity_again_does_not_lose_the_district(client_of, alice):
    client = client_of(alice)
    alice.verifications.all().delete()
    walk(client)
    alice.refresh_from_db()
    assert alice.is_resident


@override_settings(IDENTITY_SANDBOX=False)
def test_the_sandbox_is_shut_where_it_is_not_switched_on(client_of, jiyeon):
    assert Client().get("/identity/sandbox/").status_code == 404
    page = client_of(jiyeon).get("/identity/?level=2").content.decode()
    assert "지금은 본인확인을 할 수 없습니다" in page


def test_a_foreign_address_is_not_followed_after_the_check(client_of, jiyeon, jongno):
    client = client_of(jiyeon)
    for lure in ("https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"):
        set_out(client, back=lure)
        assert IdentityRequest.objects.latest("id").next_path == "/me/settings/"


def test_whoever_has_the_level_is_not_asked_again(client_of, alice):
    answer = client_of(alice).get("/identity/", {"level": 3, "next": "/budgets/"})
    assert answer["Location"] == "/budgets/"


def test_the_start_page_asks_who_you_are_first():
    answer = Client().get("/identity/?level=2")
    assert answer["Location"].startswith("/accounts/login/?next=")


def test_what_comes_back_is_told_to_the_person(client_of, jiyeon, jongno):
    from portal.outbox.models import Event

    walk(client_of(jiyeon), level=3)
    event = Event.objects.get(topic="accounts.verified")
    assert event.payload == {"user": jiyeon.pk, "level": 3, "area": "종로구"}


def test_a_typed_name_is_shown_as_text(client_of, jiyeon, jongno):
    address = set_out(client_of(jiyeon), level=3)
    sealed = parse_qs(urlsplit(address).query)["request"][0]
    name = "<script>alert(1)</script>"
    page = Client().post("/identity/sandbox/", {"request": sealed, "name": name}).content.decode()
    assert escape(name) in page
    assert name not in page
