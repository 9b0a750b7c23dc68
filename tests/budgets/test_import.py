"""Real elections in the portal: the city's own winners, and a sentence for every broken file."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from budgets.models import Round, SealedBallot

pytestmark = pytest.mark.django_db


def test_wieliczka_gives_the_thirty_projects_that_the_city_funded(
    pb_dir: Path, client: Any, capsys: Any
) -> None:
    call_command("import_pb", pb_dir / "Poland_Wieliczka_2023_Green_Budget.pb")
    said = capsys.readouterr().out
    assert "6586 ballots, 30 projects funded" in said
    assert "The city funded 30: the same projects." in said
    round_ = Round.objects.get()
    assert SealedBallot.objects.count() == 6586
    envelope = round_.envelopes.get()
    text = client.get(f"{envelope.get_absolute_url()}results/").content.decode()
    assert "PLN" in text
    assert client.get(round_.get_absolute_url()).context["turnout"] == 6586


def test_an_election_is_imported_once(pb_dir: Path) -> None:
    call_command("import_pb", pb_dir / "Netherlands_Assen_2024.pb")
    with pytest.raises(CommandError, match="이미 가져왔습니다"):
        call_command("import_pb", pb_dir / "Netherlands_Assen_2024.pb")


def test_a_rule_that_only_its_city_knows_must_be_given(pb_dir: Path, tmp_path: Path) -> None:
    file = pb_dir / "Switzerland_Zurich_S5.pb"
    with pytest.raises(CommandError, match="--rule"):
        call_command("import_pb", file)
    rule = tmp_path / "rule.json"
    rule.write_text('{"method": "greedy"}')
    call_command("import_pb", file, rule=rule)
    assert Round.objects.count() == 1


def test_a_broken_file_is_refused_with_line_and_reason(tmp_path: Path) -> None:
    broken = tmp_path / "broken.pb"
    broken.write_text(
        "META\nkey;value\nbudget;many\nvote_type;approval\nPROJECTS\nproject_id;cost\n1;5\nVOTES\nvoter_id;vote\n1;1\n"
    )
    with pytest.raises(CommandError, match="3번째 줄: budget"):
        call_command("import_pb", broken)
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_pb", tmp_path / "nowhere.pb")
    assert not Round.objects.exists()
