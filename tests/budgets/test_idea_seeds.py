"""The demonstration has a round in every phase before the vote, and all of their pages open."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from budgets import idea_seeds
from budgets.models import Round, RoundState
from portal import clock
from tests.people import make_person

pytestmark = pytest.mark.django_db


def test_every_shaping_phase_can_be_looked_at(
    client: Any, client_of: Any, alice: Any, bob: Any, carla: Any, admin: Any, jongno: Any
) -> None:
    crowd = [
        make_person(f"이웃 {number}", level=3, area=jongno, birth_year=1950 + number) for number in range(40)
    ]
    people = {"alice": alice, "carla": carla, "admin": admin, "crowd": crowd * 5}
    idea_seeds.seed(people, clock.now())
    idea_seeds.seed(people, clock.now())
    rounds = Round.objects.all()
    assert sorted(round_.state for round_ in rounds) == sorted(RoundState.shaping())
    for round_ in rounds:
        for page in ("round", "ideas", "plans"):
            assert client.get(reverse(f"budgets:{page}", args=[round_.public_id])).status_code == 200
        for thing in (*round_.ideas.all(), *round_.plans.all()):
            assert client.get(thing.get_absolute_url()).status_code == 200
    short = rounds.get(state="shortlisting")
    assert client.get(reverse("budgets:panel", args=[short.public_id])).status_code == 200
    assert short.panel.seats.count() == 8
    assert {one.area for one in short.panel.applicants.all()} == {jongno}
    assert clock.local(short.panel.drawn_at).date() <= short.panel.term_from, "nobody serves before the draw"
    costing = rounds.get(state="costing")
    assert costing.panel.recruits(clock.now())
    door = reverse("budgets:panel_apply", args=[costing.public_id])
    assert 'name="agree"' in client_of(alice).get(door).content.decode()
    told = client_of(bob).get(door).content.decode()
    assert "종로구에 사는 분을 모집합니다" in told
    assert 'name="agree"' not in told
