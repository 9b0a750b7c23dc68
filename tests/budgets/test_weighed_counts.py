"""What a committee and a survey gave, counted with the ballots and told to everybody."""

import json
from fractions import Fraction
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import translation

from budgets import actions, counting
from budgets.models import Appraisal, Tally
from budgets.tally.__main__ import main
from portal import clock
from portal.frontend import words
from tests.budgets.scores import COMMITTEE, SURVEY, desk_of

pytestmark = pytest.mark.django_db


def test_the_count_and_its_files_hold_and_anyone_can_repeat_it(
    client: Any, told: Any, page: Any, tmp_path: Any, capsys: Any
) -> None:
    result = told.tally.result
    votes = {"1": 2, "2": 1, "3": 0, "4": 0, "5": 1}
    given = ((60, votes), (30, COMMITTEE), (10, SURVEY))
    by_hand = {
        one: sum(weight * Fraction(row[one]) / sum(map(Fraction, row.values())) for weight, row in given)
        for one in votes
    }
    assert {row["project"]: 100 * Fraction(row["blend"]) for row in result["projects"]} == by_hand
    call_command("tally", told.round.public_id)
    assert "The kept result has the same bytes." in capsys.readouterr().out
    for name in ("ballots_pb", "rule_json", "panels_json", "result_json"):
        answer = client.get(page(told, name))
        (tmp_path / name).write_bytes(
            b"".join(answer.streaming_content) if answer.streaming else answer.content
        )
    words = [str(tmp_path / "ballots_pb"), "--panels", str(tmp_path / "panels_json")]
    assert main([*words, "--rule", str(tmp_path / "rule_json")]) == 0
    again = json.loads(capsys.readouterr().out)
    assert (again["input_sha256"], again["winners"]) == (result["input_sha256"], result["winners"])
    assert main([*words, "--check", str(tmp_path / "result_json")]) == 0


def test_the_result_explains_every_panels_part(client: Any, told: Any, page: Any) -> None:
    text = client.get(page(told, "results")).text
    assert "주민투표(주민의 표) 60%, 위원회 30%, 설문 10%" in text
    assert "7,654,321 → " in text
    assert "주민참여예산위원회 제3차 회의" in text
    assert "500명 응답" in text
    assert f">{words.day(clock.today())}</time>" in text
    with translation.override("en"):
        told_in_english = client.get(page(told, "results"), headers={"accept-language": "en"}).text
        assert f">{words.day(clock.today())}</time>" in told_in_english
    assert "합친 점수 순위 2위" in text
    assert "회의록.pdf" in text
    assert Appraisal.objects.first().files.get().get_absolute_url() in text
    assert client.get(Appraisal.objects.first().files.get().get_absolute_url()).status_code == 200
    csv = client.get(page(told, "projects_csv")).text
    assert "위원회 몫" in csv
    assert "7654321" in csv
    keys = [told.round.public_id, told.public_id]
    rows = client.get(reverse("budgets_api:projects", args=keys)).json()
    assert set(rows[0]["shares"]) == {"주민투표", "위원회", "설문"}
    for name in ("results_check", "results_share", "results_compare", "results_what_if", "data"):
        assert client.get(page(told, name)).status_code == 200
    assert "panels.json" in client.get(page(told, "data")).text


def test_what_if_moves_each_panels_weight(told: Any, client: Any, page: Any) -> None:
    from budgets import analysing
    from budgets.models import Analysis

    actions.ask_for_analyses(envelope_id=told.pk, at=clock.now())
    for kind in Analysis.Kind.values:
        analysis = Analysis.objects.get(envelope=told, kind=kind)
        assert not analysing.work(analysis.pk, clock.now)
        analysis.refresh_from_db()
        assert analysis.state == "done", (kind, analysis.trouble)
    assert "위원회 +10%p" in client.get(page(told, "results_what_if")).text


def test_pages_about_scores_ask_the_database_a_bounded_number_of_questions(
    client_of: Any, client: Any, told: Any, admin: Any, page: Any, django_assert_max_num_queries: Any
) -> None:
    staff, desk = client_of(admin), reverse("budgets_staff:appraisals", args=[told.round.public_id])
    addresses = [desk, desk_of("appraisal", told, 1), desk_of("appraisal_keying", told, 1)]
    for one in addresses:
        staff.get(one)
        with django_assert_max_num_queries(22):
            assert staff.get(one).status_code == 200
    client.get(page(told, "results"))
    with django_assert_max_num_queries(18):
        assert client.get(page(told, "results")).status_code == 200


def test_other_rules_have_no_scores_to_show(client: Any, published: Any, city: Any, page: Any) -> None:
    assert client.get(page(city, "panels_json")).status_code == 404
    assert "합친 점수" not in client.get(page(city, "results")).text


def test_a_rehearsal_invents_the_scores(weighing: Any, admin: Any) -> None:
    copy = actions.make_sandbox(
        actor=admin, round_id=weighing.round_id, voters=40, seed="abc", at=clock.now()
    )
    twin = copy.envelopes.get(name="시 전체")
    counting.count_envelope(twin.pk, clock.now(), clock.now)
    tally = Tally.objects.get(envelope=twin)
    assert tally.state == "done", tally.trouble
    assert set(tally.result["panels"]) == {"위원회", "설문"}
    actions.delete_sandbox(actor=admin, round_id=copy.pk, at=clock.now())
