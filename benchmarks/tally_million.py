"""A million ballots from the closing of the box to the published file: seconds and memory of each worker.

python scripts/with_services.py --durable --scratch python -m benchmarks.tally_million
    [--voters 1_000_000] [--projects 200] [--only "Equal Shares"]

Fills the open box of a scratch database, then starts one process after another, as the workers would be:
one seals, one counts (claims the tally, reads the rows, counts, replays, signs, keeps the result) by each
rule, one streams the export. Memory is the peak of that process; how far a count has come is read from
outside, from the row that the staff's page shows.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

DATABASE = "gwangjang_million"
ROOT = Path(__file__).resolve().parent.parent
SECONDS, MEGABYTES = 30, 1024  # what a count may take
HEAD = (
    "| work | of the portal: CPU s | of PostgreSQL: CPU s | wall s | peak MB | longest silence s | parts |\n"
    "|---|--:|--:|--:|--:|--:|---|"
)


@dataclass(frozen=True)
class Row:
    """What one process took. `said`: what it tells of itself (tally_million_work.py)."""

    name: str
    is_count: bool
    wall: float
    database: float
    silence: float | None
    said: dict[str, Any]

    @property
    def is_met(self) -> bool:
        """By the clock, as somebody waits for it; neighbours on the machine count against us."""
        return not self.is_count or (self.wall <= SECONDS and self.said["megabytes"] <= MEGABYTES)

    @property
    def is_met_alone(self) -> bool:
        """By CPU seconds of portal and PostgreSQL: what the clock could say with a core for itself."""
        return not self.is_count or self.said["cpu"] + self.database <= SECONDS

    def __str__(self) -> str:
        silence = "–" if self.silence is None else f"{self.silence:.1f}"
        cells = [self.name, f"{self.said['cpu']:.1f}", f"{self.database:.1f}", f"{self.wall:.1f}"]
        cells += [f"{self.said['megabytes']:,}", silence, self.said["parts"]]
        return f"| {' | '.join(cells)} |"


def main() -> int:
    wish = _arguments()
    if not os.environ.get("DATABASE_URL"):
        raise SystemExit('Needs PostgreSQL: make bench ARGS="--parts million"')
    os.environ["DATABASE_NAME"] = DATABASE
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    import django

    django.setup()
    from benchmarks import house

    print(HEAD, flush=True)
    rows = []
    with house.scratch_database(DATABASE):
        for row in _rows(wish):
            print(row, flush=True)
            rows.append(row)
        text = _page(wish, rows)
    print(text.rpartition("\n\n")[2])
    if not wish.only and not wish.dry:
        where = ROOT / "benchmarks" / "results" / f"tally-million-{datetime.now(UTC):%Y-%m-%d}.md"
        where.write_text(text)
    return 0 if all(row.is_met for row in rows) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.tally_million", description=__doc__.splitlines()[0]
    )
    number = {"type": lambda word: int(word.replace("_", ""))}
    parser.add_argument("--voters", default=1_000_000, **number)
    parser.add_argument("--projects", default=200, **number)
    parser.add_argument("--only", default="", help="rules whose name contains this; writes no file")
    parser.add_argument("--dry", action="store_true", help="write no file")
    return parser.parse_args()


def _rows(wish: argparse.Namespace) -> Any:
    from django.core.management import call_command

    from benchmarks import tally_million_work as work

    call_command("migrate", verbosity=0)
    envelope = work.fill(wish.voters, wish.projects)
    print(f"{wish.voters:,} ballots lie in the open box", file=sys.stderr, flush=True)
    yield _measured("sealing", "seal", envelope)
    for name in work.RULES:
        if wish.only.lower() in name.lower():
            work.ready_to_count(envelope)
            yield _measured(name, "count", envelope, name)
    yield _measured("export (.pb), streamed", "export", envelope)


def _measured(name: str, what: str, envelope: Any, *more: str) -> Row:
    """One process of its own; how often it is heard of is watched from here."""
    from benchmarks import house
    from benchmarks.meter import Meter

    meter = Meter({"database": house.postmaster()})
    meter.start()
    begun = time.monotonic()
    command = [sys.executable, "-m", "benchmarks.tally_million_work", what, str(envelope.pk), *more]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as worker:
        silence = _silence(worker, envelope) if what == "count" else None
        out, _ = worker.communicate()
    wall = time.monotonic() - begun
    if worker.returncode:
        raise SystemExit(f"{name}: the process failed ({worker.returncode})")
    spent = meter.stop()["database"] / 1000
    said = json.loads(out.splitlines()[-1])
    return Row(name, what == "count", said.pop("wall", wall), spent, silence, said)


def _silence(worker: subprocess.Popen[str], envelope: Any) -> float:
    """The longest time in which the row that staff watch said nothing new."""
    from budgets.models import Tally

    heard, longest, last = time.monotonic(), 0.0, None
    while worker.poll() is None:
        time.sleep(0.25)
        row = Tally.objects.filter(envelope=envelope).values_list("state", "touched_at").get()
        if row[0] == "waiting":  # the process is only starting
            heard = time.monotonic()
        elif row != last:
            last, longest, heard = row, max(longest, time.monotonic() - heard), time.monotonic()
    return longest


def _page(wish: argparse.Namespace, rows: list[Row]) -> str:
    from benchmarks import report

    parts = [
        f"# {wish.voters:,} voters × {wish.projects} projects, {datetime.now(UTC):%Y-%m-%d}",
        "Each line is one process, as a worker does it. A count: claim, read the rows, count, replay by the "
        "second path, digest, sign, keep. Memory is the peak of the process, Django included. Silence: how "
        "long the row that the staff's page shows did not change while counting.",
        f"{report.machine()}\n- load average {os.getloadavg()[0]:.1f}",
        "\n".join([HEAD, *map(str, rows)]),
        f"Wanted of every count: at most {SECONDS} s by the clock and {MEGABYTES:,} MB: "
        f"{_verdict([row.name for row in rows if not row.is_met])} "
        "By CPU seconds (portal and PostgreSQL) alone: "
        f"{_verdict([row.name for row in rows if not row.is_met_alone])}\n",
    ]
    return "\n\n".join(parts)


def _verdict(missed: list[str]) -> str:
    return f"**missed** by {'; '.join(missed)}." if missed else "met."


if __name__ == "__main__":
    sys.exit(main())
