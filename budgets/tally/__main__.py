"""Count a published file on any machine with Python: no portal, no settings, no database.

python -m budgets.tally FILE.pb --rule RULE.json        winners in order, with exact prices, as JSON
python -m budgets.tally FILE.pb                         by the rule that the file itself names
python -m budgets.tally FILE.pb --check RESULT.json     replay a published result
python -m budgets.tally FILE.pb --rule RULE.json --panels PANELS.json    with the scores of weighted panels
"""

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from . import pb, report
from .count import count
from .instance import Instance
from .meta import rule_of
from .pb_errors import PbError
from .replay import Mismatch, verify
from .replay_parts import require
from .rule import Rule, from_json
from .rule_parts import RuleError, panels_of


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0 when counted (or when the checked result holds), 1 when not, 2 for unusable input."""
    options = _options(arguments)
    try:
        election = pb.read(options.file.read_bytes())
        instance = _instance(election, options.panels)
        if options.check:
            return _check(instance, json.loads(options.check.read_text("utf-8")))
        rule = _rule(options.rule, election)
        result = count(instance, rule)
    except (OSError, PbError, RuleError, json.JSONDecodeError) as error:
        print(error, file=sys.stderr)
        return 2
    verify(instance, rule, result)
    print(json.dumps(report.to_json(instance, rule, result), ensure_ascii=False, indent=2))
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m budgets.tally", description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path, help="ballots in the Pabulib format")
    parser.add_argument("--rule", type=Path, help="the rule record (JSON); default: what the file names")
    parser.add_argument(
        "--panels", type=Path, help='scores beside the ballots: {"panel": {"1": 80, "2": "165/2"}}'
    )
    parser.add_argument("--check", type=Path, help="a published result to replay instead of counting")
    return parser.parse_args(arguments)


def _instance(election: pb.Election, panels: Path | None) -> Instance:
    instance = election.instance()
    if panels is None:
        return instance
    given = json.loads(panels.read_text("utf-8"))
    return replace(instance, panels=panels_of(given, [project.id for project in instance.projects]))


def _rule(path: Path | None, election: pb.Election) -> Rule:
    if path is not None:
        return from_json(json.loads(path.read_text("utf-8")))
    named = rule_of(election.meta)
    if named is None:
        raise RuleError("rule", "the file names no rule that can be counted; give one with --rule")
    return named


def _check(instance: Instance, data: dict[str, Any]) -> int:
    try:
        instance = _with_claimed(instance, data)
        rule = from_json(data["rule"])
        verify(instance, rule, report.from_json(instance, data))
    except (KeyError, Mismatch) as error:
        print(f"The result does not hold: {error}", file=sys.stderr)
        return 1
    print("The result holds.")
    return 0


def _with_claimed(instance: Instance, data: dict[str, Any]) -> Instance:
    """A result by panels names their scores itself; with --panels they must be those of that file."""
    claimed = panels_of(data.get("panels", {}), [project.id for project in instance.projects])
    require(not instance.panels or dict(instance.panels) == claimed, "the panels gave other scores")
    counted = replace(instance, panels=claimed)
    require(not claimed or counted.digest == data["input_sha256"], "the panels' scores are not those counted")
    return counted


if __name__ == "__main__":
    sys.exit(main())
