"""A statement of our own brings what the ORM would have brought. (The rooms test theirs.)"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore as InDatabase
from django.contrib.sessions.models import Session
from django.db.models import Model

from portal import clock, rows
from portal.accounts.backends import AccountBackend
from portal.accounts.models import User
from portal.accounts.sessions import SessionStore
from portal.organisations.models import Area
from portal.rows import Part

pytestmark = pytest.mark.django_db


def values(thing: Model | None) -> dict[str, Any] | None:
    return thing and {field.attname: getattr(thing, field.attname) for field in thing._meta.concrete_fields}


def test_a_row_that_an_outer_join_did_not_find_is_none(alice: Any) -> None:
    person, area = Part(User, "person", only=("id", "nickname")), Part(Area, "area")
    statement = f"""
        SELECT {rows.columns(person, area)}, 7 FROM accounts_user person
        LEFT JOIN organisations_area area ON false WHERE person.id = %(person)s
    """
    ((found, nowhere, seven),) = rows.fetch(statement, {"person": alice.pk}, person, area)
    assert (found.nickname, nowhere, seven) == (alice.nickname, None, 7)


def test_whoever_is_logged_in_is_the_person_the_orm_knows(alice: Any, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        found = AccountBackend().get_user(alice.pk)
    assert values(found) == values(User.objects.get(pk=alice.pk))
    assert AccountBackend().get_user(0) is None


def test_a_blocked_account_is_logged_out_at_its_next_click(alice: Any, client_of: Any) -> None:
    client = client_of(alice)
    assert client.get("/me/").status_code == 200
    User.objects.filter(pk=alice.pk).update(is_active=False)
    assert client.get("/me/").status_code == 302


def test_a_session_ends_with_its_time_and_its_key_is_never_used_again(alice: Any, client_of: Any) -> None:
    client = client_of(alice)
    saved = Session.objects.get()
    assert SessionStore(saved.session_key).load() == InDatabase(saved.session_key).load() != {}
    Session.objects.update(expire_date=clock.now() - timedelta(seconds=1))
    ended = SessionStore(saved.session_key)
    assert (ended.load(), ended.session_key) == ({}, None)
    assert client.get("/me/").status_code == 302


@pytest.mark.parametrize("cookie", ["12345678\0", "' OR 1=1 --", "éééééééé", "a" * 5000])
def test_a_strange_session_cookie_is_nobodys_session(client: Any, cookie: str) -> None:
    assert SessionStore(cookie).load() == {}
    client.cookies["sessionid"] = cookie
    assert client.get("/").status_code == 200
