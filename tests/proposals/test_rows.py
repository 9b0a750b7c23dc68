"""A proposal read by its own statements is the proposal that the ORM knows."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import Http404

from portal.rows import Part
from proposals.models import Proposal, ProposalEvent
from proposals.queries import reading
from proposals.rules.supporting import support_refusal
from proposals.states import Happening
from tests.portal.test_rows import values

pytestmark = pytest.mark.django_db


def test_a_proposal_comes_with_all_that_its_page_shows_in_one_query(
    submitted: Any,
    django_assert_num_queries: Any,
) -> None:
    name = submitted.author.display_name
    with django_assert_num_queries(1):
        found = reading.proposal_of(submitted.public_id)
        assert found.author.display_name == name
        assert found.area is not None
        full_name = found.area.full_name
    known = Proposal.objects.for_detail().get(pk=submitted.pk)
    assert known.area is not None
    assert full_name == known.area.full_name
    assert values(found) == values(known)
    for part in ("area", "unit", "thread"):
        assert values(getattr(found, part)) == values(getattr(known, part))
    assert found.author.email == known.author.email, "what was not fetched is fetched when asked for"


def test_the_box_with_the_button_asks_for_what_it_shows_and_no_more(
    published: Any, minsu: Any, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        found = reading.stance_of(published.public_id)
        assert (found.get_absolute_url(), found.author_id) == (
            published.get_absolute_url(),
            published.author_id,
        )
        assert support_refusal(minsu, found) is None
        assert (found.support_count, found.pk) == (0, published.pk)


def test_nobody_stands_behind_what_strangers_may_not_open(submitted: Any, published: Any) -> None:
    """The statement says SHOWN in its own words: here both are asked about the same proposals."""
    Proposal.objects.filter(pk=published.pk).update(hidden_at=None, published_at=None)
    for change in ({}, {"hidden_at": published.published_at, "published_at": published.published_at}):
        Proposal.objects.filter(pk=published.pk).update(**change)
        assert not Proposal.objects.shown().filter(pk=published.pk).exists()
        with pytest.raises(Http404):
            reading.stance_of(published.public_id)


def test_json_is_read_as_the_orm_reads_it(submitted: Any) -> None:
    found = reading.events_of(submitted)
    assert [values(event) for event in found] == [values(event) for event in submitted.events.all()]
    assert found[0].kind == Happening.SUBMITTED
    assert isinstance(found[0].detail, dict)
    part = Part(ProposalEvent, "event", only=("id", "detail"))
    assert part.make((1, None)).detail is None


def test_answers_come_with_their_unit_and_the_promise(adopted: Any, django_assert_num_queries: Any) -> None:
    name = adopted.unit.agency.display_name
    with django_assert_num_queries(1):
        (answer,), promise = reading.answers_of(adopted)
        assert answer.unit.agency.display_name == name
    assert values(answer) == values(adopted.decisions.get())
    assert values(promise) == values(adopted.commitment)
