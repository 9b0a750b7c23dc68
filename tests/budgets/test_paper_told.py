"""In whose name paper was taken is told the truth everywhere; and nobody counts the events of ballots."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from portal import clock, notifications
from portal.notifications.models import Delivery, Notification
from portal.notifications.words import body, subject
from portal.outbox.models import Event
from tests.budgets.shaping import deliver

pytestmark = pytest.mark.django_db
OUTBOX = "notifications_staff:outbox"


def ci_of(person: Any) -> str:
    """The identity that the booth's check would find for this account."""
    return f"test {person.pk}"


@pytest.fixture
def taken(voting: Any, booth: Any, give: Any, alice: Any, jongno: Any) -> Any:
    """Somebody who passed for Alice took paper."""
    from portal.accounts.identity.ci import hash_ci
    from portal.accounts.models import Verification

    Verification.objects.filter(user=alice, ended_at=None).update(ci_hash=hash_ci(ci_of(alice)))
    give(booth, ci_of(alice), area=jongno)
    return booth


def test_she_hears_of_paper_given_in_her_name(taken: Any, alice: Any) -> None:
    deliver("budgets.paper_issued")
    told = Notification.objects.get(user=alice)
    assert "종이 투표용지를 드렸습니다" in subject(told.notice)
    text = body(told.notice)
    assert taken.name in text
    assert "받은 적이 없다면" in text
    assert notifications.kinds()["budgets.paper_issued"].always, "a thief cannot switch it off"


def test_nobody_without_an_account_is_told(voting: Any, booth: Any, give: Any, jongno: Any) -> None:
    give(booth, "a stranger", area=jongno)
    assert not Event.objects.filter(topic="budgets.paper_issued").exists()


def test_her_page_says_that_she_has_paper(client_of: Any, alice: Any, taken: Any, city: Any) -> None:
    browser = client_of(alice)
    mine = browser.get("/me/").content.decode()
    assert "종이 투표용지를 받음" in mine
    assert "마감 전까지 바꿀 수 있음" not in mine
    round_ = browser.get(taken.round.get_absolute_url()).content.decode()
    assert "종이 투표용지를 받으셨습니다" in round_
    assert "투표하기" not in round_


def test_a_vote_that_is_still_open_to_her_is_not_among_what_she_did(
    client_of: Any, alice: Any, city: Any, cast: Any
) -> None:
    browser = client_of(alice)
    upcoming, deeds = browser.get("/me/").content.decode().split('id="deeds"')
    assert "투표할 수 있음" in upcoming
    assert city.round.title not in deeds
    cast(alice, city, 1, 2)
    assert city.round.title in browser.get("/me/").content.decode().split('id="deeds"')[1]


def test_her_page_says_that_she_voted_on_the_web(client_of: Any, alice: Any, city: Any, cast: Any) -> None:
    cast(alice, city, 1, 2)
    assert "마감 전까지 바꿀 수 있음" in client_of(alice).get("/me/").content.decode()


def test_the_outbox_does_not_count_ballots_while_the_workers_stand_still(
    client_of: Any, admin: Any, alice: Any, minsu: Any, city: Any, cast: Any, taken: Any
) -> None:
    page = client_of(admin).get(reverse(OUTBOX)).content
    before = without_token(page)
    for choice in (1, 2, 3):
        cast(minsu, city, choice, choice + 1)
    assert without_token(client_of(admin).get(reverse(OUTBOX)).content) == before


def test_ballots_that_do_not_arrive_are_told_without_their_number(
    client_of: Any, admin: Any, minsu: Any, city: Any, cast: Any
) -> None:
    cast(minsu, city, 1, 2)
    failing = Event.objects.filter(topic="budgets.ballot_recorded")
    failing.update(attempts=3, last_error="no mail")
    page = client_of(admin).get(reverse(OUTBOX)).content.decode()
    assert "몇 건인지는 보이지 않습니다" in page
    assert "budgets.ballot_recorded" not in page
    deliver("budgets.ballot_recorded")
    failing.update(done_at=clock.now())
    Delivery.objects.update(attempts=2)
    page = client_of(admin).get(reverse(OUTBOX)).content.decode()
    assert "몇 건인지는 보이지 않습니다" in page
    assert "budgets.ballot_recorded" not in page


def test_nobody_counts_events_by_trying_their_numbers(
    client_of: Any, admin: Any, minsu: Any, city: Any, cast: Any
) -> None:
    cast(minsu, city, 1, 2)
    held = Event.objects.latest("pk").pk
    browser = client_of(admin)
    answers = [
        browser.post(reverse("notifications_staff:retry_event", args=[number]), follow=True)
        for number in (held, held + 1000)
    ]
    assert len({answer.status_code for answer in answers}) == 1
    assert len({without_token(answer.content) for answer in answers}) == 1


def without_token(page: bytes) -> bytes:
    import re

    return re.sub(
        rb'(name="csrfmiddlewaretoken" value="|X-CSRFToken": ?"|csrf-token" content=")[^"]+', b"", page
    )
