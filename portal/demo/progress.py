"""A progress bar of one line, honest on a terminal and quiet in a log."""

import sys
import unicodedata
from typing import TextIO

WIDTH = 28
TITLE = 14


def wide(text: str) -> int:
    """The columns that `text` takes on a terminal, where a syllable of Hangul takes two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def padded(text: str, columns: int) -> str:
    return text + " " * (columns - wide(text))


class Bar:
    """`bar(done, total, label)` redraws the line; elsewhere than on a terminal only finished lines."""

    def __init__(self, title: str, out: TextIO = sys.stdout) -> None:
        self.title, self.out = title, out

    def __call__(self, done: int, total: int, label: str = "") -> None:
        if self.out.isatty():
            filled = WIDTH * done // max(total, 1)
            bar = "█" * filled + "·" * (WIDTH - filled)
            self.out.write(f"\r  {padded(self.title, TITLE)} {bar} {done}/{total} {padded(label[:12], 24)}")
            self.out.flush()

    def finish(self) -> None:
        self.out.write(("\r" if self.out.isatty() else "") + f"  {padded(self.title, TITLE)} ✓{' ' * 60}\n")
        self.out.flush()
