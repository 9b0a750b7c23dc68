"""The page of a round leads on: to what its phase asks of a citizen, and of whoever works on it."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from tests.budgets.shaping import bring

pytestmark = pytest.mark.django_db


def url(name: str, round_: Any, room: str = "budgets") -> str:
    return reverse(f"{room}:{name}", args=[round_.public_id])


def links(client: Any, round_: Any) -> str:
    """The panel that says what can be done now, up to the end of the desks' own."""
    text: str = client.get(round_.get_absolute_url()).content.decode()
    return text[text.index('id="now"') : text.index('class="with-aside"')]


@pytest.mark.parametrize(
    ("phase", "first"),
    [("collecting", "idea_new"), ("screening", "ideas"), ("costing", "plans"), ("consulting", "plans")],
)
def test_a_citizen_is_led_to_what_the_phase_asks_of_her(
    client: Any, collecting: Any, phase: str, first: str
) -> None:
    shown = links(client, bring(collecting, phase))
    assert f'class="button" href="{url(first, collecting)}"' in shown
    assert "/staff/" not in shown


def test_a_voter_is_led_to_a_ballot_that_she_has_not_filled_in(
    client_of: Any, alice: Any, bob: Any, city: Any, district: Any, cast: Any
) -> None:
    round_, browser = city.round, client_of(alice)
    assert city.get_absolute_url() in links(browser, round_)
    cast(alice, city, 1, 2)
    shown = links(browser, round_)
    assert district.get_absolute_url() in shown
    assert city.get_absolute_url() not in shown
    cast(alice, district, 1)
    assert 'class="button"' not in links(browser, round_), "nothing is left to do"
    assert district.get_absolute_url() not in links(client_of(bob), round_), "not his district"


def test_who_works_on_it_is_led_to_the_desks(
    client_of: Any, admin: Any, carla: Any, alice: Any, collecting: Any
) -> None:
    assert "/staff/" not in links(client_of(alice), collecting)
    assert reverse("budgets_staff:ideas") in links(client_of(carla), collecting)
    bring(collecting, "costing")
    shown = links(client_of(admin), collecting)
    for name in ("panel", "shortlist", "round"):
        assert url(name, collecting, "budgets_staff") in shown
    for name in ("panel", "shortlist", "round"):
        assert client_of(admin).get(url(name, collecting, "budgets_staff"), follow=True).status_code == 200


def test_the_panel_is_led_to_while_it_recruits(client: Any, collecting: Any, admin: Any) -> None:
    from datetime import timedelta

    from budgets.actions import panel
    from portal import clock

    opens = clock.now()
    fields = {
        "size": 3,
        "opens_at": opens - timedelta(hours=1),
        "closes_at": opens + timedelta(days=5),
        "term_from": (opens + timedelta(days=7)).date(),
        "term_to": (opens + timedelta(days=90)).date(),
        "scores_until": opens + timedelta(days=40),
        "duties": "사업안을 읽고 점수를 매깁니다.",
    }
    panel.announce_panel(actor=admin, round_=collecting, fields=fields, at=opens - timedelta(days=1))
    assert url("panel", collecting) in links(client, collecting)
