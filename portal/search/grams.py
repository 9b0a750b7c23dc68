"""The part of the index that needs no dictionary: overlapping pairs of syllables.

"어린이공원을" gives 어린 린이 이공 공원 원을, so 공원 is found inside the compound. Latin letters and figures
stay whole words. Pure functions; the same cutting serves documents and questions.
"""

import re
import unicodedata
from collections.abc import Iterator

TITLE = "^"
LONGEST_TEXT = 20_000
LONGEST_WORD = 60

# Runs of Hangul (and Chinese characters), of Latin and other letters, of figures.
_RUN = re.compile(r"[가-힣ㄱ-ㅎㅏ-ㅣ一-鿿]+|[^\W\d_가-힣ㄱ-ㅎㅏ-ㅣ一-鿿]+|\d+")
_SYLLABLES = re.compile(r"[가-힣ㄱ-ㅎㅏ-ㅣ一-鿿]")
_PARTICLES = 2  # "숲에서" begins with the noun 숲; a longer word hardly has a noun of one syllable


def plain(text: str) -> str:
    """One spelling for the same text: composed syllables, lower case, no zero bytes (PostgreSQL refuses
    them)."""
    return unicodedata.normalize("NFKC", text[:LONGEST_TEXT]).replace("\x00", " ").lower()


def words(text: str) -> list[str]:
    """Runs of one script, in order."""
    return [run[:LONGEST_WORD] for run in _RUN.findall(plain(text))]


def is_syllabic(word: str) -> bool:
    return bool(_SYLLABLES.match(word))


def of_document(title: str, body: str) -> list[str]:
    """All grams of a document, sorted, without repeats; those of the title also with a leading "^"."""
    found = set(_grams(title))
    found |= {TITLE + gram for gram in found}
    found.update(_grams(body))
    return sorted(found)


def of_query(text: str) -> list[str]:
    """The grams that a document must hold, all of them. A lone syllable stands for a word that begins with
    it."""
    needed: list[str] = []
    for word in words(text):
        needed += list(_pairs(word)) if is_syllabic(word) and len(word) > 1 else [word]
    return list(dict.fromkeys(needed))


def _grams(text: str) -> Iterator[str]:
    before = ""
    for word in words(text):
        if not is_syllabic(word):
            before = ""
            yield word
            continue
        yield from _pairs(word)
        if len(word) <= 1 + _PARTICLES:
            yield word[0]
        if before:  # 어린이 공원 is found by 어린이공원 too
            yield before + word[0]
        before = word[-1]


def _pairs(word: str) -> Iterator[str]:
    return (word[at : at + 2] for at in range(len(word) - 1))
