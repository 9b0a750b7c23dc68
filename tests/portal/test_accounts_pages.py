"""Doors, settings, the way out, and the demonstration's own pages."""

import json

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings

from portal.accounts import kept
from portal.accounts.gates import level_required, safe_path, satisfies, staff_session_ok
from portal.accounts.models import User
from portal.audit.models import Entry

pytestmark = pytest.mark.django_db

PASSWORD = "느티나무-아래-1988"


@pytest.fixture
def knock(client_of):
    """`knock(person, 2)`: what a page behind that level answers her."""

    def at(user, level, method="get", data=None, **headers):
        request = getattr(RequestFactory(), method)("/room/write/?topic=park", data or {}, **headers)
        request.user = user or AnonymousUser()
        request.session = client_of(None).session
        page = level_required(level)(lambda request: HttpResponse("안으로"))
        return request, page(request)

    return at


class TestDoors:
    def test_a_reader_is_sent_to_log_in_and_back(self, knock):
        _, answer = knock(None, 2)
        assert answer["Location"] == "/accounts/login/?next=%2Froom%2Fwrite%2F%3Ftopic%3Dpark"

    def test_a_member_is_sent_to_the_identity_check_and_back(self, knock, jiyeon):
        _, answer = knock(jiyeon, 2)
        assert answer["Location"] == "/identity/?level=2&next=%2Froom%2Fwrite%2F%3Ftopic%3Dpark"

    def test_whoever_has_proved_it_walks_in(self, knock, minsu, alice):
        assert knock(minsu, 2)[1].content.decode() == "안으로"
        assert knock(alice, 3)[1].status_code == 200
        assert knock(minsu, 3)[1].status_code == 302

    def test_what_was_typed_is_waiting_when_she_returns(self, knock, jiyeon):
        request, _ = knock(jiyeon, 2, "post", {"title": "가로등을 늘려 주세요", "password": "x"})
        typed = kept.take(request, "/room/write/?topic=park")
        assert typed["title"] == "가로등을 늘려 주세요"
        assert "password" not in typed
        assert kept.take(request, "/room/write/?topic=park") is None

    def test_a_button_leads_back_to_the_page_it_was_on(self, knock, jiyeon):
        _, answer = knock(jiyeon, 2, "post", HTTP_REFERER="http://testserver/proposals/abc/")
        assert answer["Location"].endswith("next=%2Fproposals%2Fabc%2F")

    def test_an_official_without_a_known_district_is_no_resident(self, carla):
        carla.area = None
        assert not satisfies(carla, User.Level.RESIDENT)
        assert satisfies(carla, User.Level.OFFICIAL)

    @pytest.mark.parametrize("lure", ["https://evil.example", "//evil.example", "/\\evil.example", "", None])
    def test_only_our_own_paths_are_followed(self, lure):
        assert safe_path(lure, "/me/") == "/me/"

    @override_settings(STAFF_MFA=True)
    def test_in_production_staff_need_a_second_factor_in_this_session(self, carla, client_of):
        request = RequestFactory().get("/staff/")
        request.session, request.user = client_of(carla).session, carla
        record_authentication(request, carla, method="password")
        assert not staff_session_ok(request)
        record_authentication(request, carla, method="mfa", type="totp")
        assert staff_session_ok(request)

    @override_settings(STAFF_MFA=True)
    def test_staff_without_a_second_factor_are_led_to_one(self, admin, client_of):
        assert client_of(admin).get("/staff/outbox/")["Location"] == "/accounts/2fa/"


