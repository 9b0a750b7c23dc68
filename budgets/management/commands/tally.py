"""manage.py tally ROUND: count a sealed round again, compare with what is kept, or with other rules.

manage.py tally ROUND                          has the kept result the same bytes?
manage.py tally ROUND --rule RULE.json         who would win by another rule
manage.py tally ROUND [--rule …] --compare     well-known rules side by side on the same ballots
"""

import json
from argparse import ArgumentParser
from fractions import Fraction
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from budgets import counting
from budgets.models import Envelope, Round, Tally
from budgets.sealed import Altered
from budgets.signing import fingerprint
from budgets.tally import Rule, RuleError
from budgets.tally.check import as_version
from budgets.tally.compare import Column, side_by_side, usual
from budgets.tally.rule import from_json
from portal.audit import chain

BAR = 30
HEAD = f"{'rule':<30}{'winners':>8}{'spent %':>9}{'nobody %':>10}{'mean':>7}{'slighted':>9}  other winners"


class Command(BaseCommand):
    help = "Count a sealed round again and say whether the kept result has the same bytes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("round", help="public id of the round, as in its address")
        parser.add_argument("--rule", type=Path, help="count by this rule record (JSON) instead, to compare")
        parser.add_argument("--compare", action="store_true", help="well-known rules side by side")

    def handle(self, *args: Any, round: str, rule: Path | None, compare: bool, **options: Any) -> None:
        found = Round.objects.filter(public_id=round).first()
        if found is None:
            raise CommandError(f"There is no round {round}.")
        if found.sealed_at is None:
            raise CommandError("The box is not sealed yet: nobody may count.")
        other = self._other(rule)
        for envelope in found.envelopes.select_related("round"):
            declared = other or envelope.revealed_rule()
            try:
                if compare:
                    self._compare(envelope, declared)
                else:
                    self._count(envelope, declared, other is None)
            except (RuleError, Altered) as error:
                raise CommandError(f"{envelope.name}: {error}") from error

    def _other(self, path: Path | None) -> Rule | None:
        try:
            return from_json(json.loads(path.read_text("utf-8"))) if path else None
        except (OSError, ValueError, RuleError) as error:
            raise CommandError(f"{path}: {error}") from error

    def _count(self, envelope: Envelope, rule: Rule, is_declared: bool) -> None:
        result = counting.result_of(envelope, rule, self._runs, self._reading(envelope))
        self._clear()
        winners = ", ".join(row["project"] for row in result["winners"])
        funded = f"{len(result['winners'])} funded: {winners}"
        self.stdout.write(f"{envelope.name}: {result['voters']} ballots, {funded}")
        kept = Tally.objects.filter(envelope=envelope, state=Tally.State.DONE).first()
        if kept is not None and kept.result is not None and is_declared:
            again = as_version(counting.fits_kept(result, kept.result), kept.result)
            same = fingerprint(again) == kept.sha256
            verdict = "The kept result has the same bytes." if same else "THE KEPT RESULT IS DIFFERENT."
            self.stdout.write(verdict)
            self._trail(kept.result)

    def _trail(self, kept: dict[str, Any]) -> None:
        """A result names the end of the audit trail as it was; a trail that lost it was cut or rewritten."""
        head = kept.get("election", {}).get("audit")
        if head is not None:
            holds = chain.reaches(head)
            said = "still has the entry" if holds else "NO LONGER HAS THE ENTRY"
            self.stdout.write(f"The audit trail {said} that the result names.")

    def _compare(self, envelope: Envelope, declared: Rule) -> None:
        """`nobody %`: voters who get none of their choices; `slighted`: claims by EJR+ passed over."""
        instance = counting.instance_of(envelope, self._reading(envelope))
        self._clear()
        self.stdout.write(f"{envelope.name}: {instance.voters} ballots\n{HEAD}")
        first: Column | None = None
        for column in side_by_side(instance, usual(declared), self._named_runs):
            self._clear()
            first = first or column
            gained = sorted(set(column.result.winners) - set(first.result.winners))
            names = ", ".join(instance.projects[index].id for index in gained)
            self.stdout.write(_line(column, instance.budget) + f"  {names}")

    def _reading(self, envelope: Envelope) -> counting.Reading:
        total = envelope.ballots_total or envelope.sealed.count()
        return lambda ballots: self._show(f"{_bar(ballots, total)} {ballots:,} ballots read")

    def _runs(self, step: int, wallet: Fraction) -> None:
        self._show(f"run {step}, wallet {wallet.numerator // wallet.denominator:,}")

    def _named_runs(self, name: str, step: int, wallet: Fraction) -> None:
        self._show(f"{name}: run {step}")

    def _show(self, words: str) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"\r{words:<70}", str, ending="")  # str: no error, so not in red

    def _clear(self) -> None:
        if self.stderr.isatty():
            self.stderr.write("\r" + " " * 70 + "\r", str, ending="")


def _bar(done: int, total: int) -> str:
    full = BAR * done // max(total, 1)
    return "█" * full + "·" * (BAR - full)


def _line(column: Column, budget: int) -> str:
    result, fairness = column.result, column.fairness
    return (
        f"{column.name:<30}{len(result.winners):>8}{100 * result.cost / max(budget, 1):>9.1f}"
        f"{float(100 * fairness.excluded_share):>10.1f}{float(fairness.mean_winners):>7.2f}"
        f"{len(fairness.slighted):>9}"
    )
