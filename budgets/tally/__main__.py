"""Count a published file on any machine with Python: no portal, no settings, no database.

python -m budgets.tally FILE.pb --rule RULE.json        winners in order, with exact prices, as JSON
python -m budgets.tally FILE.pb                         by the rule that the file itself names
python -m budgets.tally FILE.pb --check RESULT.json     count again, compare all that a result says
python -m budgets.tally FILE.pb --rule RULE.json --check RESULT.json     ... and that it is by this rule
python -m budgets.tally FILE.pb --rule RULE.json --panels PANELS.json    with the scores of weighted panels
"""

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from . import pb, report
from .check import faults
from .count import count
from .instance import Instance
from .meta import rule_of
from .pb_errors import PbError
from .replay import verify
from .rule import Rule, from_json
from .rule_parts import RuleError, panels_of


class Unreadable(ValueError):
    """A file is no JSON; says which and why."""


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0 when counted (or when the checked result holds), 1 when not, 2 for unusable input."""
    options = _options(arguments)
    try:
        election = pb.read(options.file.read_bytes())
        instance = _instance(election, options.panels)
        if options.check:
            given = None if options.rule is None else _rule(options.rule, election)
            return _check(instance, _read(options.check), given)
        rule = _rule(options.rule, election)
        result = count(instance, rule)
    except (OSError, PbError, RuleError, Unreadable) as error:
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
    parser.add_argument("--check", type=Path, help="a published result to compare with a new count")
    return parser.parse_args(arguments)


def _instance(election: pb.Election, panels: Path | None) -> Instance:
    instance = election.instance()
    if panels is None:
        return instance
    return replace(instance, panels=panels_of(_read(panels), [one.id for one in instance.projects]))


def _rule(path: Path | None, election: pb.Election) -> Rule:
    if path is not None:
        return from_json(_read(path))
    named = rule_of(election.meta)
    if named is None:
        raise RuleError("rule", "the file names no rule that can be counted; give one with --rule")
    return named


def _read(path: Path) -> Any:
    """The JSON of a file. A number of five thousand digits and lists a hundred thousand deep are none."""
    try:
        return json.loads(path.read_text("utf-8"))
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"{path}: this is no JSON that can be read ({error})") from None


def _check(instance: Instance, data: Any, rule: Rule | None) -> int:
    found = faults(instance, data, rule)
    for sentence in found:
        print(f"The result does not hold: {sentence}", file=sys.stderr)
    if found:
        return 1
    print("The result holds: counting these ballots again by its rule gives all that it says.")
    if "election" in data:
        print("Which election it is of, only its signature can vouch for: check that as well.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
