"""A birthday is kept as long as a vote may ask whether somebody is old enough, and not a night longer."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from portal import clock
from portal.accounts import actions, rules
from tests.portal.test_accounts_identity import walk

pytestmark = pytest.mark.django_db


def years_ago(years: int) -> date:
    first = clock.today().replace(day=1)
    return first.replace(year=first.year - years)


def test_of_a_young_person_the_birthday_is_kept(client_of: Any, jiyeon: Any) -> None:
    walk(client_of(jiyeon), name="가상 이봄", birth_date=years_ago(16).isoformat())
    jiyeon.refresh_from_db()
    assert jiyeon.born_on == years_ago(16)


def test_of_a_grown_up_the_year_is_enough(client_of: Any, jiyeon: Any) -> None:
    walk(client_of(jiyeon), name="가상 이가을", birth_date=years_ago(40).isoformat())
    jiyeon.refresh_from_db()
    assert (jiyeon.birth_year, jiyeon.born_on) == (years_ago(40).year, None)


@pytest.mark.parametrize(
    ("born", "night", "kept"),
    [
        (date(2006, 11, 26), "2026-11-26T18:20:00+00:00", False),  # 27 November in Seoul
        (date(2006, 11, 27), "2026-11-26T18:20:00+00:00", False),
        (date(2006, 11, 28), "2026-11-26T18:20:00+00:00", True),
        (date(2008, 2, 29), "2028-02-28T14:59:00+00:00", True),
        (date(2008, 2, 29), "2028-02-28T15:00:00+00:00", False),
        (date(2004, 2, 29), "2024-02-28T14:59:00+00:00", True),
    ],
)
def test_on_the_twentieth_birthday_it_is_forgotten(person: Any, born: date, night: str, kept: bool) -> None:
    somebody = person("새봄", level=2, birth_year=born.year, born_on=born)
    at = datetime.fromisoformat(night)
    actions.forget(at=at)
    somebody.refresh_from_db()
    assert (somebody.born_on is not None) is kept
    assert (rules.age(born, clock.local(at).date()) < rules.KNOWN_UNTIL) is kept, "as the rule says"


def test_whoever_leaves_takes_her_birthday_along(person: Any) -> None:
    somebody = person("새봄", level=2, birth_year=2010, born_on=clock.today() - timedelta(days=16 * 365))
    actions.erase(user=somebody, at=clock.now())
    somebody.refresh_from_db()
    assert (somebody.birth_year, somebody.born_on) == (None, None)
