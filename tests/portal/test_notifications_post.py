"""The post office: real SMTP, retries, and never the same letter by two hands."""

import email
import email.policy
import smtplib
import socket
import threading
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from django.core import mail
from django.core.mail import get_connection
from django.db import connection
from django.test import Client

from portal import clock
from portal.notifications import post, unsubscribing
from portal.notifications.models import Delivery, Notice, Notification, Preference
from portal.notifications.sink import Keep

pytestmark = pytest.mark.django_db

State = Delivery.State


@pytest.fixture
def letter():
    """`letter(alice)`: a letter waits for her."""

    def make(user, number=1, topic="accounts.verified", **context) -> Delivery:
        notice, _ = Notice.objects.get_or_create(
            event_id=number,
            defaults={"topic": topic, "url": "/me/settings/", "context": context, "created_at": clock.now()},
        )
        entry = Notification.objects.create(notice=notice, user=user, created_at=clock.now())
        return Delivery.objects.create(notification=entry, due_at=clock.now() - timedelta(seconds=1))

    return make


@pytest.fixture
def sink(tmp_path, settings):
    """The demonstration's post office, listening on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(Keep(tmp_path), hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port
    yield tmp_path
    controller.stop()


@pytest.fixture
def refusing(monkeypatch):
    """`refusing(error)`: the mail server answers everything with this."""

    def refuse(error: Exception) -> None:
        def send(self, messages):
            raise error

        monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", send)

    return refuse


def test_a_letter_travels_by_smtp_with_all_that_mailboxes_want(letter, alice, sink):
    delivery = letter(alice, resident=True, area="종로구")
    assert post.send_due() == 1
    delivery.refresh_from_db()
    (kept,) = sink.glob("*.eml")
    message = email.message_from_bytes(kept.read_bytes(), policy=email.policy.default)
    assert delivery.state == State.SENT
    assert message["To"] == "alice@example.kr"
    assert message["Subject"].strip() == "본인확인과 거주지 확인을 마쳤습니다"
    assert message["Message-ID"].startswith(f"<{delivery.public_id}@")
    assert "종로구 주민" in message.get_body(("plain",)).get_content()
    assert "왜 받았나요?" in message.get_body(("html",)).get_content()


def test_a_switchable_letter_has_a_one_click_way_out(letter, alice, monkeypatch):
    from portal import notifications
    from portal.notifications import Kind

    kind = Kind("accounts.verified", recipients=lambda event: [], label="새 소식")
    monkeypatch.setitem(notifications._kinds, kind.topic, kind)
    letter(alice)
    post.send_due()
    headers = mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = headers["List-Unsubscribe"].strip("<>").split("/inbox/")[1]
    answer = Client(enforce_csrf_checks=True).post(f"/inbox/{address}", {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert Preference.objects.get(user=alice, key=kind.key).mail is False


def test_a_link_scanner_switches_nothing_off(alice):
    address = unsubscribing.path(alice, "proposals")
    assert Client().get(address).status_code == 200
    assert not Preference.objects.exists()


def test_a_changed_link_is_refused(alice):
    assert Client().post(unsubscribing.path(alice, "proposals")[:-5] + "AAAA/").status_code == 404
    assert not Preference.objects.exists()


def test_the_letter_speaks_the_recipients_language(letter, alice, bob):
    type(alice).objects.filter(pk=alice.pk).update(language="en")
    letter(alice)
    letter(bob, 2)
    post.send_due()
    assert {message.extra_headers["Content-Language"] for message in mail.outbox} == {"ko", "en"}


def test_a_name_or_title_is_not_escaped_in_text_and_is_in_html(letter, alice):
    letter(alice, resident=True, area="<b>종로</b>")
    post.send_due()
    assert "<b>종로</b>" in mail.outbox[0].body
    assert "&lt;b&gt;종로" in mail.outbox[0].alternatives[0][0]


def test_a_passing_fault_is_tried_again_later_and_later(letter, alice, refusing):
    refusing(smtplib.SMTPServerDisconnected("gone"))
    delivery = letter(alice)
    post.send_due()
    delivery.refresh_from_db()
    assert delivery.state == State.WAITING
    assert delivery.due_at > clock.now() + timedelta(seconds=50)
    assert post.pause(1) < post.pause(2) < post.pause(5) <= post.LONGEST_PAUSE
    assert post.send_due() == 0


def test_a_lasting_refusal_is_given_up_at_once(letter, alice, refusing):
    refusing(smtplib.SMTPRecipientsRefused({"alice@example.kr": (550, b"no such mailbox")}))
    delivery = letter(alice)
    post.send_due()
    delivery.refresh_from_db()
    assert delivery.state == State.FAILED
    assert "550 no such mailbox" in delivery.last_error
    assert "alice" not in delivery.last_error


def test_our_own_wrong_password_gives_no_letter_up(letter, alice, refusing):
    refusing(smtplib.SMTPAuthenticationError(535, b"bad credentials"))
    delivery = letter(alice)
    post.send_due()
    delivery.refresh_from_db()
    assert delivery.state == State.WAITING


def test_after_many_attempts_it_is_given_up(letter, alice, refusing):
    refusing(OSError("unreachable"))
    delivery = letter(alice)
    Delivery.objects.update(attempts=post.MOST_ATTEMPTS - 1)
    post.send_due()
    delivery.refresh_from_db()
    assert delivery.state == State.FAILED


def test_one_bad_letter_does_not_hold_up_the_next(letter, alice, bob, monkeypatch):
    from portal.notifications import letters

    compose = letters.compose
    bad = letter(alice)

    def sometimes(delivery):
        if delivery.pk == bad.pk:
            raise ValueError("broken words")
        return compose(delivery)

    monkeypatch.setattr(letters, "compose", sometimes)
    good = letter(bob, 2)
    post.send_due()
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.state, good.state) == (State.WAITING, State.SENT)


def test_a_letter_whose_worker_died_goes_out_under_the_same_message_id(letter, alice):
    delivery = letter(alice)
    assert post.claim() == delivery
    assert post.claim() is None
    Delivery.objects.update(due_at=clock.now() - timedelta(seconds=1))
    post.send_due()
    assert mail.outbox[0].extra_headers["Message-ID"].startswith(f"<{delivery.public_id}@")


def test_a_worker_that_lost_its_claim_does_not_overwrite_the_outcome(letter, alice):
    letter(alice)
    slow, mailer = post.claim(), get_connection()
    Delivery.objects.update(due_at=clock.now() - timedelta(seconds=1))
    post.send_due()
    post._failed(slow, OSError("late"))
    mailer.close()
    assert Delivery.objects.get().state == State.SENT


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_send_the_same_letter(letter, alice, sink):
    for number in range(20):
        letter(alice, number)
    barrier = threading.Barrier(3)

    def work() -> None:
        barrier.wait(10)
        post.send_due()
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert Delivery.objects.filter(state=State.SENT, attempts=1).count() == 20
    assert len(list(sink.glob("*.eml"))) == 20


class TestStaffPage:
    @pytest.fixture
    def failed(self, letter, alice):
        delivery = letter(alice)
        Delivery.objects.filter(pk=delivery.pk).update(state=State.FAILED, attempts=3, last_error="550 no")
        return delivery

    def test_an_administrator_sees_what_failed_without_addresses(self, failed, admin, client_of):
        page = client_of(admin).get("/staff/outbox/").content.decode()
        assert "550 no" in page
        assert "alice@example.kr" not in page

    @pytest.mark.parametrize("who", ["alice", "carla", "mod"])
    def test_others_find_no_such_page(self, who, request, client_of):
        assert client_of(request.getfixturevalue(who)).get("/staff/outbox/").status_code == 404

    def test_a_letter_can_be_tried_again(self, failed, admin, client_of):
        client_of(admin).post(f"/staff/outbox/letters/{failed.public_id}/retry/")
        failed.refresh_from_db()
        assert (failed.state, failed.attempts) == (State.WAITING, 0)

    def test_an_event_can_be_tried_again(self, admin, client_of):
        from portal.outbox.models import Event

        later = clock.now() + timedelta(hours=1)
        event = Event.objects.create(
            topic="x.y", created_at=clock.now(), due_at=later, attempts=4, last_error="ValueError"
        )
        client_of(admin).post(f"/staff/outbox/events/{event.pk}/retry/")
        event.refresh_from_db()
        assert event.due_at <= clock.now()

    def test_a_stranger_cannot_try_again(self, failed, dan, client_of):
        address = f"/staff/outbox/letters/{failed.public_id}/retry/"
        assert client_of(dan).post(address).status_code == 404
        failed.refresh_from_db()
        assert failed.state == State.FAILED
