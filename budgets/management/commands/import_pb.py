"""manage.py import_pb FILE: show a past election in the portal, counted by our own engine."""

import json
from argparse import ArgumentParser
from fractions import Fraction
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import get_language

from budgets.importing import import_election
from budgets.models import Round
from budgets.tally import PbError, Rule, RuleError
from budgets.tally.meta import rule_of
from budgets.tally.pb import Election, read
from budgets.tally.rule import from_json
from portal import clock


class Command(BaseCommand):
    help = "Import a Pabulib file (.pb) as a past round and count it by the rule that it names."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--rule", type=Path, help="count by this rule record (JSON) instead")

    def handle(self, *args: Any, file: Path, rule: Path | None, **options: Any) -> None:
        origin = f"Pabulib · {file.name}"
        if Round.objects.filter(origin=origin).exists():
            raise CommandError(f"{file.name} is already in the portal.")
        election = self._read(file)
        round_ = import_election(election, self._rule(election, rule), origin, clock.now(), self._progress)
        self._report(round_, election)

    def _read(self, file: Path) -> Election:
        try:
            election = read(file.read_bytes())
            election.instance()
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        except PbError as error:
            raise CommandError(f"{file}: {error.text((get_language() or 'ko')[:2])}") from error
        return election

    def _rule(self, election: Election, path: Path | None) -> Rule:
        try:
            found = from_json(json.loads(path.read_text("utf-8"))) if path else rule_of(election.meta)
        except (OSError, ValueError, RuleError) as error:
            raise CommandError(f"{path}: {error}") from error
        if found is None:
            named = election.meta.get("rule", "?")
            raise CommandError(
                f"The file names the rule “{named}”, which cannot be counted: give one with --rule."
            )
        return found

    def _progress(self, step: int, wallet: Fraction) -> None:
        if self.stderr.isatty() and step % 5 == 0:
            whole = wallet.numerator // wallet.denominator
            self.stderr.write(f"\rcounting, run {step}, wallet {whole}", ending="")

    def _report(self, round_: Round, election: Election) -> None:
        result = round_.envelopes.get().tally.result or {}
        winners = [row["project"] for row in result["winners"]]
        self.stdout.write(f"{round_.title}: {result['voters']} ballots, {len(winners)} projects funded.")
        official = election.selected
        if official:
            other = sorted(set(official) ^ set(winners))
            verdict = f"other projects ({', '.join(other)})." if other else "the same projects."
            self.stdout.write(f"The city funded {len(official)}: {verdict}")
        self.stdout.write(round_.get_absolute_url())
