"""A statement of our own brings what the ORM would have brought. (The rooms test theirs.)"""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import Model

from portal import rows
from portal.accounts.models import User
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
