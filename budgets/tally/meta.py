"""The rule that a Pabulib file says its city used, as a `Rule`."""

from collections.abc import Mapping

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
    if found is None or not threshold.isdigit():
        return found
    return Rule(**(found.to_json() | {"ties": found.ties, "min_votes": int(threshold)}))
