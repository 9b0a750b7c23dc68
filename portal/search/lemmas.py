"""Dictionary forms of Korean words, by kiwipiepy. Imported by the analyser process alone: the model costs
about 300 MB and a second to load, which nobody should pay in each web process.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from portal.search.grams import plain
from portal.search.quoting import quoted

if TYPE_CHECKING:
    from kiwipiepy import Kiwi, Token

# Sejong tags. Nouns, roots, words and figures in other scripts; stems of verbs and adjectives.
NOUNS = ("NNG", "NNP", "NR", "XR", "SL", "SH", "SN")
STEMS = ("VV", "VA")
# They stand in nearly every civic text and tell nothing apart.
EMPTY = frozenset(
    {"하다", "되다", "있다", "같다", "보다", "않다", "이렇다", "그렇다", "그러다", "이러다", "때문", "경우"}
)
MOST_WORDS = 4_000


def load() -> "Kiwi":
    """The analyser; `load_multi_dict=False` leaves out phrases of entertainment and saves 200 MB."""
    from kiwipiepy import Kiwi

    kiwi = Kiwi(num_workers=1, load_multi_dict=False)
    kiwi.tokenize("처음 한 번은 느립니다")  # the model is really built now, not at the first question
    return kiwi


def of(kiwi: "Kiwi", text: str) -> list[str]:
    """Dictionary forms in the order of the text, with repeats: 어두운 → 어둡다, 공원을 → 공원."""
    return list(_forms(kiwi.tokenize(plain(text))))


def _forms(tokens: Iterable[Any]) -> Iterable[str]:
    for token in tokens:
        form = _form(token)
        if form and form not in EMPTY:
            yield form


def _form(token: "Token") -> str:
    tag = token.tag.partition("-")[0]  # irregular stems are marked VA-I
    if tag in STEMS:
        return f"{token.form}다"
    return token.form.strip() if tag in NOUNS else ""


def vector(title: list[str], body: list[str]) -> str:
    """The text form of a tsvector: words of the title weigh A and stand once more with a leading "^"."""
    places: dict[str, list[str]] = {}
    for at, word in enumerate((title + body)[:MOST_WORDS], start=1):
        in_title = at <= len(title)
        places.setdefault(word, []).append(f"{at}A" if in_title else str(at))
        if in_title:
            places.setdefault(f"^{word}", ["1"])
    return " ".join(f"{quoted(word)}:{','.join(seats[:50])}" for word, seats in places.items())
