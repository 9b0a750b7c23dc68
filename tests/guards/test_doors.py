"""Every address of the portal, opened by everybody: nobody gets further than the tables in doors/ say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from tests.guards.doors import Door, all_doors
from tests.guards.world import PEOPLE, World, world  # noqa: F401  (a fixture)

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("guards-doors")]
DOORS = list(all_doors())
NOT_OURS = {
    "allauth": "log-in, second factor, sessions: their authors test them; our settings: test_accounts_*",
    "accounts/social/": "redirects that allauth keeps for old links",
}
INNER_DESK = re.compile(
    r"admin:(\w+_\w+_(changelist|add|history|delete|change)|app_list|view_on_site|unnamed)$"
)
"""Pages inside Django's administration: one door (admin:index) guards them all, portal/accounts/desk.py."""

POLICY = "Content-Security-Policy"
NO_TOKEN_NEEDED = {
    "notifications:unsubscribe"
}  # a mailbox provider posts there; the signed address is the proof


def patterns(resolver: Any, path: str = "", names: tuple[str, ...] = ()) -> Iterator[tuple[str, str, str]]:
    """(path, full name, module of the view) of every address."""
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            inner = (*names, one.namespace) if one.namespace else names
            yield from patterns(one, path + str(one.pattern), inner)
        elif isinstance(one, URLPattern):
            name = ":".join([*names, one.name or "unnamed"])
            yield path + str(one.pattern), name, one.callback.__module__


def ours() -> dict[str, str]:
    found = patterns(get_resolver())
    return {name: path for path, name, module in found if not _is_foreign(path, name, module)}


def _is_foreign(path: str, name: str, module: str) -> bool:
    return bool(
        module.startswith(tuple(NOT_OURS)) or path.startswith(tuple(NOT_OURS)) or INNER_DESK.match(name)
    )


def test_every_address_says_who_may_come_in() -> None:
    known = {door.name for door in DOORS}
    missing = {name: path for name, path in ours().items() if name not in known}
    assert missing == {}, (
        "New address without a permission test. Add a row for each to tests/guards/doors/<app>.py:\n"
        + "\n".join(
            f"    {name} <arguments> | <GET, nine statuses> | <POST>      # /{p}"
            for name, p in missing.items()
        )
    )


def test_no_table_speaks_of_an_address_that_is_gone() -> None:
    assert {door.name for door in DOORS} - set(ours()) == set()


def address(world: World, door: Door) -> str:  # noqa: F811
    try:
        return reverse(door.name, args=[world.value(arg) for arg in door.args])
    except NoReverseMatch as error:
        pytest.fail(f"{door.label}: {error}")


def knock(world: World, door: Door, verb: str, who: str, **defaults: Any) -> Any:  # noqa: F811
    """One request by one person; what it did is undone."""
    target = address(world, door)
    sent = {"content_type": "application/json", "data": {}} if target.startswith("/api/v1/") else {}
    with world.moment():
        return getattr(world.client(who, **defaults), verb)(target, **(sent if verb != "get" else {}))


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.label)
def test_a_door_opens_for_whom_it_should_and_for_nobody_else(world: World, door: Door) -> None:  # noqa: F811
    for verb, expected in door.expected.items():
        answers = [knock(world, door, verb, who) for who in PEOPLE]
        found = [answer.status_code for answer in answers]
        wrong = [
            f"{verb.upper()} as {who}: {got}, should be {should}"
            for who, got, should in zip(PEOPLE, found, expected, strict=True)
            if got != should
        ]
        assert wrong == []
        for answer in answers:
            _is_armoured(answer)


def _is_armoured(answer: Any) -> None:
    """No foreign script, no inline script or style, no frame, no guessed types, no address told to others."""
    headers = answer.headers
    assert headers.get("X-Content-Type-Options") == "nosniff"
    assert headers.get("X-Frame-Options") == "DENY"
    assert headers.get("Referrer-Policy") in ("same-origin", "no-referrer")
    policy = headers.get(POLICY, "")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "*" not in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize(
    "door", [door for door in DOORS if "post" in door.expected], ids=lambda door: door.label
)
def test_a_form_that_another_site_sends_in_her_name_is_refused(world: World, door: Door) -> None:  # noqa: F811
    answer = knock(world, door, "post", "alice", enforce_csrf_checks=True)
    if door.name in NO_TOKEN_NEEDED:
        assert answer.status_code == door.expected["post"][PEOPLE.index("alice")]
    else:
        assert answer.status_code == 403


def test_hidden_words_are_shown_to_nobody_else(world: World) -> None:  # noqa: F811
    """They are told that something was here; what it said would hurt the person it was said about again."""
    words = world.comment_hidden.body
    for name, thing in (("comments:comment", "comment_hidden"), ("proposals:detail", "proposal")):
        for who in ("anonymous", "jiyeon", "bob", "carla", "choi", "admin"):
            page = world.client(who).get(reverse(name, args=[world.value(thing)]))
            assert words not in page.content.decode(), f"{name} tells {who}"


def test_nobody_reads_how_somebody_voted(world: World) -> None:  # noqa: F811
    """Administrators run the vote; they see how many voted, never who voted what."""
    from django.contrib.admin import site

    secret = {"ballot", "sealedballot", "voterroll", "signature", "ledgerentry", "verification"}
    shown = {model._meta.model_name for model in site._registry if model._meta.app_label in OUR_APPS}
    assert shown & secret == set()


OUR_APPS = ("budgets", "petitions", "proposals", "reservations", "accounts")


def test_the_administration_pages_ask_for_the_second_factor(world: World, settings: Any) -> None:  # noqa: F811
    """A guessed password alone must not open Django's pages; they have no log-in form of their own."""
    settings.STAFF_MFA = True
    for path in ("/desk/", "/desk/organisations/membership/", "/desk/login/"):
        answer = world.client("admin").get(path)
        assert (answer.status_code, path) == (302, path)
        assert not answer.headers["Location"].startswith("/desk/organisations")
    assert world.client("anonymous").get("/desk/login/").headers["Location"].startswith("/accounts/login/")
    assert world.client("bob").get("/desk/login/").status_code == 404


def test_staff_pages_ask_for_the_second_factor(world: World, settings: Any) -> None:  # noqa: F811
    settings.STAFF_MFA = True
    for who, path in (
        ("carla", "/staff/proposals/"),
        ("carla", "/staff/petitions/"),
        ("carla", "/staff/reservations/"),
        ("mod", "/staff/moderation/"),
        ("admin", "/staff/budgets/"),
        ("admin", "/staff/outbox/"),
        ("admin", "/staff/organisations/"),
        ("carla", "/staff/"),
    ):
        answer = world.client(who).get(path)
        assert (answer.status_code, path) == (302, path)
        assert "/accounts/2fa/" in answer.headers["Location"]
