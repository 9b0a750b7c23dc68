"""manage.py tally ROUND: count a sealed round again and compare with what is kept."""

import json
from argparse import ArgumentParser
from fractions import Fraction
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from budgets import counting
from budgets.models import Envelope, Round, Tally
from budgets.signing import fingerprint
from budgets.tally import Rule, RuleError
from budgets.tally.rule import from_json


class Command(BaseCommand):
    help = "Count a sealed round again and say whether the kept result has the same bytes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("round", help="public id of the round, as in its address")
        parser.add_argument("--rule", type=Path, help="count by this rule record (JSON) instead, to compare")

    def handle(self, *args: Any, round: str, rule: Path | None, **options: Any) -> None:
        found = Round.objects.filter(public_id=round).first()
        if found is None:
            raise CommandError(f"There is no round {round}.")
        if found.sealed_at is None:
            raise CommandError("The box is not sealed yet: nobody may count.")
        other = self._other(rule)
        for envelope in found.envelopes.select_related("round"):
            self._count(envelope, other)

    def _other(self, path: Path | None) -> Rule | None:
        try:
            return from_json(json.loads(path.read_text("utf-8"))) if path else None
        except (OSError, ValueError, RuleError) as error:
            raise CommandError(f"{path}: {error}") from error

    def _count(self, envelope: Envelope, other: Rule | None) -> None:
        rule = other or envelope.tally_rule(envelope.round.lot_seed)
        result = counting.result_of(envelope, rule, self._progress)
        winners = ", ".join(row["project"] for row in result["winners"])
        funded = f"{len(result['winners'])} funded: {winners}"
        self.stdout.write(f"{envelope.name}: {result['voters']} ballots, {funded}")
        kept = Tally.objects.filter(envelope=envelope, state=Tally.State.DONE).first()
        if kept is not None and other is None:
            same = fingerprint(result) == kept.sha256
            verdict = "The kept result has the same bytes." if same else "THE KEPT RESULT IS DIFFERENT."
            self.stdout.write(verdict)

    def _progress(self, step: int, wallet: Fraction) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"\rrun {step}", ending="")
