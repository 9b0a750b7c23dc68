"""What greedy, Borda and weighted panels order projects by."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from .ballots import Group
from .instance import Instance, Score
from .rule import Rule
from .rule_parts import RuleError
from .ties import ranks

Key = tuple[bool, Fraction]


def order(instance: Instance, rule: Rule) -> list[int]:
    """All projects, best first; ties by the declared chain."""
    rank, key = ranks(instance, rule), keys(instance, rule)
    return sorted(range(len(rank)), key=lambda i: (not key[i][0], -key[i][1], rank[i]))


def keys(instance: Instance, rule: Rule) -> list[Key]:
    """For each project (is it free and wanted, value): per unit of cost, what is free comes first."""
    values: Sequence[Fraction | int] = instance.scores
    if rule.method == "panels":
        values = blend(parts(instance, rule), rule)
    if rule.rank_by == "score":
        return [(False, Fraction(value)) for value in values]
    costs = [project.cost for project in instance.projects]
    return [
        (value > 0 and not cost, Fraction(value) / (cost or 1))
        for value, cost in zip(values, costs, strict=True)
    ]


def with_rank_points(instance: Instance, rule: Rule) -> Instance:
    """Ranked ballots as ballots by points, where the rule counts points: the first place is worth
    `rank_points[0]`, and so on."""
    if not instance.ranked or (rule.method not in ("borda", "panels") and rule.utility != "points"):
        return instance
    number = len(instance.projects)
    points = rule.rank_points or tuple(range(number, 0, -1))
    return Instance(
        instance.budget, instance.projects, _pointed(instance.groups, points), panels=instance.panels
    )


def _pointed(groups: Sequence[Group], points: tuple[int, ...]) -> tuple[Group, ...]:
    found = []
    for group in groups:
        counted = [(i, p) for i, p in zip(group.choices, points, strict=False) if p]
        found.append(Group(group.weight, tuple(i for i, _ in counted), tuple(p for _, p in counted)))
    return tuple(found)


def parts(instance: Instance, rule: Rule) -> dict[str, list[Fraction]]:
    """The normalised scores of each panel, exact: shares of their sum, or of the best of them.

    So only what a panel's scores are to each other counts, not whether it gave 5 points or 500. Where a panel
    gave nobody anything, everybody's share of it is 0. A project has a score of each panel, or the count
    stops: a gap must not be taken for a zero.
    """
    found = {}
    for panel in rule.panels:
        scores = instance.scores if panel["source"] == "ballots" else _given(instance.panels, panel["name"])
        whole: Score = sum(scores) if rule.normalise == "share" else max(scores, default=0)
        found[panel["name"]] = [Fraction(score, whole or 1) for score in scores]
    return found


def _given(panels: Mapping[str, Sequence[Score]], name: str) -> Sequence[Score]:
    if name not in panels:
        raise RuleError("panels", f"there are no scores of “{name}”")
    return panels[name]


def blend(found: Mapping[str, Sequence[Fraction]], rule: Rule) -> list[Fraction]:
    """The weighted mean of the panels' normalised scores."""
    total = sum(panel["weight"] for panel in rule.panels)
    weighted = [[Fraction(panel["weight"], total) * x for x in found[panel["name"]]] for panel in rule.panels]
    return [sum(column, Fraction(0)) for column in zip(*weighted, strict=True)]
