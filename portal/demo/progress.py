"""A progress bar of one line, honest on a terminal and quiet in a log."""

import sys
from typing import TextIO

WIDTH = 28


class Bar:
    """`bar(done, total, label)` redraws the line; elsewhere than on a terminal only finished lines."""

    def __init__(self, title: str, out: TextIO = sys.stdout) -> None:
        self.title, self.out = title, out

    def __call__(self, done: int, total: int, label: str = "") -> None:
        if self.out.isatty():
            filled = WIDTH * done // max(total, 1)
            bar = "█" * filled + "·" * (WIDTH - filled)
            self.out.write(f"\r  {self.title:<14} {bar} {done}/{total} {label[:30]:<30}")
            self.out.flush()

    def finish(self) -> None:
        self.out.write(("\r" if self.out.isatty() else "") + f"  {self.title:<14} ✓{' ' * 70}\n")
        self.out.flush()
