"""Who is told, and that the letters say what they must."""

from __future__ import annotations

from typing import Any

import pytest
from django.template.loader import render_to_string

from portal import clock, notifications, outbox
from portal.outbox.models import Event
from proposals import reminding
from proposals.models import Follow, Proposal, Support
from proposals.notices import KINDS

pytestmark = pytest.mark.django_db


def deliver(topic: str) -> Event:
    event = Event.objects.filter(topic=topic).latest("pk")
    for handler in outbox.handlers(topic):
        handler(event)
    return event


def test_author_supporters_and_followers_hear_of_the_answer(
    published: Any, answer: Any, alice: Any, minsu: Any, bob: Any, dan: Any
) -> None:
    at = clock.now()
    Support.objects.create(proposal=published, person=minsu, at=at)
    Support.objects.create(proposal=published, person=dan, at=at, withdrawn_at=at)
    Follow.objects.create(proposal=published, person=bob, at=at)
    answer(published)
    deliver("proposals.answered")
    assert [each.notifications.count() for each in (alice, minsu, bob, dan)] == [1, 1, 1, 0]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.topic)
def test_every_letter_can_be_written(kind: Any, adopted: Any) -> None:
    event = Event(topic=kind.topic, payload={"id": adopted.public_id, "event": adopted.events.last().pk})
    context = kind.context(event)
    subject = render_to_string(f"{kind.templates}/subject.txt", context)
    body = render_to_string(f"{kind.templates}/body.txt", context)
    assert adopted.title in subject
    assert adopted.title in body
    assert kind.url(event).endswith(f"{adopted.public_id}/")
    assert kind.topic in notifications.kinds()


def test_a_unit_is_reminded_once_and_the_author_told_once_that_it_is_late(published: Any) -> None:
    due = published.due_at
    assert reminding.remind(at=due - reminding.SOON * 2) == 0
    assert reminding.remind(at=due - reminding.SOON / 2) == 1
    assert reminding.remind(at=due - reminding.SOON / 2) == 0
    assert reminding.remind(at=due) == 1
    assert reminding.remind(at=due) == 0
    assert Event.objects.filter(topic="proposals.due_soon").count() == 1
    assert Event.objects.filter(topic="proposals.overdue").count() == 1


def test_a_proposal_on_nobodys_desk_reminds_nobody(published: Any) -> None:
    Proposal.objects.update(unit=None)
    kind = notifications.kinds()["proposals.due_soon"]
    assert list(kind.recipients(Event(payload={"id": published.public_id}))) == []
