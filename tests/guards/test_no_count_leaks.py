"""While a vote is open nobody learns how many voted: every page and operation is opened, then more people
vote, then it is opened again, and nothing may have changed: no word, no length, no header. No worker runs
meanwhile, so the events of these ballots wait in the outbox."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import pytest
from django.core.cache import cache
from django.urls import NoReverseMatch, reverse

from budgets.views.voting import ORDER_COOKIE
from portal import clock
from tests.guards.doors import Door, all_doors
from tests.guards.world import World, world  # noqa: F401  (a fixture)
from tests.people import make_person

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("guards-leaks")]

LOOKERS = ("anonymous", "minsu", "carla", "admin")
ROOMS = ("budgets", "budgets_staff", "budgets_api")
HALL = {"home", "me", "staff_home", "api", "notifications:inbox", "notifications_staff:outbox", "admin:index"}
DESKS = (
    "admin:budgets_round_changelist",
    "admin:budgets_envelope_changelist",
    "admin:budgets_project_changelist",
)
TOKEN = re.compile(
    rb'(name="(?:csrfmiddlewaretoken|form_key)" value="|X-CSRFToken": ?"|csrf-token" content=")[^"]+'
)
UNSTEADY = {"Set-Cookie", "Date", "Expires", "Server-Timing", "X-Request-ID"}
MORE = 7
OF_THE_OPEN_ROUND = {"round", "envelope", "project"}
"""Names in tests/guards/world.py: addresses with other arguments belong to rounds in which nobody votes."""


def doors() -> Iterator[Door]:
    for door in all_doors():
        ours = door.name.partition(":")[0] in ROOMS and set(door.args) <= OF_THE_OPEN_ROUND
        if ours or door.name in HALL:
            yield door


def seen(world: World, path: str, who: str) -> tuple[int, dict[str, str], bytes]:  # noqa: F811
    """What one person gets at an address, without what is new on every request by itself."""
    with world.moment():
        browser = world.client(who)
        browser.cookies[ORDER_COOKIE] = "0123456789abcdef"  # one browser, so one order of projects
        answer = browser.get(path)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    steady = {name: value for name, value in answer.headers.items() if name not in UNSTEADY}
    return answer.status_code, steady, TOKEN.sub(b"", body)


def addresses(world: World) -> list[str]:  # noqa: F811
    found = {reverse(name) for name in DESKS}
    for door in doors():
        try:
            found.add(reverse(door.name, args=[world.value(arg) for arg in door.args]))
        except NoReverseMatch as error:
            pytest.fail(f"{door.label}: {error}")
    return sorted(found)


@contextmanager
def at_one_moment() -> Iterator[None]:
    """The same second for both looks, so that "two minutes ago" does not differ."""
    at = clock.now()
    with mock.patch.object(clock, "now", return_value=at):
        yield


def vote(world: World, voters: list[Any]) -> None:  # noqa: F811
    from budgets import actions
    from budgets.models import VoterRoll

    for voter in voters:
        chosen = [world.project.public_id]
        actions.cast_ballot(voter=voter, envelope=world.envelope, choices=chosen, at=clock.now())
    assert VoterRoll.objects.filter(round=world.round).count() == 2 + len(voters)


@pytest.mark.parametrize("who", LOOKERS)
def test_nothing_anywhere_moves_when_more_people_vote(world: World, who: str) -> None:  # noqa: F811
    voters = [make_person(f"이웃{number}", level=2) for number in range(MORE)]
    with at_one_moment():
        paths = addresses(world)
        before = {path: seen(world, path, who) for path in paths}
        vote(world, voters)
        cache.clear()
        after = {path: seen(world, path, who) for path in paths}
    assert [path for path in paths if before[path] != after[path]] == []
    assert len(paths) > 30


def test_the_comparison_would_see_a_count(world: World) -> None:  # noqa: F811
    """The twin that proves that the test above can fail: a page that did tell would be found."""
    from budgets import queries

    voters = [make_person(f"이웃{number}", level=2) for number in range(MORE)]
    path = world.round.get_absolute_url()
    with at_one_moment(), mock.patch.object(queries, "turnout", lambda round_: round_.roll.count()):
        before = seen(world, path, "anonymous")
        vote(world, voters)
        assert seen(world, path, "anonymous") != before
