"""Compile locale/*/LC_MESSAGES/*.po where the .mo is missing or older. Babel, so no GNU gettext is needed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def stale(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return not mo.is_file() or mo.stat().st_mtime < po.stat().st_mtime


def compile_one(po: Path) -> None:
    """Written beside and moved: a running portal never reads half a catalogue. Fuzzy guesses stay out."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with po.open("rb") as source:
        catalogue = read_po(source, locale=po.parent.parent.name)
    draft = po.with_suffix(".mo.new")
    with draft.open("wb") as sink:
        write_mo(sink, catalogue)
    os.replace(draft, po.with_suffix(".mo"))


def main() -> int:
    for po in sorted(ROOT.glob("locale/*/LC_MESSAGES/*.po")):
        if stale(po):
            compile_one(po)
    return 0


if __name__ == "__main__":
    sys.exit(main())
