"""A small town inside a running demo, told as JSON: `python -m tests.portal.survival_town`.

Forty verified residents with open sessions, a petition to sign, an envelope to vote in, free rooms to book.
Rooms are filled by their own seeds, so that everything is as a visitor of the demo finds it.
"""

from __future__ import annotations

import json
import os
from datetime import timedelta
from importlib import import_module
from typing import Any

import django

PEOPLE = 40
HOME_DISTRICT = "11110"


def quiet(done: int, total: int, label: str) -> None:
    """No progress bar: the only output is the JSON."""


def session_of(user: Any) -> str:
    """A session as logging in makes it; the tests of logging in are elsewhere."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from portal.accounts.sessions import SessionStore

    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "portal.accounts.backends.AccountBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.save()
    return str(store.session_key)


def petition(at: Any) -> str:
    from petitions.models import Petition

    found = Petition.objects.filter(state="open", closes_at__gt=at + timedelta(hours=1)).first()
    assert found, "the seeds have no petition that can be signed"
    return str(found.public_id)


def envelope(at: Any) -> dict[str, Any]:
    """The first envelope of a round that takes votes, with as many projects as a ballot must name."""
    from budgets.models import Envelope

    open_now = Envelope.objects.filter(round__opens_at__lte=at, round__closes_at__gt=at + timedelta(hours=1))
    found = open_now.exclude(round__state="draft").order_by("pk").first()
    assert found, "the seeds have no round that takes votes"
    cheapest = found.projects.order_by("cost").values_list("public_id", flat=True)[: found.min_choices]
    return {"round": found.round.public_id, "envelope": found.public_id, "choices": list(cheapest)}


def free_slots(at: Any) -> list[dict[str, Any]]:
    """Shortest free stretches of rooms next week; each can be booked by one person."""
    from portal import clock
    from reservations.models import Claim, Resource
    from reservations.opening import stretches_of
    from reservations.times import minute_of

    slots = []
    today = clock.local(at).date()
    for room in Resource.objects.published().filter(children__isnull=True):
        for stretch in stretches_of(room.pk, today + timedelta(days=3), today + timedelta(days=9)):
            end = stretch.opens_at + timedelta(minutes=room.shortest)
            busy = Claim.objects.filter(resource=room, span__overlap=(stretch.opens_at, end)).exists()
            if not busy:
                start = minute_of(clock.local(stretch.opens_at))
                day = clock.local(stretch.opens_at).date().isoformat()
                slots.append(
                    {"room": room.public_id, "day": day, "start": start, "end": start + room.shortest}
                )
    return slots


def main() -> None:
    django.setup()
    import portal.celery  # noqa: F401  so that doorbells ring at the demo's broker
    from portal import clock
    from portal.accounts.models import User

    at = clock.now()
    people = import_module("portal.accounts.seeds").people(quiet, at)
    for room in ("petitions", "reservations", "budgets"):
        import_module(f"{room}.seeds").seed(quiet, people, at)
    residents = User.objects.filter(area__code=HOME_DISTRICT, level=User.Level.RESIDENT).order_by("-pk")[
        :PEOPLE
    ]
    town = {
        "sessions": {str(user.pk): session_of(user) for user in residents},
        "petition": petition(at),
        "envelope": envelope(at),
        "slots": free_slots(at)[:60],
    }
    print("TOWN " + json.dumps(town))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    main()
