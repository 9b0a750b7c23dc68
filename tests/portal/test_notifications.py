"""Telling people: inbox always, letters when wanted, nobody twice."""

import pytest

from portal import clock, notifications, outbox
from portal.notifications import Kind, actions
from portal.notifications.models import Delivery, Notice, Notification, Preference
from portal.outbox.models import Event

pytestmark = pytest.mark.django_db

TOPIC = "accounts.verified"


@pytest.fixture
def told(jiyeon):
    """`told(alice, bob)`: one event has been told to them."""

    def tell(*people, kind=None, **payload) -> Event:
        event = outbox.emit(TOPIC, {"user": jiyeon.pk, "level": 2, **payload}, at=clock.now())
        ids = [person.pk for person in people]
        kind = kind or Kind(TOPIC, recipients=lambda event: ids, label="본인확인 소식")
        actions.tell(kind=kind, event=event)
        return event

    return tell


def switchable(*people) -> Kind:
    return Kind(TOPIC, recipients=lambda event: [person.pk for person in people], label="본인확인 소식")


class TestTelling:
    def test_each_person_finds_it_in_the_inbox(self, told, alice, bob, client_of):
        told(alice, bob)
        page = client_of(alice).get("/inbox/").content.decode()
        assert "본인확인을 마쳤습니다" in page
        assert Notification.objects.filter(user=bob).count() == 1

    def test_an_event_told_twice_is_heard_once(self, told, alice):
        event = told(alice)
        actions.tell(kind=switchable(alice), event=event)
        assert Notification.objects.count() == 1
        assert Delivery.objects.count() == 1

    def test_no_letter_goes_to_an_address_that_cannot_exist(self, told, alice, person):
        nobody = person("이웃", email="neighbour@demo.invalid")
        told(alice, nobody)
        assert Notification.objects.count() == 2
        assert [letter.notification.user for letter in Delivery.objects.all()] == [alice]

    def test_what_a_crashed_worker_began_is_completed(self, told, alice, bob):
        event = told(alice)
        Delivery.objects.all().delete()
        actions.tell(kind=switchable(alice, bob), event=event)
        assert Delivery.objects.count() == 2

    def test_thousands_of_recipients_cost_few_queries(self, jiyeon, person, django_assert_max_num_queries):
        from portal.accounts.models import User

        User.objects.bulk_create([User(email=f"many{number}@example.kr") for number in range(2500)])
        ids = list(User.objects.filter(email__startswith="many").values_list("pk", flat=True))
        event = outbox.emit(TOPIC, {"user": jiyeon.pk, "level": 2}, at=clock.now())
        with django_assert_max_num_queries(60):
            actions.tell(kind=Kind(TOPIC, recipients=lambda event: ids), event=event)
        assert Delivery.objects.count() == 2500

    def test_whoever_switched_it_off_gets_no_letter_but_an_inbox_entry(self, told, alice):
        Preference.objects.create(user=alice, key=TOPIC, mail=False)
        told(alice)
        assert Notification.objects.filter(user=alice).exists()
        assert not Delivery.objects.exists()

    def test_what_the_law_demands_cannot_be_switched_off(self, told, alice):
        Preference.objects.create(user=alice, key=TOPIC, mail=False)
        told(alice, kind=Kind(TOPIC, recipients=lambda event: [alice.pk], label="x", always=True))
        assert Delivery.objects.count() == 1

    def test_people_who_left_are_not_told(self, told, alice):
        type(alice).objects.filter(pk=alice.pk).update(is_active=False)
        told(alice)
        assert not Notification.objects.exists()


class TestInbox:
    def test_opening_marks_as_read_and_leads_to_the_matter(self, told, alice, client_of):
        told(
            alice, kind=Kind(TOPIC, recipients=lambda e: [alice.pk], url=lambda e: "/me/settings/", label="x")
        )
        entry = Notification.objects.get()
        answer = client_of(alice).post(f"/inbox/{entry.public_id}/")
        entry.refresh_from_db()
        assert answer["Location"] == "/me/settings/"
        assert entry.read_at

    def test_a_stranger_cannot_open_it(self, told, alice, dan, client_of):
        told(alice)
        entry = Notification.objects.get()
        assert client_of(dan).post(f"/inbox/{entry.public_id}/").status_code == 404
        entry.refresh_from_db()
        assert entry.read_at is None

    def test_reading_needs_a_post(self, told, alice, client_of):
        told(alice)
        entry = Notification.objects.get()
        answer = client_of(alice).get(f"/inbox/{entry.public_id}/")
        assert answer.status_code == 405
        assert answer["Allow"] == "POST"
        assert 'href="/inbox/"' in answer.content.decode()  # as after a log-in in between: a way on
        entry.refresh_from_db()
        assert entry.read_at is None

    def test_all_can_be_read_at_once(self, told, alice, bob, client_of):
        told(alice)
        told(alice, bob)
        client_of(alice).post("/inbox/read/")
        assert not Notification.objects.filter(user=alice).unread().exists()
        assert Notification.objects.filter(user=bob).unread().exists()

    def test_nobody_reads_an_inbox_without_logging_in(self, client):
        assert client.get("/inbox/")["Location"] == "/accounts/login/?next=/inbox/"

    def test_a_full_inbox_costs_no_more_queries(self, told, alice, client_of, django_assert_max_num_queries):
        for _ in range(25):
            told(alice)
        client = client_of(alice)
        with django_assert_max_num_queries(10):
            assert client.get("/inbox/").status_code == 200

    def test_a_kind_without_words_does_not_break_the_inbox(self, alice, client_of):
        notice = Notice.objects.create(event_id=1, topic="gone.away", url="/", created_at=clock.now())
        Notification.objects.create(notice=notice, user=alice, created_at=clock.now())
        assert "새 소식이 있습니다" in client_of(alice).get("/inbox/").content.decode()


class TestWishes:
    def test_a_choice_is_kept(self, alice, client_of, monkeypatch):
        kind = Kind("proposals.news", recipients=lambda event: [], label="새 제안")
        monkeypatch.setitem(notifications._kinds, kind.topic, kind)
        client_of(alice).post("/inbox/settings/", {})
        assert Preference.objects.get(user=alice, key=kind.topic).mail is False

    def test_kinds_without_a_label_share_their_room(self, alice, client_of, monkeypatch):
        for topic in ("budgets.one", "budgets.two"):
            monkeypatch.setitem(notifications._kinds, topic, Kind(topic, recipients=lambda event: []))
        page = client_of(alice).get("/inbox/settings/").content.decode()
        assert page.count('name="budgets"') == 1


def test_every_registered_kind_has_words():
    from django.template.loader import get_template

    for kind in notifications.kinds().values():
        for part in ("subject.txt", "body.txt"):
            get_template(f"{kind.templates}/{part}")


def test_no_two_switches_say_the_same(alice):
    from portal.notifications.preferences import choices

    said = [(str(choice.room), str(choice.label)) for choice in choices(alice) if not choice.always]
    assert sorted(said) == sorted(set(said))


def test_an_english_reader_gets_the_english_names(jiyeon):
    from django.utils import translation

    from portal.notifications.words import context

    names = {"room": "백송홀", "room_en": "Baeksong Hall", "place": "마을문화관", "place_en": ""}
    notice = Notice(topic="reservations.confirmed", context=names, url="/", created_at=clock.now())
    assert context(notice)["room"] == "백송홀"
    with translation.override("en"):
        assert context(notice)["room"] == "Baeksong Hall"
        assert context(notice)["place"] == "마을문화관", "where nobody gave one, the Korean name stays"
