"""`manage.py run_analyser`: the process that holds the Korean dictionary."""

import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from redis import RedisError

from portal.search import analyser, lemmas


class Command(BaseCommand):
    help = "Answers query analysis and fills the lemma index; ends cleanly on SIGTERM or SIGINT."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="only say whether an analyser is there (exit code)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            return self._check()
        stopped = _listen_for_the_end()
        try:
            kiwi = lemmas.load()
        except ImportError as error:
            raise CommandError(
                "kiwipiepy is not installed; search goes on by pairs of syllables alone."
            ) from error
        self.stdout.write("The analyser is ready.")
        self.stdout.flush()
        analyser.Analyser(kiwi).run(lambda: not stopped)
        return None

    def _check(self) -> None:
        try:
            alive = analyser.is_alive()
        except RedisError as error:
            raise CommandError(f"The broker does not answer: {error}") from error
        if not alive:
            raise CommandError("No analyser is running.")
        self.stdout.write("An analyser is running.")


def _listen_for_the_end() -> list[int]:
    """A list that is empty until a signal asks us to end."""
    stopped: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda got, _frame: stopped.append(got))
    return stopped
