"""One line of somebody's words (a title), as it may stand in lists, letters and other people's pages."""

import re

# Marks that turn the direction of what follows, and what takes a place but shows nothing: zero-width spaces,
# Hangul fillers, the empty braille cell. Joiners (U+200C, U+200D) stay: scripts and family emoji need them.
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u115f\u1160\u3164\uffa0\u2800]"
)


def one_line(text: str) -> str:
    """Single spaces, no line breaks, nothing that hides or turns words: a title that nobody sees, or that
    reorders the line in which it stands, is refused as too short or shown as it was typed."""
    return " ".join(UNSEEN.sub("", text).split())
