"""Hints while somebody writes: what here says nearly the same? Never used to merge anything by itself."""

import math

from portal.search import asking, frequencies, sql
from portal.search.queries import Hit
from portal.search.quoting import quoted
from portal.search.trips import rows

WORDS = 6  # the rarest words of the draft; common ones tell nothing apart
WINDOW = 300
ENOUGH = 0.5  # of the weight of those words
RARE = 1e-5  # frequency of a word that the statistics do not list


def similar(text: str, kind: str, limit: int = 5) -> list[Hit]:
    """Up to `limit` documents of `kind` that share the telling words of `text`, the closest first.

    Empty when the analyser is away or the text is too short to say.
    """
    weights = _telling(text)
    if len(weights) < 2:
        return []
    score = " + ".join(sql.SHARE.format(at) for at in range(len(weights)))
    statement = sql.SIMILAR.format(score=score, match=sql.either(sql.ANY_LEMMA), kinds=sql.KINDS)
    parameters = {
        "any_tsquery": " | ".join(quoted(word) for word in weights),
        "kinds": [kind],
        "window": WINDOW,
        "size": limit,
        "enough": ENOUGH * sum(weights.values()),
        **{f"word_{at}": quoted(word) for at, word in enumerate(weights)},
        **{f"weight_{at}": weight for at, weight in enumerate(weights.values())},
    }
    return [Hit(*row) for row in rows(statement, parameters)]


def _telling(text: str) -> dict[str, float]:
    """The rarest words of a text and their weight (idf)."""
    words = dict.fromkeys(asking.lemmas(text) or [])
    known = frequencies.lemmas()
    weights = {word: -math.log(max(known.get(word, RARE), RARE)) for word in words}
    rarest = sorted(weights, key=lambda word: -weights[word])[:WORDS]
    return {word: weights[word] for word in rarest}
