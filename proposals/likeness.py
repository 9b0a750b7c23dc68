"""What has been proposed already: shown while writing, so that people join an idea instead of repeating
it."""

from __future__ import annotations

from portal.search import queries as search
from portal.search.queries import Hit

KIND = "proposals.proposal"
SHORTEST = 4
MOST = 3


def similar(title: str, text: str = "", *, but: str = "") -> list[Hit]:
    """Up to three public proposals that say nearly the same; without the analyser, those that share the
    title's words."""
    title = title.strip()[:200]
    if len(title) < SHORTEST:
        return []
    hits = search.similar(f"{title}\n{text.strip()[:1000]}", KIND, limit=MOST + 1)
    if not hits:
        page = search.find(title, kinds=[KIND], size=MOST + 1)
        hits = [] if page.loose else page.items  # one word in common is not alike
    return [hit for hit in hits if hit.ref != but][:MOST]
