"""The same ballots under several rules, and how well each outcome serves the voters."""

from fractions import Fraction
from typing import Any

from budgets.tally.count import count, preferences
from budgets.tally.fairness import Fairness, measure
from budgets.tally.instance import Instance
from budgets.tally.result import Result, text
from budgets.tally.rule import Rule

from .alternatives import alternatives

DECLARED = "declared"


class Comparison:
    """First the declared rule's own outcome, then one step per alternative."""

    def __init__(self, instance: Instance, rule: Rule) -> None:
        self.instance = instance
        self.rules = {DECLARED: rule} | alternatives(rule, ranked=instance.ranked)

    @property
    def total(self) -> int:
        return len(self.rules)

    def step(self, number: int) -> dict[str, Any]:
        name, rule = list(self.rules.items())[number]
        result = count(self.instance, rule)
        ids = [self.instance.projects[index].id for index in result.winners]
        figures = measure(self.instance, result.winners, candidates(self.instance, result))
        return {"rule": name, "cost": result.cost, "winners": ids, "figures": plain(self.instance, figures)}

    def finish(self, outcomes: list[Any]) -> dict[str, Any]:
        """Adds to each how many voters get more of their choices by it, and how many by the declared rule."""
        index = {project.id: place for place, project in enumerate(self.instance.projects)}
        sets = [tuple(index[one] for one in outcome["winners"]) for outcome in outcomes]
        for outcome, winners in zip(outcomes, sets, strict=True):
            ours, theirs = preferences(self.instance, sets[0], winners)
            outcome["prefer"] = {"declared": ours, "this": theirs}
        return {"rules": outcomes}


def candidates(instance: Instance, result: Result) -> list[int]:
    """Who could have won: a project under the threshold has no fair claim."""
    out = ("below_minimum", "over_budget")
    return [i for i in range(len(instance.projects)) if result.reasons[i].code not in out]


def plain(instance: Instance, figures: Fairness) -> dict[str, Any]:
    """JSON: exact numbers as text ("7/3"), money in the smallest unit."""
    slighted = [
        {
            "project": instance.projects[one.project].id,
            "supporters": one.supporters,
            "missing": text(Fraction(one.missing)),
        }
        for one in figures.slighted
    ]
    return {
        "voters": figures.voters,
        "excluded": figures.excluded,
        "mean_winners": text(figures.mean_winners),
        "mean_cost": text(figures.mean_cost),
        "gini": text(figures.gini),
        "slighted": slighted,
    }