class TestRegistration:
    def test_a_newcomer_registers_with_a_code_from_her_mail(self, client):
        form = {"email": "New@Example.kr", "password1": PASSWORD, "password2": PASSWORD}
        consents = {"terms": "on", "privacy": "on"}
        answer = client.post(
            "/accounts/signup/?next=/petitions/", {**form, **consents, "next": "/petitions/"}
        )
        assert answer.status_code == 302
        code = mail.outbox[0].subject.split()[-1]
        answer = client.post("/accounts/confirm-email/", {"code": code})
        user = User.objects.get(email="new@example.kr")
        assert answer["Location"] == "/petitions/"
        assert set(user.consents.values_list("kind", flat=True)) == {"terms", "privacy"}
        assert user.level == User.Level.MEMBER

    def test_nobody_registers_without_both_consents(self, client):
        form = {"email": "new@example.kr", "password1": PASSWORD, "password2": PASSWORD, "terms": "on"}
        assert client.post("/accounts/signup/", form).status_code == 200
        assert not User.objects.filter(email="new@example.kr").exists()

    def test_a_taken_address_is_not_given_away(self, client, alice):
        form = {"email": alice.email, "password1": PASSWORD, "password2": PASSWORD}
        answer = client.post("/accounts/signup/", {**form, "terms": "on", "privacy": "on"})
        assert answer["Location"] == "/accounts/confirm-email/"

    @pytest.mark.parametrize(
        "address", ["/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"]
    )
    def test_the_entrance_speaks_korean_and_stands_in_our_house(self, client, address):
        page = client.get(address).content.decode()
        assert 'class="brand"' in page
        assert page.count("<h1") == 1


class TestSettings:
    def test_a_name_a_language_and_a_text_size_can_be_chosen(self, client_of, alice):
        form = {"nickname": "  푸른   앨리스 ", "language": "en", "text_size": "4"}
        answer = client_of(alice).post("/me/settings/", form)
        alice.refresh_from_db()
        assert (alice.nickname, alice.language, alice.text_size) == ("푸른 앨리스", "en", 4)
        assert answer.cookies["django_language"].value == "en"
        assert answer.cookies["text_size"].value == "4"

    @pytest.mark.parametrize("name", ["<b>앨리스</b>", "시장실 운영자", "a", "앨리스\u202e", "admin 1"])
    def test_a_name_that_deceives_is_refused(self, client_of, alice, name):
        form = {"nickname": name, "language": "ko", "text_size": "2"}
        assert client_of(alice).post("/me/settings/", form).status_code == 200
        alice.refresh_from_db()
        assert alice.nickname == "앨리스"

    def test_the_language_of_the_account_comes_with_the_log_in(self, client, alice):
        User.objects.filter(pk=alice.pk).update(language="en")
        alice.set_password(PASSWORD)
        User.objects.filter(pk=alice.pk).update(password=alice.password)
        answer = client.post("/accounts/login/", {"login": alice.email, "password": PASSWORD})
        assert answer.cookies["django_language"].value == "en"

    @pytest.mark.parametrize("page", ["", "identity/", "data/", "terms/", "privacy/"])
    def test_the_pages_stand(self, client_of, alice, page, django_assert_max_num_queries):
        client = client_of(alice)
        with django_assert_max_num_queries(12):
            assert client.get(f"/me/settings/{page}").status_code == 200

    @pytest.mark.parametrize("page", ["email/", "2fa/", "sessions/", "password/change/"])
    def test_allauths_pages_wear_our_dress(self, client_of, alice, page):
        text = client_of(alice).get(f"/accounts/{page}").content.decode()
        assert 'class="side-nav"' in text

    @pytest.mark.parametrize(
        "page", ["email/", "2fa/", "2fa/totp/activate/", "2fa/webauthn/", "password/change/"]
    )
    def test_allauths_pages_speak_as_we_do(self, fresh, alice, page):
        text = fresh(alice).get(f"/accounts/{page}").content.decode()
        assert "side-nav" in text
        for foreign in ("귀하", "당신", "secret을", "활성화", "확실하세요"):
            assert foreign not in text

    def test_a_session_is_known_by_its_device(self, client, alice):
        phone = {
            "user-agent": "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"
        }
        alice.set_password(PASSWORD)
        alice.save()
        client.post("/accounts/login/", {"login": alice.email, "password": PASSWORD}, headers=phone)
        text = client.get("/accounts/sessions/", headers=phone).content.decode()
        assert "Chrome · Android" in text
        assert "AppleWebKit" not in text

    @pytest.mark.parametrize("page", ["", "identity/", "data/", "leave/"])
    def test_nobody_sees_settings_without_logging_in(self, client, page):
        assert client.get(f"/me/settings/{page}")["Location"].startswith("/accounts/login/")


