"""Compile locale/*/LC_MESSAGES/*.po where the .mo is missing or older. Babel, so no GNU gettext is needed.

Korean is the language of our sources, so its catalogue could leave our sentences out. It holds them as
themselves: looking for a sentence that is nowhere takes Django twice the calls, and a page has a hundred.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

ROOT = Path(__file__).resolve().parent.parent
SOURCES, TRANSLATED = "ko", "en"
HANGUL = re.compile("[가-힣]")


def catalogues() -> list[Path]:
    return sorted(ROOT.glob("locale/*/LC_MESSAGES/*.po"))


def stale(po: Path) -> bool:
    """Is the .mo missing, or older than any catalogue? (The Korean one reads the English one too.)"""
    mo = po.with_suffix(".mo")
    return not mo.is_file() or mo.stat().st_mtime < max(each.stat().st_mtime for each in catalogues())


def read(po: Path) -> Catalog:
    from babel.messages.pofile import read_po

    with po.open("rb") as source:
        return read_po(source, locale=language(po))


def language(po: Path) -> str:
    return po.parent.parent.name


def add_own_words(catalogue: Catalog, translated: Catalog) -> None:
    """Each Korean sentence of our sources as its own translation; English ones are Django's to translate."""
    for message in translated:
        words = message.id
        if isinstance(words, str) and HANGUL.search(words) and not catalogue.get(words, message.context):
            catalogue.add(words, words, context=message.context)


def compile_one(po: Path) -> None:
    """Written beside and moved: a running portal never reads half a catalogue. Fuzzy guesses stay out."""
    from babel.messages.mofile import write_mo

    catalogue = read(po)
    if language(po) == SOURCES:
        add_own_words(catalogue, read(ROOT / "locale" / TRANSLATED / "LC_MESSAGES" / po.name))
    draft = po.with_suffix(".mo.new")
    with draft.open("wb") as sink:
        write_mo(sink, catalogue)
    os.replace(draft, po.with_suffix(".mo"))


def main() -> int:
    for po in catalogues():
        if stale(po):
            compile_one(po)
    return 0


if __name__ == "__main__":
    sys.exit(main())
