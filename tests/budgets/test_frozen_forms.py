"""Once a ballot is in the box the form is as it is: for pages, for SQL, for everybody."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from budgets.models import Envelope, Project
from portal import locks
from portal.actions import action, refusal_of
from portal.refusals import Refused

pytestmark = pytest.mark.django_db
NAME = "budgets_ballot_form_frozen"

CHANGES = [
    {"amount": 1},
    {"ballot_kind": "points"},
    {"min_choices": 1},
    {"max_choices": 2},
    {"points_total": 5},
    {"category_limits": {"안전": 1}},
    {"voters": "community"},
    {"min_age": 18},
    {"rule": {"method": "greedy"}},
    {"rule_sha256": "0" * 64},
]
PROJECT_CHANGES = [{"cost": 1}, {"number": 99}, {"title": "다른 사업"}, {"category": "안전"}]


def refused(change: Any) -> None:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        change()
    assert caught.value.__cause__.diag.constraint_name == NAME
    assert refusal_of(caught.value).code == "form_frozen"


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: next(iter(change)))
def test_no_limit_of_an_envelope_changes_after_the_first_ballot(
    city: Any, cast: Any, minsu: Any, change: dict[str, Any]
) -> None:
    rows = Envelope.objects.filter(pk=city.pk)
    before = rows.values(*change).get()
    rows.update(**change)  # nobody has voted yet: the announcement's own guard is the actions' (rules.FROZEN)
    rows.update(**before)
    cast(minsu, city, 1, 2)
    refused(lambda: rows.update(**change))
    assert rows.values(*change).get() == before


@pytest.mark.parametrize("change", PROJECT_CHANGES, ids=lambda change: next(iter(change)))
def test_no_project_changes_after_the_first_ballot(
    city: Any, cast: Any, minsu: Any, change: dict[str, Any]
) -> None:
    cast(minsu, city, 1, 2)
    refused(lambda: city.projects.filter(number=5).update(**change))


def test_no_project_comes_goes_or_changes_its_envelope_after_the_first_ballot(
    city: Any, district: Any, cast: Any, minsu: Any
) -> None:
    cast(minsu, city, 1, 2)
    refused(lambda: Project.objects.create(envelope=city, number=9, title="늦은 사업", cost=1))
    refused(lambda: city.projects.filter(number=5).delete())
    refused(lambda: district.projects.filter(number=1).update(envelope=city, number=9))
    refused(lambda: city.projects.filter(number=5).update(envelope=district, number=9))
    Project.objects.create(envelope=district, number=9, title="다른 봉투", cost=1)


def test_what_is_no_part_of_the_form_may_still_change(city: Any, cast: Any, minsu: Any) -> None:
    cast(minsu, city, 1, 2)
    city.projects.filter(number=1).update(department="공원과", description="더 자세히 씁니다.")
    Envelope.objects.filter(pk=city.pk).update(merkle_root="0" * 64)


def test_the_form_stays_frozen_when_the_box_is_sealed(published: Any, city: Any) -> None:
    refused(lambda: Envelope.objects.filter(pk=city.pk).update(amount=1))
    refused(lambda: city.projects.filter(number=1).update(cost=1))


def test_an_action_that_tries_gets_a_sentence(city: Any, cast: Any, minsu: Any) -> None:
    @action
    def cheat() -> None:
        Envelope.objects.filter(pk=city.pk).update(amount=1)

    cast(minsu, city, 1, 2)
    with pytest.raises(Refused) as caught:
        cheat()
    assert "첫 표가 들어온 뒤에는" in str(caught.value.refusal)


def test_the_trigger_waits_for_the_same_lock_as_the_actions(city: Any) -> None:
    """Its number is worked out in SQL; another number would let a change slip past a ballot being cast."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT budgets_has_ballots(%s::bigint)", [city.pk])
        assert cursor.fetchone() == (False,)
        cursor.execute(
            "SELECT (classid::bigint << 32) | objid::bigint FROM pg_locks "
            "WHERE locktype = 'advisory' AND pid = pg_backend_pid() AND mode = 'ExclusiveLock'"
        )
        assert (locks.number("budgets.round", city.round_id),) in cursor.fetchall()
