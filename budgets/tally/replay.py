"""The second path to the same result: a plain exact check of a transcript, sharing no code with the count.

It needs no search among outcomes: given who was bought at which price, it checks that the money adds up,
that nobody was cheaper, and that nothing affordable was left. Only definitions are shared with the count:
the rule, the tie chain, what a ballot is.
"""

from collections.abc import Sequence
from fractions import Fraction

from .ballots import np
from .instance import Instance, Score
from .replay_parts import Mismatch, are_many, is_barred, require, votes_of
from .replay_phragmen import verify_phragmen
from .replay_shares import verify_shares
from .result import Result
from .rule import Rule
from .ties import ranks

__all__ = ["Mismatch", "verify"]


def verify(instance: Instance, rule: Rule, result: Result) -> None:
    """Raise `Mismatch` unless every claim of `result` holds."""
    instance = _as_counted(instance, rule)
    candidates = _candidates(instance, rule)
    decided = result.decided_by
    require(decided in _deciders(instance, rule, candidates), "another rule decided")
    if decided == "everything":
        require(set(result.winners) == candidates, "everything fits, so everything must be funded")
        _costs(instance, result)
    elif decided == "phragmen":
        verify_phragmen(instance, rule, result.purchases, candidates)
        _costs(instance, result)
    elif decided == "equal_shares":
        _verify_shares(instance, rule, result, candidates)
    else:
        _verify_ranking(instance, rule, list(result.winners), candidates, ())
        _costs(instance, result)
    if decided != "equal_shares":
        _claims_no_more(result)
    _verify_comparison(instance, rule, result, candidates)


def _deciders(instance: Instance, rule: Rule, candidates: set[int]) -> tuple[str, ...]:
    """Who may have decided: all at once where all fits, else the rule, or greedy by its comparison step."""
    together = sum(instance.projects[i].cost for i in candidates) <= instance.budget
    if rule.everything_if_affordable and together and not rule.is_limited:
        return ("everything",)
    return (rule.method, "greedy") if _compares(rule) else (rule.method,)


def _compares(rule: Rule) -> bool:
    return rule.method == "equal_shares" and rule.comparison == "greedy"


def _costs(instance: Instance, result: Result) -> None:
    winners = result.winners
    require(len(set(winners)) == len(winners), "a project is funded twice")
    spent = sum(instance.projects[i].cost for i in winners)
    require(spent == result.cost <= instance.budget, "the winners do not cost what is claimed")


def _claims_no_more(result: Result) -> None:
    """What belongs to equal shares would be believed by whoever reads it beside another rule's outcome."""
    claimed = (result.endowment, result.overshoot, result.overshoot_endowment, result.filled, result.steps)
    require(claimed == (None, None, None, 0, 1), "there are claims of runs that this rule does not make")
    prices = {purchase.price for purchase in result.purchases if result.decided_by != "phragmen"}
    payments = {purchase.payment for purchase in result.purchases}
    require(prices | payments <= {None}, "there are prices that nobody paid")


def _verify_shares(instance: Instance, rule: Rule, result: Result, candidates: set[int]) -> None:
    filled = _verify_filling(instance, rule, result, candidates)
    bought = result.purchases[: len(result.purchases) - filled]
    verify_shares(instance, rule, result, bought, candidates)
    _costs(instance, result)


def _as_counted(instance: Instance, rule: Rule) -> Instance:
    """Ranked ballots as points, empty ballots out: one voter group after the other."""
    points = rule.rank_points or tuple(range(len(instance.projects), 0, -1))
    if instance.ranked and (rule.method in ("borda", "panels") or rule.utility == "points"):
        groups = []
        for group in instance.groups:
            worth = {i: p for i, p in zip(group.choices, points, strict=False) if p > 0}
            groups.append(type(group)(group.weight, tuple(worth), tuple(worth.values())))
        instance = instance.with_groups(groups)
    if rule.empty_ballots == "ignore":
        instance = instance.with_groups(group for group in instance.groups if group.choices)
    return instance


def _candidates(instance: Instance, rule: Rule) -> set[int]:
    votes, voters = votes_of(instance), sum(instance.ballots.weights)
    return {
        index
        for index, project in enumerate(instance.projects)
        if votes[index] >= rule.min_votes
        and votes[index] * 1000 >= rule.min_permille * voters
        and project.cost <= instance.budget
    }


