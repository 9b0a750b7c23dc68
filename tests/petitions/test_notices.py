"""Who is told, in words that are there."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string

from petitions import actions, notices
from petitions.states import Happening

pytestmark = pytest.mark.django_db


def event(kind, petition, **payload):
    return SimpleNamespace(topic=kind.topic, payload={"id": petition.public_id, **payload})


@pytest.mark.parametrize("kind", notices.KINDS, ids=lambda kind: kind.topic)
def test_every_notice_has_words_an_address_and_readers(kind, awaiting, carla, admin):
    happened = event(kind, awaiting, signers=[carla.pk], reason="이유", valid=1, ledger=1, shown=2)
    context = kind.context(happened)
    subject = render_to_string(f"{kind.templates}/subject.txt", context)
    body = render_to_string(f"{kind.templates}/body.txt", context)
    assert awaiting.title in subject + body
    assert "None" not in subject + body
    assert kind.url(happened).startswith("/")
    assert len(list(kind.recipients(happened))) >= 1


def test_everything_that_concerns_the_creator_is_told_to_her():
    told = {kind.topic for kind in notices.KINDS}
    quiet = {Happening.CREATED, Happening.SUPPLEMENTED, Happening.CLOSED}
    assert {f"petitions.{happening}" for happening in Happening if happening not in quiet} <= told


def test_all_who_signed_hear_of_the_answer_and_nobody_else(awaiting, alice, bob, carla, minsu):
    actions.answer_petition(
        officer=carla,
        unit=None,
        petition_id=awaiting.public_id,
        decision="declined",
        summary="어렵습니다.",
        body="까닭을 말씀드립니다.",
        at=awaiting.closes_at + timedelta(days=1),
    )
    (kind,) = [each for each in notices.KINDS if each.topic == "petitions.answered"]
    assert set(kind.recipients(event(kind, awaiting))) == {alice.pk, bob.pk}
