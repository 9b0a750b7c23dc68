"""The demonstration has every kind of ballot, open and decided; paper that waits for another pair of eyes;
and the residents' opinion, made and in writing."""

from __future__ import annotations

from threading import Timer
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from budgets import counting, history_seeds, paper_seeds, seeds
from budgets.counting import instance_of
from budgets.models import Envelope, PaperBallot, Round, RoundState
from budgets.models import RoundState as State
from budgets.paper_queries import box_of
from budgets.seed_rounds import count_out
from budgets.tally.analysis import WhatIf
from budgets.tally.analysis.job import run
from portal import clock
from tests.people import make_person

pytestmark = pytest.mark.django_db
KINDS = set(Envelope.Ballot.values)


@pytest.fixture
def town(
    alice: Any, bob: Any, minsu: Any, carla: Any, gyeol: Any, admin: Any, admin2: Any, jongno: Any
) -> Any:
    """Eighty neighbours and the demonstration's officials."""
    crowd = [
        make_person(f"이웃 {number}", level=3, area=jongno, birth_year=1950 + number % 50)
        for number in range(80)
    ]
    people = {"alice": alice, "bob": bob, "minsu": minsu, "carla": carla, "gyeol": gyeol}
    return people | {"admin": admin, "admin2": admin2, "crowd": crowd}


def test_an_open_vote_has_ballots_of_every_kind_and_paper_in_every_stage(
    town: Any, client_of: Any, haeundae: Any
) -> None:
    at = clock.now()
    for _twice in range(2):
        seeds.open_vote(town, at)
        paper_seeds.seed(town, at)
    round_ = Round.objects.get()
    assert round_.phase(at) == RoundState.VOTING
    envelopes = list(round_.envelopes.select_related("area", "round"))
    assert {one.ballot_kind for one in envelopes} == KINDS
    assert any(one.category_limits for one in envelopes)
    alice = client_of(town["alice"])
    for envelope in envelopes:
        assert alice.get(envelope.get_absolute_url()).status_code == 200
    closed = next(one for one in round_.booths.all() if not one.is_open_on(clock.local(at).date()))
    states = set(closed.sheets.values_list("state", flat=True))
    assert states == {"printed", "once", "differs", "counted", "spoiled"}
    box = box_of(closed)
    assert box.over is None
    assert box.missing == paper_seeds.UNTOUCHED
    carla = client_of(town["carla"])
    names = [("booth", []), ("booth_keying", []), ("booth_differences", [])]
    differing = closed.sheets.filter(state=PaperBallot.State.DIFFERS).values_list("serial", flat=True)
    names += [("booth_judge", [serial]) for serial in differing]
    for name, more in names:
        page = reverse(f"budgets_staff:{name}", args=[round_.public_id, closed.public_id, *more])
        assert carla.get(page).status_code == 200, "the third pair of eyes is Carla's"


def test_last_years_vote_shows_a_result_for_every_kind(town: Any, client: Any, client_of: Any) -> None:
    at = clock.now()
    seeds.past_vote(town, at)
    round_ = Round.objects.get()
    assert {one.ballot_kind for one in round_.envelopes.all()} == KINDS
    for envelope in round_.envelopes.all():
        page = client.get(reverse("budgets:results", args=[round_.public_id, envelope.public_id]))
        assert page.status_code == 200
        text = page.content.decode()
        assert "budget-winner" in text, "somebody won"
        assert ("사업별 점수" in text) == (envelope.ballot_kind in ("ranked", "points"))
    desk = client_of(town["admin"]).get(reverse("budgets_staff:opinion", args=[round_.public_id]))
    assert "쓰는 중" in desk.content.decode()
    assert client.get(reverse("budgets:opinion", args=[round_.public_id])).status_code == 404


def test_the_year_before_has_the_residents_opinion(town: Any, client: Any) -> None:
    title = "2025년 주민참여예산"
    history_seeds.STORIES[title](town, title, clock.now())
    round_ = Round.objects.get()
    assert client.get(reverse("budgets:opinion", args=[round_.public_id])).status_code == 200
    paper = client.get(reverse("budgets:opinion_pdf", args=[round_.public_id]))
    assert paper.content.startswith(b"%PDF-")


def test_a_round_by_votes_a_committee_and_a_survey_is_told_with_its_papers(town: Any, client: Any) -> None:
    title = "2026년 마을공동체 참여예산"
    history_seeds.STORIES[title](town, title, clock.now())
    envelope = Envelope.objects.select_related("round", "tally").get()
    assert set(envelope.tally.result["panels"]) == {"위원회", "설문"}
    text = client.get(reverse("budgets:results", args=[envelope.round.public_id, envelope.public_id])).text
    for said in (
        "주민투표(주민의 표) 60%, 위원회 30%, 설문 10%",
        "612명 응답",
        "위원회-점수.pdf",
        "설문-점수.pdf",
    ):
        assert said in text
    papers = [file for one in envelope.appraisals.all() for file in one.files.all()]
    assert [client.get(paper.get_absolute_url()).status_code for paper in papers] == [200, 200]
    result = envelope.tally.result
    winners = {row["project"] for row in result["winners"]}
    weights = run(WhatIf(instance_of(envelope), envelope.tally_rule()))["weights"]
    moved = [cell for cell in weights if set(cell["winners"]) != winners]
    assert moved, "the page that moves the weights has something to show"


@pytest.mark.django_db(transaction=True)
def test_the_seeds_wait_for_a_worker_who_began_to_count_first(voting: Any, monkeypatch: Any) -> None:
    """The house may run while its town is made: then the doorbell of the sealed box wakes a worker."""
    honest = counting.count_envelope
    workers: list[Timer] = []

    def another_was_first(envelope_id: int, *rest: Any) -> None:
        workers.append(Timer(0.5, lambda: (honest(envelope_id, *rest), connection.close())))
        workers[-1].start()

    monkeypatch.setattr(counting, "count_envelope", another_was_first)
    count_out(voting, voting.closes_at)
    for worker in workers:
        worker.join()
    assert voting.state == State.COUNTED
    assert len(workers) == voting.envelopes.count()