@pytest.fixture
def fresh(client_of):
    """`fresh(alice)`: a client whose owner has just shown who she is."""

    def log_in(user) -> Client:
        client = client_of(user)
        request = RequestFactory().get("/")
        request.session = client.session
        record_authentication(request, user, method="password", reauthenticated=True)
        request.session.save()
        return client

    return log_in


class TestLeaving:
    def test_my_data_comes_as_a_file_without_the_hash(self, fresh, alice):
        answer = fresh(alice).post("/me/settings/data/download/")
        data = json.loads(answer.content)
        assert data["person"]["email"] == alice.email
        assert "attachment" in answer["Content-Disposition"]
        assert alice.verifications.get().ci_hash not in answer.content.decode()

    def test_the_file_is_not_given_to_a_session_that_was_left_open(self, client_of, alice):
        answer = client_of(alice).post("/me/settings/data/download/")
        assert answer.status_code == 302
        assert "/reauthenticate/" in answer["Location"]

    def test_whoever_leaves_is_replaced_and_her_acts_stay(self, fresh, alice):
        client, was = fresh(alice), alice.email
        client.post("/me/settings/leave/", {"sure": "on"})
        alice.refresh_from_db()
        assert was not in alice.email
        assert alice.display_name == "탈퇴한 회원"
        assert not alice.is_active
        assert not alice.emailaddress_set.exists()
        assert client.get("/me/settings/").status_code == 302

    def test_leaving_does_not_give_a_second_vote(self, fresh, alice):
        fresh(alice).post("/me/settings/leave/", {"sure": "on"})
        assert alice.verifications.filter(ended_at=None).exists()

    def test_after_ninety_days_the_hash_is_gone(self, fresh, alice):
        from datetime import timedelta

        from portal import clock
        from portal.accounts import actions

        fresh(alice).post("/me/settings/leave/", {"sure": "on"})
        actions.forget(at=clock.now() + timedelta(days=89))
        assert alice.verifications.exists()
        actions.forget(at=clock.now() + timedelta(days=91))
        assert not alice.verifications.exists()

    def test_staff_hand_over_first(self, fresh, carla):
        page = fresh(carla).post("/me/settings/leave/", {"sure": "on"}).content.decode()
        carla.refresh_from_db()
        assert "역할을 맡고 계십니다" in page
        assert carla.is_active


class TestDemonstration:
    @pytest.fixture
    def demo(self, settings, tmp_path, jongno):
        from portal import clock
        from portal.accounts import seeds

        settings.DEMO, settings.DEMO_MAIL_DIR = True, tmp_path
        return seeds.people(lambda done, total, label: None, clock.now())

    def test_everybody_of_the_brief_is_there_and_twice_is_once(self, demo):
        from portal import clock
        from portal.accounts import seeds

        again = seeds.people(lambda done, total, label: None, clock.now())
        assert len(again["crowd"]) == 300
        assert User.objects.count() == 311
        assert again["alice"].is_resident
        assert again["admin2"] != again["admin"]

    def test_one_click_makes_a_visitor_somebody(self, demo, client):
        assert "앨리스 되어 보기" in client.get("/demo/").content.decode()
        client.post("/demo/enter/", {"person": "alice"})
        assert client.session["_auth_user_id"] == str(demo["alice"].pk)
        client.post("/demo/enter/", {"person": ""})
        assert "_auth_user_id" not in client.session

    def test_what_a_visitor_had_typed_waits_for_the_person_whom_she_becomes(self, demo, client):
        client.post("/petitions/new/", {"title": "학교 앞에 바닥 신호등을 놓아 주세요"})
        answer = client.post("/demo/enter/", {"person": "alice", "next": "/petitions/new/"})
        assert answer.url == "/petitions/new/"
        assert "학교 앞에 바닥 신호등을 놓아 주세요" in client.get("/petitions/new/").text
        client.post("/demo/enter/", {"person": "bob"})
        assert client.session["_auth_user_id"] == str(demo["bob"].pk)

    def test_nobody_of_the_demonstration_has_a_password(self, demo):
        assert not any(user.has_usable_password() for user in User.objects.all())

    def test_letters_are_shown_as_text(self, demo, client, tmp_path):
        head = "To: a@example.kr\nSubject: hi\nDate: Mon, 23 Nov 2026 08:00:00 -0000\n\n"
        letter = f"{head}<script>alert(1)</script> https://example.kr/\n"
        (tmp_path / "01-ab.eml").write_text(letter)
        assert "a@example.kr" in client.get("/demo/mail/").content.decode()
        page = client.get("/demo/mail/01-ab/").content.decode()
        assert "&lt;script&gt;alert(1)" in page
        assert client.get("/demo/mail/..-etc/").status_code == 404

    @pytest.mark.parametrize("address", ["/demo/", "/demo/mail/", "/demo/mail/01-ab/"])
    def test_outside_the_demonstration_there_is_no_such_page(self, client, address):
        assert client.get(address).status_code == 404

    def test_outside_the_demonstration_nobody_enters_by_a_click(self, client, alice):
        assert client.post("/demo/enter/", {"person": "alice"}).status_code == 404


