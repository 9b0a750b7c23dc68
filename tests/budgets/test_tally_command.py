"""manage.py tally: a sealed round counted again, by its own rule and by others."""

import io
import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_rules_stand_side_by_side(published: Any, capsys: Any) -> None:
    call_command("tally", published.public_id, "--compare")
    said = capsys.readouterr().out
    for name in ("declared", "most votes per cost", "equal shares, add1", "Phragmén", "slighted"):
        assert name in said


def test_another_rule_is_counted_and_not_compared_with_what_is_kept(
    published: Any, tmp_path: Any, capsys: Any
) -> None:
    rule = tmp_path / "rule.json"
    rule.write_text(json.dumps({"method": "phragmen", "fit": "stop"}))
    call_command("tally", published.public_id, rule=rule)
    said = capsys.readouterr().out
    assert said.count("funded") == 2
    assert "same bytes" not in said


def test_who_watches_sees_how_far_it_is(published: Any) -> None:
    screen = Screen()
    call_command("tally", published.public_id, stdout=io.StringIO(), stderr=screen)
    assert "ballots read" in screen.getvalue()
    assert "█" in screen.getvalue()
    assert "run 1" in screen.getvalue()


def test_an_open_box_is_not_counted(voting: Any) -> None:
    with pytest.raises(CommandError, match="not sealed"):
        call_command("tally", voting.public_id, "--compare")


def test_a_rule_that_does_not_go_with_the_ballots_is_said(published: Any, tmp_path: Any) -> None:
    rule = tmp_path / "rule.json"
    rule.write_text('{"method": "borda"}')
    with pytest.raises(CommandError, match="ranked"):
        call_command("tally", published.public_id, rule=rule)
    rule.write_text('{"methud": "greedy"}')
    with pytest.raises(CommandError, match="methud"):
        call_command("tally", published.public_id, rule=rule)


def test_there_is_a_sentence_for_every_reason() -> None:
    """A rule may find a reason that the pages cannot say: then the result page would fall over."""
    import re
    from pathlib import Path

    from budgets import tally
    from budgets.results import SENTENCES

    folder = Path(tally.__file__).parent
    said = re.findall(r'Reason\(\s*"(\w+)"', "".join(path.read_text() for path in folder.glob("*.py")))
    assert len(set(said)) >= 15
    assert set(said) <= SENTENCES.keys()


def test_the_bar_is_no_error_and_not_in_red(published: Any) -> None:
    screen = Screen()
    call_command("tally", published.public_id, stdout=io.StringIO(), stderr=screen, force_color=True)
    assert "█" in screen.getvalue()
    assert "\x1b[" not in screen.getvalue()
