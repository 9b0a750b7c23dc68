"""The tables, in Markdown: for the terminal and for benchmarks/results/."""

from __future__ import annotations

import os
import platform
import statistics
import sys
from pathlib import Path

import django
import granian
from django.conf import settings
from django.db import connection

from benchmarks.measuring import BLOCKS, Figure

HEAD = (
    "| scene | requests | failed | req/s | p50 ms | p95 ms | app ms | database ms | **CPU ms** "
    "| target | verdict |\n"
    "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|"
)


def line(figure: Figure) -> str:
    target = "–" if figure.scene.target is None else f"≤ {figure.scene.target:g}"
    whole, middle = figure.whole, figure.middle
    return (
        f"| {figure.scene.label} | {len(whole.times_ms)} | {len(figure.failures)} | {whole.per_second:.0f} "
        f"| {whole.percentile(50):.0f} | {whole.percentile(95):.0f} "
        f"| {middle.app:.1f} | {middle.database:.1f} "
        f"| **{figure.cpu:.1f}** | {target} | {figure.verdict} |"
    )


def table(figures: list[Figure]) -> str:
    return "\n".join([HEAD, *map(line, figures)])


def comparison(figures: list[Figure]) -> str:
    """CPU ms per request, one column per size of the town."""
    sizes = sorted({figure.rows for figure in figures})
    cells = {(figure.scene.label, figure.rows): figure for figure in figures}
    scenes = list(dict.fromkeys(figure.scene.label for figure in figures))
    head = "| scene | " + " | ".join(f"{size:,} rows: app + database" for size in sizes) + " |"
    rows = [
        f"| {scene} | " + " | ".join(_cell(cells.get((scene, size))) for size in sizes) + " |"
        for scene in scenes
    ]
    return "\n".join([head, "|---|" + "--:|" * len(sizes), *rows])


def _cell(figure: Figure | None) -> str:
    if figure is None:
        return "–"
    return f"{figure.middle.app:.1f} + {figure.middle.database:.1f} = **{figure.cpu:.1f}**"


def machine() -> str:
    """Where it was measured. Wall times suffer from whatever else ran, CPU times less."""
    with connection.cursor() as cursor:
        names = ["server_version", "fsync", "synchronous_commit", "shared_buffers"]
        cursor.execute("SELECT array_agg(current_setting(name)) FROM unnest(%s::text[]) name", [names])
        server, fsync, commit, buffers = (cursor.fetchone() or [[""] * 4])[0]
    return "\n".join(
        [
            f"- {_processor()}, {os.cpu_count()} cores, {_memory()} GB; kernel {platform.release()}",
            f"- Python {platform.python_version()}, Django {django.__version__}, "
            f"granian {granian.__version__} (2 processes of 8 threads, as in the demo), DEBUG "
            + ("on" if settings.DEBUG else "off"),
            f"- PostgreSQL {server} on the same machine: fsync {fsync}, synchronous_commit {commit}, "
            f"shared_buffers {buffers}",
            f"- `{_command()}`",
        ]
    )


def _command() -> str:
    """What was called, as somebody would type it again."""
    spec = sys.modules["__main__"].__spec__
    name = (spec.name if spec else "benchmarks").removesuffix(".__main__")
    return f"python -m {name} {' '.join(sys.argv[1:])}".strip()


def wavering(figures: list[Figure]) -> list[str]:
    """How far the machine itself was steady, per size of the town."""
    said = []
    for rows in sorted({figure.rows for figure in figures}):
        paces = [block.pace for figure in figures if figure.rows == rows for block in figure.blocks]
        said.append(
            f"- yardstick (a fixed loop of Python) at {rows:,} rows: {min(paces):.0f} ms of CPU "
            f"at its quickest, {statistics.median(paces):.0f} in the middle, {max(paces):.0f} at worst"
        )
    return said


def _processor() -> str:
    for text in Path("/proc/cpuinfo").read_text().splitlines():
        if text.startswith("model name"):
            return text.partition(":")[2].strip()
    return platform.machine()


def _memory() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**30


def page(figures: list[Figure], counted: dict[int, dict[str, int]]) -> str:
    loads = [block.load for figure in figures for block in figure.blocks]
    where = [machine(), f"- load average during the run: {min(loads):.1f} to {max(loads):.1f}"]
    parts = [
        f"# Figures of {_today()}",
        "Every reader is logged in; every write is another person's; a write counts only when its table grew "
        "by it. CPU ms are user + system time per request of the web processes and of all of PostgreSQL. "
        "The Celery workers, which fold counters and send letters afterwards, are not in them. "
        f"Each scene ran in {BLOCKS} blocks, taking turns with the others; CPU ms are of its middle block.",
        "\n".join([*where, *wavering(figures)]),
    ]
    for rows, numbers in counted.items():
        here = [figure for figure in figures if figure.rows == rows]
        said = ", ".join(f"{number:,} {noun}" for noun, number in numbers.items())
        parts.append(f"## {rows:,} rows per noun\n\n{said}\n\n{table(here)}{_failures(here)}")
    if len(counted) > 1:
        parts.append(f"## Flatness\n\n{comparison(figures)}")
    return "\n\n".join(parts) + "\n"


def _failures(figures: list[Figure]) -> str:
    said = [f"- {figure.scene.name}: {failure}" for figure in figures for failure in figure.failures[:5]]
    return "\n\n" + "\n".join(said) if said else ""


def _today() -> str:
    from portal import clock

    return clock.today().isoformat()
