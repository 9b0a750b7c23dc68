"""A question, cut into what the two indexes understand."""

from dataclasses import dataclass

from portal.search import asking, grams
from portal.search.quoting import quoted

LONGEST_QUERY = 100  # characters; what comes after is not looked at
MOST_GRAMS, MOST_LEMMAS = 40, 12


@dataclass(frozen=True, slots=True)
class Terms:
    """`lemmas` is empty when the analyser is away: then pairs of syllables decide alone."""

    text: str
    words: list[str]
    grams: list[str]
    lemmas: list[str]

    def __bool__(self) -> bool:
        return bool(self.grams or self.lemmas)

    @property
    def pairs_suffice(self) -> bool:
        """The lemmas find nothing that the pairs of syllables do not: each word is a noun as typed (or the
        analyser is away). Verbs and adjectives, in 다, stand otherwise in a text."""
        nouns = {
            word for word in self.words if len(word) > 1 and grams.is_syllabic(word) and word[-1] != "다"
        }
        return bool(self.grams) and (not self.lemmas or nouns == set(self.words) == set(self.lemmas))

    @property
    def needs_lemmas(self) -> bool:
        return bool(self.lemmas) and not self.pairs_suffice

    @property
    def tsquery(self) -> str:
        """All lemmas."""
        return " & ".join(quoted(word) for word in self.lemmas)

    @property
    def title_tsquery(self) -> str:
        """All lemmas, in the title."""
        return " & ".join(quoted(grams.TITLE + word) for word in self.lemmas)

    @property
    def any_tsquery(self) -> str:
        return " | ".join(quoted(word) for word in self.lemmas)

    @property
    def title_grams(self) -> list[str]:
        return [grams.TITLE + gram for gram in self.grams]

    def needles(self) -> list[str]:
        """Strings to mark in a result, the longest first: the words, their nouns, the heads of inflected
        words."""
        nouns = [word for word in self.lemmas if not word.endswith("다")]
        heads = [word[:2] for word in self.words if grams.is_syllabic(word) and len(word) > 2]
        lone = len(self.words) == 1
        found = {word for word in [*self.words, *nouns, *heads] if len(word) > 1 or lone}
        return sorted(found, key=lambda word: (-len(word), word))


def terms(query: str) -> Terms:
    text = " ".join(grams.plain(query[:LONGEST_QUERY]).split())
    words = grams.words(text)
    lemmas = (asking.lemmas(text) or []) if words else []
    pairs = grams.of_query(text)
    if lemmas and all(len(word) == 1 and grams.is_syllabic(word) for word in words):
        pairs = []  # 강 by the dictionary is a river; by its syllable it would be 강남 and 강아지 too
    return Terms(text, words, pairs[:MOST_GRAMS], lemmas[:MOST_LEMMAS])
