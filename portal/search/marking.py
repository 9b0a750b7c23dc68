"""Which part of a text to show, and what to mark in it. Gives pieces, never HTML: the template escapes
them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

BEFORE, LENGTH = 40, 160  # characters
LINE_END = re.compile(r"(?<=[^\s.!?…:,;])[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    marked: bool = False


def pieces(text: str, needles: Sequence[str]) -> list[Piece]:
    """The text in order, cut at what is to be marked."""
    return list(_cut(text, needles)) if needles else [Piece(text)]


def excerpt(body: str, needles: Sequence[str]) -> list[Piece]:
    """About 160 characters around the first needle (the longest one that occurs), else the beginning."""
    flat = _one_line(body)
    start = max(0, _first(flat, needles) - BEFORE)
    if start:  # begin at a word
        start = flat.rfind(" ", 0, start + 1) + 1
    end = min(len(flat), start + LENGTH)
    shown = flat[start:end].strip(" ·")
    return pieces(("… " if start else "") + shown + (" …" if end < len(flat) else ""), needles)


def _one_line(body: str) -> str:
    """The body's lines side by side. A line that is no sentence (a room's equipment, a list) ends in a dot in
    the middle, or it would read on into the next."""
    return " ".join(LINE_END.sub(" · ", body.strip()).split())


def _first(flat: str, needles: Sequence[str]) -> int:
    low = flat.lower()
    return next((at for needle in needles if (at := low.find(needle)) >= 0), 0)


def _cut(text: str, needles: Sequence[str]) -> Iterator[Piece]:
    pattern = re.compile("|".join(re.escape(needle) for needle in needles), re.IGNORECASE)
    at = 0
    for found in pattern.finditer(text):
        if found.start() > at:
            yield Piece(text[at : found.start()])
        yield Piece(found.group(), marked=True)
        at = found.end()
    if at < len(text):
        yield Piece(text[at:])
