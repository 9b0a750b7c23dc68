"""The rule that a Pabulib file says its city used, as a `Rule`.

For ranked ballots "greedy" means by points for places: 3, 2, 1 where three may be ranked (Kraków).
"""

from collections.abc import Mapping
from dataclasses import replace

from .pb import whole
from .rule import Rule

RULES = {
    "greedy": Rule(),
    "greedy-threshold": Rule(),
    "greedy-no-skip": Rule(fit="stop"),
    "equalshares": Rule(method="equal_shares", completion="none"),
    "equalshares-comparison": Rule(method="equal_shares", completion="none", comparison="greedy"),
    "equalshares/add1": Rule(method="equal_shares"),
    "equalshares/add1-comparison": Rule(method="equal_shares", comparison="greedy"),
}


def rule_of(meta: Mapping[str, str]) -> Rule | None:
    """The rule of a file's META, or None where it names one that only the city can explain."""
    found = RULES.get(meta.get("rule", ""))
    threshold = whole(meta.get("min_project_score_threshold", ""))
    if found is not None and threshold is not None:
        found = replace(found, min_votes=threshold)
    if found is not None and found.method == "greedy" and meta.get("vote_type") == "ordinal":
        places = whole(meta.get("max_length", "")) or 0
        most = places if places < 1000 else 0
        found = replace(found, method="borda", rank_points=tuple(range(most, 0, -1)))
    return found
