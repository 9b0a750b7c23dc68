"""A round read by its own statements is the round that the ORM knows."""

from __future__ import annotations

from typing import Any

import pytest

from budgets import reading as rounds
from budgets import schedule, schedule_queries
from budgets.models import Envelope, Round
from budgets.models import RoundState as State
from tests.portal.test_rows import values

pytestmark = pytest.mark.django_db


def test_envelopes_know_their_round_their_place_and_how_many_projects(
    city: Any,
    district: Any,
    django_assert_num_queries: Any,
) -> None:
    with django_assert_num_queries(2):
        round_ = rounds.round_of(city.round.public_id)
        assert round_ is not None
        found = rounds.envelopes_of(round_)
        names = [one.area.full_name if one.area else "" for one in found]
    assert values(round_) == values(Round.objects.get(pk=city.round.pk))
    known = list(Envelope.objects.filter(round=round_).select_related("area__parent").order_by("pk"))
    assert [values(one) for one in found] == [values(one) for one in known]
    assert names == [one.area.full_name if one.area else "" for one in known]
    assert [getattr(one, "projects_total", None) for one in found] == [one.projects.count() for one in known]


def test_nobody_is_found_under_a_name_that_is_nowhere() -> None:
    assert rounds.round_of("aaaaaaaaaaaa") is None
    assert rounds.envelope_of("aaaaaaaaaaaa", "aaaaaaaaaaaa") is None


def test_the_course_of_a_round_is_its_schedule_its_events_and_its_changes(
    collecting: Any, admin: Any, django_assert_num_queries: Any
) -> None:
    at = collecting.opens_at
    for kind, state in (("held", ""), ("moved", "costing")):
        collecting.changes.create(kind=kind, state=state, reason=kind, at=at, actor=admin)
    with django_assert_num_queries(1):
        course = schedule_queries.course_of(collecting)
    assert course.dates == schedule.dates_of(collecting)
    assert list(course.dates) == list(schedule.dates_of(collecting)), "in order"
    assert course.happened == {State(event.state): event.at for event in collecting.events.all()}
    shown = [(one.kind, one.state, one.reason, one.at, one.get_kind_display()) for one in course.changes]
    known = collecting.changes.all()
    assert shown == [(one.kind, one.state, one.reason, one.at, one.get_kind_display()) for one in known]
