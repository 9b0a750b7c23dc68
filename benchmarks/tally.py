"""Our count against pabutools on the same ballots in the same run: CPU milliseconds, and the same winners.

python -m benchmarks.tally                      the table, written to benchmarks/results/tally-<date>.md
python -m benchmarks.tally --only Katowice      some files; writes nothing
python -m benchmarks.tally --every-rule         Add1, greedy and Phragmén as well (minutes of pabutools)

Both are given the ballots in memory: pabutools its parsed profile, we our merged ballots. pabutools counts
with fractions (its exact mode). Whoever funds other projects fails the run.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.tally_towns import town
from budgets.tally import Instance, Rule, count, pb, verify

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path(os.environ.get("PABULIB_DIR", ROOT.parent / "shared" / "pb"))
LARGE = 20_000  # approvals
WANTED = 500  # times as fast as pabutools, median over the large files
WARSAW = (61_668, 83)
REPEAT = 5
HEAD = (
    "| election | voters × projects | approvals | rule | ours ms | pabutools ms | times |\n"
    "|---|--:|--:|---|--:|--:|--:|"
)

SHARES = Rule(method="equal_shares", everything_if_affordable=False, completion="none")
OTHERS = {
    "equal shares by number": replace(SHARES, utility="cardinality"),
    "add1, exhaustive": replace(SHARES, completion="add1", exhaustive_stop=True),
    "greedy": Rule(everything_if_affordable=False),
    "Phragmén": Rule(method="phragmen", fit="stop", everything_if_affordable=False),
}


@dataclass(frozen=True)
class Row:
    name: str
    instance: Instance
    rule: str
    ours: float
    theirs: float | None

    @property
    def times(self) -> float:
        return (self.theirs or 0) / self.ours

    def __str__(self) -> str:
        size = f"{self.instance.voters:,} × {len(self.instance.projects)}"
        pabutools = "– | –" if self.theirs is None else f"{self.theirs:,.0f} | {self.times:,.0f}"
        cells = [self.name, size, f"{approvals(self.instance):,}", self.rule, f"{self.ours:,.2f}", pabutools]
        return f"| {' | '.join(cells)} |"


def approvals(instance: Instance) -> int:
    return sum(instance.votes)


def cpu(work: Callable[[], Any], repeat: int) -> tuple[float, Any]:
    """Median CPU milliseconds of this process, and what the work gave back."""
    spent, found = [], None
    for _ in range(repeat):
        begun = time.process_time()
        found = work()
        spent.append(1000 * (time.process_time() - begun))
    return statistics.median(spent), found


def ours(instance: Instance, rule: Rule, repeat: int = REPEAT) -> tuple[float, Any]:
    """A fresh instance each time, so that nothing is left over from the run before."""
    return cpu(lambda: count(Instance(instance.budget, instance.projects, instance.ballots), rule), repeat)


def compared(name: str, every_rule: bool) -> Iterator[Row]:
    from benchmarks.tally_pabutools import Pabutools

    path = FOLDER / f"{name}.pb"
    instance = pb.read(path.read_bytes()).instance()
    theirs = Pabutools(path, instance)
    rules = {"equal shares": SHARES}
    if theirs.has_points:
        rules = {"equal shares by points": replace(SHARES, utility="points")}
    elif every_rule:
        rules |= OTHERS
    for label, rule in rules.items():
        milliseconds, result = ours(instance, rule)
        spent, winners = cpu(lambda rule=rule: theirs.count(rule), 1)
        found = [instance.projects[index].id for index in result.winners]
        wanted = winners if rule.method == "equal_shares" else sorted(winners)
        if (found if rule.method == "equal_shares" else sorted(found)) != wanted:
            raise SystemExit(f"{name}, {label}: pabutools funds {wanted}, we fund {found}")
        verify(instance, rule, result)
        yield Row(name, instance, label, milliseconds, spent)


def large() -> list[str]:
    if not FOLDER.is_dir():
        raise SystemExit(f"The real elections (Pabulib) are not here: no folder {FOLDER}. Set PABULIB_DIR.")
    found = []
    for path in sorted(FOLDER.glob("*.pb"), key=lambda path: path.stat().st_size):
        if path.stat().st_size > 100_000 and approvals(pb.read(path.read_bytes()).instance()) > LARGE:
            found.append(path.stem)
    return found


def of_warsaw_size() -> Iterator[Row]:
    """Add1 of an election as large as Warsaw's of 2026, made here: its file is too large for the folder."""
    instance = town(*WARSAW)
    for label, rule in (("equal shares", SHARES), ("add1", replace(SHARES, completion="add1"))):
        milliseconds, result = ours(instance, rule, 1)
        yield Row("of Warsaw's size", instance, f"{label} ({result.steps} runs)", milliseconds, None)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.tally", description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="", help="files whose name contains this")
    parser.add_argument("--every-rule", action="store_true")
    wish = parser.parse_args()
    print(HEAD, flush=True)
    rows = []
    for name in [name for name in large() if wish.only in name]:
        for row in compared(name, wish.every_rule):
            print(row, flush=True)
            rows.append(row)
    for row in of_warsaw_size() if not wish.only else ():
        print(row, flush=True)
        rows.append(row)
    text = page(rows)
    print(text.rpartition("\n\n")[2])
    if not wish.only:
        where = ROOT / "benchmarks" / "results" / f"tally-{datetime.now(UTC):%Y-%m-%d}.md"
        where.write_text(text)
    return 0 if wish.only or median(rows) >= WANTED else 1


def median(rows: list[Row]) -> float:
    single = [row.times for row in rows if row.theirs is not None and row.rule.startswith("equal shares")]
    return statistics.median(single)


def page(rows: list[Row]) -> str:
    parts = [
        f"# Counting, {datetime.now(UTC):%Y-%m-%d}",
        "Median CPU milliseconds of one process; ballots in memory; pabutools exact (fractions), once. The "
        "winners are the same wherever both counted, in the same order where pabutools keeps one.",
        f"- {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; "
        f"`python -m benchmarks.tally {' '.join(sys.argv[1:])}`\n"
        f"- load average {os.getloadavg()[0]:.1f}",
        "\n".join([HEAD, *map(str, rows)]),
        f"Equal shares, one count: {median(rows):,.0f} times as fast as pabutools (median); "
        f"wanted at least {WANTED}.\n",
    ]
    return "\n\n".join(parts)


if __name__ == "__main__":
    sys.exit(main())
