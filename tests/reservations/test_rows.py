"""A resource read by its own statement is the resource that the ORM knows."""

from __future__ import annotations

from typing import Any

import pytest

from reservations import reading
from reservations.models import Resource
from tests.portal.test_rows import values

pytestmark = pytest.mark.django_db


def test_a_booking_reads_all_the_terms_of_its_room(stage: Any, django_assert_num_queries: Any) -> None:
    known = values(Resource.objects.get(pk=stage.pk))
    with django_assert_num_queries(2):
        assert values(reading.published(stage.public_id)) == known
        assert values(reading.published_by_key(stage.pk)) == known


def test_a_room_that_was_taken_off_the_list_cannot_be_booked(room: Any) -> None:
    Resource.objects.filter(pk=room.pk).update(is_published=False)
    with pytest.raises(Resource.DoesNotExist):
        reading.published(room.public_id)
    with pytest.raises(Resource.DoesNotExist):
        reading.published_by_key(room.pk)
