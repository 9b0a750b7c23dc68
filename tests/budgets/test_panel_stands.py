"""Nobody chooses who sits on a panel: what was promised, drawn or opened is refused by the database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from budgets import draw as lot
from budgets.models import Applicant, Panel
from portal import clock
from tests.budgets.panels import draw, offer
from tests.people import make_person

pytestmark = pytest.mark.django_db
SEED = "f" * 64
BEFORE: dict[str, dict[str, Any]] = {
    "another kept word": {"seed": SEED},
    "another promise": {"commitment": "a" * 64},
    "a seed with its own promise": {"seed": SEED, "commitment": lot.commitment(SEED)},
}
AFTER: dict[str, dict[str, Any]] = BEFORE | {
    "drawn again": {"drawn_at": None},
    "another list": {"roster_sha256": "a" * 64},
    "more seats": {"size": 9},
}


def refused(act: Callable[[], Any]) -> None:
    with (
        pytest.raises(IntegrityError, match="what was promised, drawn or opened stays"),
        transaction.atomic(),
    ):
        act()


@pytest.mark.parametrize("name", BEFORE)
def test_the_seed_that_was_promised_before_anybody_applied_stays(panel: Panel, name: str) -> None:
    refused(lambda: Panel.objects.filter(pk=panel.pk).update(**BEFORE[name]))


@pytest.mark.parametrize("name", AFTER)
def test_what_was_drawn_stays(panel: Panel, alice: Any, admin: Any, name: str) -> None:
    offer(panel, alice)
    draw(panel, admin)
    refused(lambda: Panel.objects.filter(pk=panel.pk).update(**AFTER[name]))


def test_nobody_puts_a_friend_first_among_those_who_step_in(panel: Panel, jongno: Any, admin: Any) -> None:
    for number in range(4):
        offer(panel, make_person(f"이웃 {number}", level=3, area=jongno, birth_year=1990))
    draw(panel, admin)
    queue = Applicant.objects.filter(panel=panel, reserve__isnull=False)
    assert queue.count() == 2
    with (
        pytest.raises(IntegrityError, match="the order in which people step in was drawn"),
        transaction.atomic(),
    ):
        queue.filter(reserve=1).update(reserve=0)


def test_scores_that_everybody_could_read_are_not_hidden_again(panel: Panel) -> None:
    opened = Panel.objects.filter(pk=panel.pk)
    opened.update(opened_at=clock.now())
    refused(lambda: opened.update(opened_at=None))


def test_a_panel_is_not_thrown_away_for_a_luckier_one(panel: Panel) -> None:
    refused(panel.delete)
