"""manage.py analyse ROUND: work out at once what the workers would work out about a counted round."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from budgets import actions, analysing
from budgets.models import Analysis, Round, Tally
from portal import clock


class Command(BaseCommand):
    help = "Compare rules, seek missing votes, vary the budget, resample the ballots of a counted round."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("round", help="public id of the round, as in its address")

    def handle(self, *args: Any, round: str, **options: Any) -> None:
        found = Round.objects.filter(public_id=round).first()
        if found is None:
            raise CommandError(f"There is no round {round}.")
        counted = Tally.objects.filter(envelope__round=found, state=Tally.State.DONE)
        if not counted.exists():
            raise CommandError("Nothing of this round is counted yet.")
        for envelope_id in counted.values_list("envelope_id", flat=True):
            actions.ask_for_analyses(envelope_id=envelope_id, at=clock.now())
        for analysis in Analysis.objects.filter(envelope__round=found).order_by("pk"):
            self._work(analysis)

    def _work(self, analysis: Analysis) -> None:
        analysing.work(analysis.pk, clock.now, seconds=float("inf"), progress=self._progress)
        analysis.refresh_from_db()
        self.stdout.write(
            f"{analysis.kind}: {analysis.state}, {analysis.done}/{analysis.total} {analysis.trouble}".strip()
        )

    def _progress(self, done: int, total: int) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"\r{done}/{total} ", str, ending="")  # str: no error, so not in red
