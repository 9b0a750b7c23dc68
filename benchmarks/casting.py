"""Many vote at once while others read; then the box is closed in the middle of it and no ballot is lost.

python scripts/with_services.py --durable --scratch python -m benchmarks.casting [--seconds 20]

Four scenes over loopback, each ending by itself: ballots alone; result and project pages alone; both
together; both together while the round closes and is sealed. In the last one each voter is given her receipt
with the answer (the API), and afterwards each receipt is looked up in the published tree.
"""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.casting_scenes import Closing, Spell

DATABASE = "gwangjang_casting"
RESULTS = Path(__file__).parent / "results"
RATE, CPU = 150, 8.0  # ballots per second while others read; CPU milliseconds of a ballot
HEAD = (
    "| scene | seconds | ballots/s | p50 ms | p95 ms | pages/s | p95 ms | failed | app CPU s "
    "| database CPU s | the load's CPU s |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
)


@dataclass(frozen=True)
class Figures:
    alone: Spell
    pages: Spell
    both: Spell
    closing: Closing

    @property
    def per_ballot(self) -> float:
        """CPU milliseconds of a ballot where nobody reads."""
        return self.alone.cpu / self.alone.ballots

    @property
    def per_ballot_beside(self) -> float:
        """The same while others read: what is left without the price of their pages."""
        page = self.pages.cpu / self.pages.reads
        return (self.both.cpu - page * self.both.reads) / self.both.ballots

    def verdicts(self) -> list[tuple[str, bool]]:
        closing, rate = self.closing, self.both.rate
        failures = self.alone.failures + self.pages.failures + self.both.failures + closing.failures
        return [
            (
                f"{rate:.0f} ballots/s while others read; all of it had {self.both.cores:.2f} of "
                f"{os.cpu_count()} cores; wanted at least {RATE}",
                rate >= RATE,
            ),
            (
                f"{self.per_ballot:.1f} CPU ms (app and database) per ballot alone, "
                f"{self.per_ballot_beside:.1f} while others read; wanted at most {CPU:g}",
                self.per_ballot <= CPU,
            ),
            (
                f"closing: {closing.accepted:,} ballots got a receipt, {closing.missing} of these are not in "
                f"the sealed tree of {closing.leaves:,} leaves ({closing.before:,} were there before); "
                f"{closing.late} were accepted that were sent after closing, {closing.refused:,} refused",
                closing.is_whole and closing.accepted > 0 and closing.refused > 0,
            ),
            (f"{len(failures)} other answers {failures[:3] or ''}".strip(), not failures),
        ]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.casting", description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=20, help="of each scene")
    parser.add_argument("--rows", type=int, default=10_000, help="ballots in the box before; rows per noun")
    parser.add_argument("--dry", action="store_true", help="write no file")
    wish = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server and the database go with us
    if not os.environ.get("DATABASE_URL"):
        raise SystemExit('Needs PostgreSQL and Valkey: make bench ARGS="--parts casting"')
    os.environ["DATABASE_NAME"] = DATABASE
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    import django

    django.setup()
    import portal.celery  # noqa: F401  (so that events ring at our broker)

    logging.getLogger("psycopg.pool").setLevel(logging.ERROR)
    from benchmarks import house

    with house.scratch_database(DATABASE):
        text, good = run(wish.seconds, wish.rows)
    print(f"\n{text}")
    if not wish.dry:
        where = RESULTS / f"casting-{datetime.now(UTC):%Y-%m-%d}.md"
        where.write_text(text)
        print(f"written to {where}")
    return 0 if good else 1


def run(seconds: int, rows: int) -> tuple[str, bool]:
    from django.core.management import call_command

    from benchmarks import casting_scenes, filling, report
    from portal import clock

    call_command("migrate", verbosity=0)
    town = filling.found(clock.now())
    print(f"filling {rows:,} rows per noun …", file=sys.stderr, flush=True)
    filling.grow(town, rows)
    figures = Figures(*casting_scenes.play(town, seconds))
    found = figures.verdicts()
    said = [f"- {'met' if good else '**MISSED**'}: {text}" for text, good in found]
    spells = [figures.alone, figures.pages, figures.both, figures.closing.spell]
    loads = [spell.load for spell in spells]
    parts = [
        f"# Casting under load, {datetime.now(UTC):%Y-%m-%d}",
        "Every ballot is another person's; a ballot counts only when the open box grew by it. Readers look "
        "at the result page and the project pages of an election that is over. The load comes from one "
        "process on the same machine.",
        f"{report.machine()}\n- load average {min(loads):.1f} to {max(loads):.1f}",
        "\n".join([HEAD, *map(str, spells)]),
        "\n".join(said),
    ]
    return "\n\n".join(parts) + "\n", all(good for _, good in found)


if __name__ == "__main__":
    sys.exit(main())
