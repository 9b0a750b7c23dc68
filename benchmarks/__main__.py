"""`make bench`: what a request costs, at how many rows, and whether it keeps what we promise.

make bench ARGS="--rows 10000"                    the table of all scenes; voting under load; counting
make bench ARGS="--compare 1000,10000,100000"     the same at three sizes: is it flat?
make bench ARGS="--only sign,ballot --quick"      some scenes, fewer requests, no file written
make bench ARGS="--parts tally,million"           counting against pabutools; a million ballots (minutes)
"""

from __future__ import annotations

import argparse
import logging
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.filling import Town
    from benchmarks.measuring import Crowd, Figure
    from benchmarks.scenes import Scene

DATABASE = "gwangjang_bench"
RESULTS = Path(__file__).parent / "results"
PARTS = {"casting": "benchmarks.casting", "tally": "benchmarks.tally", "million": "benchmarks.tally_million"}
USUAL = "scenes,casting,tally"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=10_000, help="rows per noun (a multiple of 1,000)")
    parser.add_argument(
        "--compare", default="", metavar="ROWS,ROWS", help="several sizes, the smallest first"
    )
    parser.add_argument("--only", default="", metavar="SCENE,SCENE", help="some scenes only")
    parser.add_argument("--requests", type=int, default=0, help="measured requests per scene")
    parser.add_argument(
        "--quick", action="store_true", help="100 requests per scene instead of 300; writes no file"
    )
    parser.add_argument(
        "--out", type=Path, default=None, help="where to write; results/<date>.md when all scenes ran"
    )
    parser.add_argument(
        "--parts", default="", metavar="PART,PART",
        help=f"of scenes, {', '.join(PARTS)}; {USUAL} unless --only or --quick asks for scenes",
    )  # fmt: skip
    return parser.parse_args()


def parts_of(wish: argparse.Namespace) -> list[str]:
    """What is to be measured; raises SystemExit on a name that is none."""
    chosen = wish.parts or ("scenes" if wish.only or wish.quick or wish.compare else USUAL)
    parts = [part for part in chosen.split(",") if part]
    if unknown := set(parts) - {"scenes", *PARTS}:
        raise SystemExit(f"no part {', '.join(sorted(unknown))}; there are scenes, {', '.join(PARTS)}")
    return parts


def main() -> int:
    """Each part is a program of its own; one that misses its aim does not keep the next from running."""
    wish = arguments()
    parts = parts_of(wish)
    codes = [scenes(wish)] if "scenes" in parts else []
    for part, module in PARTS.items():
        if part in parts:
            codes.append(subprocess.run([sys.executable, "-m", module], check=False).returncode)
    return max(codes)


def scenes(wish: argparse.Namespace) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that server and database go with us
    if not os.environ.get("DATABASE_URL"):
        raise SystemExit(
            "Needs PostgreSQL and Valkey: make bench, or scripts/with_services.py python -m benchmarks"
        )
    os.environ["DATABASE_NAME"] = DATABASE
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    import django

    django.setup()
    import portal.celery  # noqa: F401  (so that events written while filling ring at our broker)

    logging.getLogger("psycopg.pool").setLevel(logging.ERROR)
    from benchmarks import house

    with house.scratch_database(DATABASE):
        text, good = run(wish)
    print(f"\n{text}")
    where = wish.out or (None if wish.quick or wish.only else _results_file())
    if where:
        where.write_text(text)
        print(f"written to {where}")
    return 0 if good else 1


def run(wish: argparse.Namespace) -> tuple[str, bool]:
    from django.core.management import call_command

    from benchmarks import filling, report, scenes
    from benchmarks.measuring import Crowd
    from portal import clock

    picked = scenes.chosen(wish.only)
    sizes = [int(size) for size in wish.compare.split(",") if size] or [wish.rows]
    call_command("migrate", verbosity=0)
    town = filling.found(clock.now())
    crowd, figures, counted = Crowd(town), [], {}
    for size in sorted(sizes):
        print(f"filling {size:,} rows per noun …", file=sys.stderr, flush=True)
        filling.grow(town, size)
        counted[size] = filling.counted()
        figures += at_size(picked, town, crowd, wish.requests or (100 if wish.quick else 300))
    return report.page(figures, counted), not any(figure.failures for figure in figures)


def at_size(picked: list[Scene], town: Town, crowd: Crowd, requests: int) -> list[Figure]:
    from benchmarks import house, report
    from benchmarks.measuring import BLOCKS, Figure, measure, warm
    from benchmarks.meter import Meter

    figures = [Figure(scene, town.rows, []) for scene in picked]
    with house.web() as (port, pid):
        meter = Meter({"app": pid, "database": house.postmaster()})
        for scene in picked:
            warm(scene, town, crowd, port)
        for turn in range(BLOCKS):
            print(f"  block {turn + 1} of {BLOCKS}", file=sys.stderr, flush=True)
            for figure in figures:
                part = measure(figure.scene, town, crowd, port, meter, requests // BLOCKS)
                figure.blocks.append(part)
    print(report.table(figures), flush=True)
    return figures


def _results_file() -> Path:
    from portal import clock

    return RESULTS / f"{clock.today().isoformat()}.md"


if __name__ == "__main__":
    sys.exit(main())
