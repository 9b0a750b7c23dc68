"""manage.py import_pb FILE: show a past election in the portal, counted by our own engine."""

import json
from argparse import ArgumentParser
from fractions import Fraction
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import get_language

from budgets.importing import Source, import_election, source_of
from budgets.models import Round
from budgets.tally import PbError, Rule, RuleError
from budgets.tally.rule import from_json
from portal import clock
from portal.refusals import Refused

WIDTH = 30


class Command(BaseCommand):
    help = "Import a Pabulib file (.pb) as a past round and count it by the rule that it names."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--rule", type=Path, help="count by this rule record (JSON) instead")

    def handle(self, *args: Any, file: Path, rule: Path | None, **options: Any) -> None:
        source = self._source(file, self._rule(rule))
        try:
            round_ = import_election(source, clock.now(), self._written, self._counted)
        except ValueError as error:
            raise CommandError(f"{file}: {error}") from error
        self._bar("")
        self._report(round_, source)

    def _source(self, file: Path, rule: Rule | None) -> Source:
        try:
            return source_of(file.name, file.read_bytes(), rule)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        except PbError as error:
            raise CommandError(f"{file}: {error.text((get_language() or 'ko')[:2])}") from error
        except Refused as refused:
            hint = " (--rule FILE.json)" if refused.refusal.code == "rule" else ""
            raise CommandError(f"{file}: {refused.refusal.sentence}{hint}") from refused

    def _rule(self, path: Path | None) -> Rule | None:
        try:
            return from_json(json.loads(path.read_text("utf-8"))) if path else None
        except (OSError, ValueError, RuleError) as error:
            raise CommandError(f"{path}: {error}") from error

    def _written(self, done: int, total: int) -> None:
        filled = WIDTH * done // total
        self._bar(f"[{'#' * filled}{'.' * (WIDTH - filled)}] {done:,} / {total:,}")

    def _counted(self, step: int, wallet: Fraction) -> None:
        if step % 5 == 0:
            self._bar(f"counting, run {step}, wallet {wallet.numerator // wallet.denominator}")

    def _bar(self, text: str) -> None:
        """One line that is written over; only where somebody looks."""
        if self.stderr.isatty():
            self.stderr.write(f"\r\033[K{text}", str, ending="")  # str: no error, so not in red

    def _report(self, round_: Round, source: Source) -> None:
        result = round_.envelopes.get().tally.result or {}
        winners = [row["project"] for row in result["winners"]]
        self.stdout.write(f"{round_.title}: {result['voters']} ballots, {len(winners)} projects funded.")
        official = source.election.selected
        if official:
            other = sorted(set(official) ^ set(winners))
            verdict = f"other projects ({', '.join(other)})." if other else "the same projects."
            self.stdout.write(f"The city funded {len(official)}: {verdict}")
        self.stdout.write(round_.get_absolute_url())
