"""The rule that a Pabulib file says its city used, as a `Rule`.

For ranked ballots "greedy" means by points for places: 3, 2, 1 where three may be ranked (Kraków).
"""

from collections.abc import Mapping
from dataclasses import replace

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
    threshold = meta.get("min_project_score_threshold", "")
    if found is not None and threshold.isdigit():
        found = replace(found, min_votes=int(threshold))
    if found is not None and found.method == "greedy" and meta.get("vote_type") == "ordinal":
        places = meta.get("max_length", "")
        most = int(places) if places.isdigit() and int(places) < 1000 else 0
        found = replace(found, method="borda", rank_points=tuple(range(most, 0, -1)))
    return found
