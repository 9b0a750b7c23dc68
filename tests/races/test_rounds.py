"""A button pressed twice in one breath."""

from datetime import timedelta
from typing import Any

import pytest

from budgets import actions
from budgets.models import Round
from portal import clock
from tests.races.crowd import together

pytestmark = pytest.mark.django_db(transaction=True)


def test_whoever_presses_save_many_times_at_once_makes_one_round(admin: Any) -> None:
    at = clock.now()
    dates = {"opens_at": at, "closes_at": at + timedelta(days=7)}

    def press() -> Any:
        return actions.create_round(
            actor=admin, title="2028년 참여예산", summary="함께", form_key="aaaabbbbcccc", at=at, **dates
        )

    made = together(*[press] * 8)
    assert {one.pk for one in made} == {Round.objects.get().pk}
