"""CPU milliseconds of processes, read from /proc: the figure that a busy neighbour does not change."""

import os
from dataclasses import dataclass, field
from pathlib import Path

TICK = 1000 / os.sysconf("SC_CLK_TCK")


def cpu_ms(pid: int) -> float:
    """User + system time of one process, and of its children that have ended."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return 0.0
    fields = text.rpartition(")")[2].split()
    return sum(int(value) for value in fields[11:15]) * TICK


def parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def family(root: int) -> set[int]:
    """The process and all that descend from it."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = parent(int(entry.name))
            except OSError:
                continue
    found, size = {root}, 0
    while len(found) > size:
        size = len(found)
        found |= {pid for pid, above in parents.items() if above in found}
    return found


@dataclass
class Meter:
    """CPU spent between start() and stop() by each named group of processes, in milliseconds.

    Sums of whole families: a child that ends meanwhile lives on in its parent's figures.
    """

    groups: dict[str, int]  # name → root pid
    _before: dict[str, float] = field(default_factory=dict)

    def start(self) -> None:
        self._before = self._read()

    def stop(self) -> dict[str, float]:
        return {name: after - self._before[name] for name, after in self._read().items()}

    def _read(self) -> dict[str, float]:
        return {name: sum(cpu_ms(pid) for pid in family(root)) for name, root in self.groups.items()}
