"""How common a word is, by PostgreSQL's own statistics: free, and near enough to choose a way by.

Never to be shown: what an answer says is always counted.
"""

import time
from functools import lru_cache

from portal.search import sql
from portal.search.trips import rows

STATISTICS_LAST = 600  # seconds


def lemmas() -> dict[str, float]:
    """In what part of the documents each common lemma stands. Empty before the first ANALYZE."""
    return _listed("lemmas", _period())[0]


def documents_with(grams: list[str]) -> float:
    """About how many documents hold all of these pairs, at most; 0 when one of them is not common."""
    known, documents = _listed("bigrams", _period())
    return documents * min((known.get(gram, 0.0) for gram in grams), default=0.0)


def _period() -> int:
    return int(time.monotonic() // STATISTICS_LAST)


@lru_cache(maxsize=2)
def _listed(column: str, _period: int) -> tuple[dict[str, float], float]:
    """(frequency of each listed word, documents)"""
    found = rows(sql.FREQUENCIES, {"column": column})
    if not found:
        return {}, 0.0
    words, frequencies, documents = found[0]
    return dict(zip(words or [], frequencies or [], strict=False)), documents