class TestTheDesk:
    """/desk/, Django's own admin, has the portal's door."""

    def test_its_log_in_is_the_portals_with_its_limits(self, client):
        assert client.get("/desk/login/?next=/desk/")["Location"] == "/accounts/login/?next=/desk/"
        answer = client.post("/desk/login/", {"username": "a@example.kr", "password": PASSWORD})
        assert answer["Location"].startswith("/accounts/login/")
        assert "_auth_user_id" not in client.session

    def test_a_citizen_or_an_officer_finds_no_desk(self, client_of, alice, carla):
        for person in (alice, carla):
            assert client_of(person).get("/desk/", follow=True).status_code == 404

    @override_settings(STAFF_MFA=True)
    def test_in_production_it_asks_for_the_second_factor(self, client_of, admin):
        User.objects.filter(pk=admin.pk).update(is_staff=True, is_superuser=True)
        answer = client_of(admin).get("/desk/organisations/membership/", follow=True)
        assert answer.redirect_chain[-1][0] == "/accounts/2fa/"

    def test_who_gives_a_role_there_leaves_a_trace(self, client_of, admin, minsu, unit):
        User.objects.filter(pk=admin.pk).update(is_staff=True, is_superuser=True)
        client, add = client_of(admin), "/desk/organisations/membership/add/"
        client.post(add, {"user": minsu.pk, "unit": unit.pk, "role": "administrator"})
        member = minsu.memberships.get()
        client.post(f"/desk/organisations/membership/{member.pk}/delete/", {"post": "yes"})
        traces = Entry.objects.filter(verb__startswith="organisations.role_", actor_id=admin.pk)
        assert [entry.verb for entry in traces.order_by("id")] == [
            "organisations.role_given",
            "organisations.role_dropped",
        ]
        assert {entry.detail["role"] for entry in traces} == {"administrator"}


class TestWhereToTellUs:
    @override_settings(CONTACT_EMAIL="help@example.kr")
    def test_who_meets_a_barrier_may_write_without_an_account(self, client):
        assert 'href="mailto:help@example.kr"' in client.get("/accessibility/").text

    def test_without_an_address_she_is_sent_to_people_who_help(self, client):
        page = client.get("/accessibility/").text
        assert "mailto:" not in page
        assert "가까운 주민센터에 오시거나 전화로 알려 주세요" in page

    @pytest.mark.parametrize("path", ["/accounts/password/reset/", "/accounts/password/reset/done/"])
    def test_who_cannot_set_her_password_finds_how_to_tell_us(self, client, path):
        assert 'href="/accessibility/#tell"' in client.get(path).text

    def test_the_privacy_page_leads_to_the_settings(self, client):
        assert 'href="/me/settings/data/">설정 화면</a>' in client.get("/me/settings/privacy/").text


def test_a_browser_that_asks_for_the_old_icon_gets_ours(client):
    assert client.get("/favicon.ico")["Location"].endswith(".svg")


def test_who_lost_her_way_sees_one_button_to_press_first(client):
    page = client.get("/nowhere/").text.split("<main")[1].split("</main>")[0]
    assert '<label for="error-q">' in page
    assert page.count('class="button"') == 1