def _verify_filling(instance: Instance, rule: Rule, result: Result, candidates: set[int]) -> int:
    """The winners that came from filling up by votes; how many they are."""
    if rule.completion not in ("add1u", "greedy"):
        require(result.filled == 0, "the rule does not fill up by votes")
        return 0
    winners = list(result.winners)
    require(0 <= result.filled <= len(winners), "more were filled up than were funded")
    bought = winners[: len(winners) - result.filled]
    _verify_ranking(instance, rule, winners[len(bought) :], candidates - set(bought), bought)
    for purchase in result.purchases[len(bought) :]:
        require(purchase.price is None and purchase.payment is None, "there are prices that nobody paid")
    return result.filled


def _verify_ranking(
    instance: Instance, rule: Rule, winners: list[int], candidates: set[int], before: Sequence[int]
) -> None:
    require(_walk(instance, rule, candidates, before) == winners, "walking the ranking gives other winners")


def _walk(instance: Instance, rule: Rule, candidates: set[int], before: Sequence[int]) -> list[int]:
    rank, scores, projects = ranks(instance, rule), _scores(instance, rule), instance.projects
    left = instance.budget - sum(projects[i].cost for i in before)
    funded: list[int] = []
    if rule.rank_by == "score_per_cost":
        scores = [s / projects[i].cost if projects[i].cost else s * 10**40 for i, s in enumerate(scores)]
    for index in sorted(candidates, key=lambda i: (-scores[i], rank[i])):
        if is_barred(instance, rule, index, [*before, *funded]):
            continue
        if projects[index].cost <= left:
            funded.append(index)
            left -= projects[index].cost
        elif rule.fit == "stop":
            break
    return funded


def _scores(instance: Instance, rule: Rule) -> list[Fraction]:
    found = votes_of(instance, with_points=True)
    if rule.method != "panels":
        return [Fraction(score) for score in found]
    blended = [Fraction(0)] * len(found)
    for panel in rule.panels:
        given: Sequence[Score] = found if panel["source"] == "ballots" else instance.panels[panel["name"]]
        whole = (sum(given) if rule.normalise == "share" else max(given)) or 1
        for index, score in enumerate(given):
            blended[index] += Fraction(panel["weight"] * score, whole)
    return blended


def _verify_comparison(instance: Instance, rule: Rule, result: Result, candidates: set[int]) -> None:
    """Who decided, and whether the voters' comparison of both outcomes says so.

    Both are followed and both numbers counted: believed as claimed, they would let anybody put the winners
    by votes in the place of those that the voters preferred.
    """
    decided = result.decided_by
    lost = _compares(rule) and decided == "greedy"
    require((result.outvoted is not None) == lost, "the outvoted outcome belongs where greedy decided")
    if not _compares(rule) or decided == "everything":
        require(result.preference is None, "the rule does not compare two outcomes")
        return
    shares, by_votes = result, _walk(instance, rule, candidates, ())
    if result.outvoted is not None:
        shares = result.outvoted
        _verify_shares(instance, rule, shares, candidates)
    found = _preferences(instance, set(shares.winners), set(by_votes))
    require(found == result.preference, "other numbers of voters prefer the two outcomes")
    require((decided == "greedy") == (found[1] > found[0]), "the comparison step was not followed")


def _preferences(instance: Instance, shares: set[int], by_votes: set[int]) -> tuple[int, int]:
    """How many voters find more of their choices in the one outcome, and how many in the other."""
    ballots, gain = instance.ballots, [(i in by_votes) - (i in shares) for i in range(len(instance.projects))]
    if are_many(ballots):
        sums = np.append(0, np.cumsum(np.array(gain)[np.asarray(ballots.choices)]))
        more = np.diff(sums[np.asarray(ballots.starts)])
        weights = np.asarray(ballots.weights)
        return int(weights[more < 0].sum()), int(weights[more > 0].sum())
    found = [0, 0]
    for group in instance.groups:
        more = sum(gain[index] for index in group.choices)
        found[0] += group.weight * (more < 0)
        found[1] += group.weight * (more > 0)
    return found[0], found[1]
