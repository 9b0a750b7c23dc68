"""Ballots in, allocation out: the one door of this package."""

from dataclasses import replace

from .ballots import np
from .completion import Completed, Progress, complete
from .electorate import Electorate
from .greedy import fill, greedy
from .instance import Instance
from .limits import Limits
from .phragmen import phragmen
from .result import Later, Purchase, Reason, Result
from .rule import Rule
from .rule_parts import RuleError
from .scores import with_rank_points
from .shares import Run
from .ties import ranks


def count(instance: Instance, rule: Rule, progress: Progress | None = None) -> Result:
    """Count `instance` by `rule`. `progress(step, wallet)` is called at each step of Add1.

    The result depends on nothing but the two arguments: not on the order of ballots or projects, not on
    the machine, not on how the ids are spelt. `RuleError` when ballots and rule do not go together.
    """
    instance = prepared(instance, rule)
    candidates, out = _admit(instance, rule)
    together = instance.total_cost(candidates) <= instance.budget
    if rule.everything_if_affordable and together and not rule.is_limited:
        chosen = _everything(instance, rule, candidates)
    elif rule.method == "phragmen":
        chosen = phragmen(instance, rule, candidates)
    elif rule.method == "equal_shares":
        chosen = _compared(instance, rule, _equal_shares(instance, rule, candidates, progress), candidates)
    else:
        chosen = greedy(instance, rule, candidates)
    return replace(chosen, reasons=Later(lambda: out | dict(chosen.reasons)))


def prepared(instance: Instance, rule: Rule) -> Instance:
    """The ballots as the rule looks at them: ranks as points, with or without empty ones."""
    if rule.method == "borda" and not instance.ranked:
        raise RuleError("method", "borda needs ranked ballots")
    if instance.ranked and rule.method == "greedy":
        raise RuleError("method", "ranked ballots are not approvals: count them by borda")
    instance = with_rank_points(instance, rule)
    return without_empty(instance) if rule.empty_ballots == "ignore" else instance


def without_empty(instance: Instance) -> Instance:
    return instance.with_groups(group for group in instance.groups if group.choices)


def _admit(instance: Instance, rule: Rule) -> tuple[tuple[int, ...], dict[int, Reason]]:
    """Who takes part. A project dearer than the whole budget is out: it must not end Add1 by overshooting."""
    inside, out = [], {}
    share = -(-rule.min_permille * instance.voters // 1000)
    minimum = max(rule.min_votes, share)
    for index, project in enumerate(instance.projects):
        votes = instance.votes[index]
        if votes < minimum:
            out[index] = Reason("below_minimum", {"votes": votes, "minimum": minimum})
        elif project.cost > instance.budget:
            out[index] = Reason("over_budget", {"missing": project.cost - instance.budget})
        else:
            inside.append(index)
    return tuple(inside), out


def _everything(instance: Instance, rule: Rule, candidates: tuple[int, ...]) -> Result:
    rank = ranks(instance, rule)
    order = sorted(candidates, key=lambda i: rank[i])
    reasons = {index: Reason("everything") for index in order}
    purchases = tuple(Purchase(index) for index in order)
    return Result(purchases, reasons, "everything", instance.total_cost(order), steps=1)


def _equal_shares(
    instance: Instance, rule: Rule, candidates: tuple[int, ...], progress: Progress | None
) -> Result:
    electorate = Electorate(instance, candidates, rule.utility, ranks(instance, rule))
    done = complete(electorate, rule, progress)
    filled: list[int] = []
    more: dict[int, Reason] = {}
    if rule.completion in ("add1u", "greedy"):
        rest = set(candidates) - set(done.run.order)
        filled, more = fill(instance, rule, rest, done.run.order)
    added = {index: Reason("filled", more[index].detail) for index in filled}
    return Result(
        done.run.purchases + tuple(Purchase(index) for index in filled),
        Later(lambda: _reasons(electorate, Limits(instance, rule), done) | added),
        "equal_shares",
        done.run.cost + instance.total_cost(filled),
        endowment=done.run.endowment,
        overshoot=done.overshoot.purchases if done.overshoot else None,
        overshoot_endowment=done.overshoot.endowment if done.overshoot else None,
        steps=done.steps,
        filled=len(filled),
    )


def _reasons(electorate: Electorate, limits: Limits, done: Completed) -> dict[int, Reason]:
    run = done.run
    found = {p.project: _bought(electorate, place, p) for place, p in enumerate(run.purchases, start=1)}
    for index in electorate.candidates:
        if index not in found:
            found[index] = limits.bar(index, run.order) or _lost(electorate, run, index)
    return found


def _bought(electorate: Electorate, place: int, purchase: Purchase) -> Reason:
    detail = {"round": place, "price": purchase.price, "payment": purchase.payment}
    return Reason("bought", detail | {"supporters": electorate.instance.votes[purchase.project]})


def _lost(electorate: Electorate, run: Run, index: int) -> Reason:
    votes = electorate.instance.votes[index]
    if not votes:
        return Reason("no_votes")
    raised = run.raised(index)
    missing = electorate.instance.projects[index].cost - raised
    return Reason("short", {"raised": raised, "missing": missing, "supporters": votes})


def _compared(instance: Instance, rule: Rule, shares: Result, candidates: tuple[int, ...]) -> Result:
    """The comparison step: greedy takes over only if strictly more voters get more of their choices by it."""
    if rule.comparison == "none":
        return shares
    by_votes = greedy(instance, rule, candidates)
    preference = preferences(instance, shares.winners, by_votes.winners)
    if preference[1] <= preference[0]:
        return replace(shares, preference=preference)
    return replace(by_votes, preference=preference, outvoted=replace(shares, reasons={}))


def preferences(instance: Instance, first: tuple[int, ...], second: tuple[int, ...]) -> tuple[int, int]:
    """How many voters find more of their choices among the first winners, and how many among the second."""
    ballots, number = instance.ballots, len(instance.projects)
    if ballots.are_many:
        better = ballots.chosen(first, number) - ballots.chosen(second, number)
        weights = np.asarray(ballots.weights)
        return int(weights[better > 0].sum()), int(weights[better < 0].sum())
    one, two, prefer_one, prefer_two = set(first), set(second), 0, 0
    for group in ballots:
        difference = sum(i in one for i in group.choices) - sum(i in two for i in group.choices)
        prefer_one += group.weight * (difference > 0)
        prefer_two += group.weight * (difference < 0)
    return prefer_one, prefer_two
