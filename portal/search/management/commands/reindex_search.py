"""`manage.py reindex_search`: makes the index anew from what the rooms say, without emptying it first."""

from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal import clock, search
from portal.search import indexing
from portal.search.models import Document

EVERY = 200


class Command(BaseCommand):
    help = "Renews all search documents (or those of --kind) and sends them through the analyser once more."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--kind", choices=search.kinds() or None, help="only this kind of thing")

    def handle(self, *args: Any, **options: Any) -> None:
        kinds = [options["kind"]] if options["kind"] else search.kinds()
        if not kinds:
            raise CommandError("No room has registered anything to find.")
        started = clock.now()
        for kind in kinds:
            self._renew(kind)
        waiting = sum(indexing.unanalyse(kind, started) for kind in kinds)
        self.stdout.write(f"{waiting} documents wait for the analyser again.")

    def _renew(self, kind: str) -> None:
        refs = _refs(kind)
        found = 0
        for done, ref in enumerate(refs, start=1):
            found += indexing.renew(kind, ref)
            if done % EVERY == 0 or done == len(refs):
                self.stdout.write(
                    f"{kind}: {done}/{len(refs)} ({100 * done // len(refs)} %), {found} findable"
                )
                self.stdout.flush()


def _refs(kind: str) -> list[str]:
    """Everything the room has, and everything we know: what is gone from the room must leave the index
    too."""
    known: Iterable[str] = Document.objects.filter(kind=kind).values_list("ref", flat=True)
    source = search.source(kind)
    listed = source.refs() if source and source.refs else ()
    return sorted({*known, *listed})
