"""Ballots in, allocation out: the one door of this package."""

from dataclasses import replace
from fractions import Fraction

from .completion import Completed, Progress, complete
from .greedy import fill, greedy
from .electorate import Electorate
from .instance import Instance
from .result import Purchase, Reason, Result
from .rule import Rule
from .shares import Run
from .ties import ranks


def count(instance: Instance, rule: Rule, progress: Progress | None = None) -> Result:
    """Count `instance` by `rule`. `progress(step, wallet)` is called at each step of Add1.

    The result depends on nothing but the two arguments: not on the order of ballots or projects, not on
    the machine, not on how the ids are spelt.
    """
    if rule.empty_ballots == "ignore":
        instance = without_empty(instance)
    candidates, out = _admit(instance, rule)
    if rule.everything_if_affordable and instance.total_cost(candidates) <= instance.budget:
        return _everything(instance, rule, candidates, out)
    chosen = greedy(instance, rule, candidates)
    if rule.method == "equal_shares":
        chosen = _compared(instance, rule, _equal_shares(instance, rule, candidates, progress), chosen)
    return replace(chosen, reasons=out | chosen.reasons)


def without_empty(instance: Instance) -> Instance:
    return instance.with_groups(group for group in instance.groups if group.choices)


def _admit(instance: Instance, rule: Rule) -> tuple[tuple[int, ...], dict[int, Reason]]:
    """Who takes part. A project dearer than the whole budget is out: it must not end Add1 by overshooting."""
    inside, out = [], {}
    for index, project in enumerate(instance.projects):
        votes = instance.votes[index]
        if votes < rule.min_votes:
            out[index] = Reason("below_minimum", {"votes": votes, "minimum": rule.min_votes})
        elif project.cost > instance.budget:
            out[index] = Reason("over_budget", {"missing": project.cost - instance.budget})
        else:
            inside.append(index)
    return tuple(inside), out


def _everything(
    instance: Instance, rule: Rule, candidates: tuple[int, ...], out: dict[int, Reason]
) -> Result:
    rank = ranks(instance, rule)
    order = sorted(candidates, key=lambda i: rank[i])
    reasons = out | {index: Reason("everything") for index in order}
    purchases = tuple(Purchase(index) for index in order)
    return Result(purchases, reasons, "everything", instance.total_cost(order), steps=1)


def _equal_shares(
    instance: Instance, rule: Rule, candidates: tuple[int, ...], progress: Progress | None
) -> Result:
    electorate = Electorate(instance, candidates, rule.utility, ranks(instance, rule))
    done = complete(electorate, rule, progress)
    purchases, reasons = list(done.run.purchases), _reasons(electorate, candidates, done)
    filled: list[int] = []
    if rule.completion == "add1u":
        rest = [index for index in candidates if reasons[index].code != "bought"]
        filled, more = fill(instance, rule, rest, instance.budget - done.run.cost)
        reasons |= {index: Reason("filled", more[index].detail) for index in filled}
        purchases += [Purchase(index) for index in filled]
    return Result(
        tuple(purchases),
        reasons,
        "equal_shares",
        done.run.cost + instance.total_cost(filled),
        endowment=done.run.endowment,
        overshoot=tuple(done.overshoot.purchases) if done.overshoot else None,
        overshoot_endowment=done.overshoot.endowment if done.overshoot else None,
        steps=done.steps,
        filled=len(filled),
    )


def _reasons(electorate: Electorate, candidates: tuple[int, ...], done: Completed) -> dict[int, Reason]:
    run = done.run
    found = {p.project: _bought(electorate, place, p) for place, p in enumerate(run.purchases, start=1)}
    for index in candidates:
        if index not in found:
            found[index] = _lost(electorate, run, index)
    return found


def _bought(electorate: Electorate, place: int, purchase: Purchase) -> Reason:
    detail = {"round": place, "price": purchase.price, "payment": purchase.payment}
    return Reason("bought", detail | {"supporters": electorate.instance.votes[purchase.project]})


def _lost(electorate: Electorate, run: Run, index: int) -> Reason:
    if not electorate.instance.votes[index]:
        return Reason("no_votes")
    raised: Fraction = run.ledger.raised(index)
    missing = electorate.instance.projects[index].cost - raised
    return Reason("short", {"raised": raised, "missing": missing, "supporters": electorate.instance.votes[index]})


def _compared(instance: Instance, rule: Rule, shares: Result, by_votes: Result) -> Result:
    """The comparison step: greedy takes over only if strictly more voters get more of their choices by it."""
    if rule.comparison == "none":
        return shares
    preference = preferences(instance, shares.winners, by_votes.winners)
    winner = by_votes if preference[1] > preference[0] else shares
    return replace(winner, preference=preference)


def preferences(instance: Instance, first: tuple[int, ...], second: tuple[int, ...]) -> tuple[int, int]:
    """How many voters find more of their choices among the first winners, and how many among the second."""
    one, two, prefer_one, prefer_two = set(first), set(second), 0, 0
    for group in instance.groups:
        difference = sum(i in one for i in group.choices) - sum(i in two for i in group.choices)
        prefer_one += group.weight * (difference > 0)
        prefer_two += group.weight * (difference < 0)
    return prefer_one, prefer_two
