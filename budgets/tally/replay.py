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
    together = sum(instance.projects[i].cost for i in candidates) <= instance.budget
    winners = list(result.winners)
    if rule.everything_if_affordable and together and not rule.is_limited:
        require(result.decided_by == "everything", "everything fits, so everything must be funded")
        require(set(winners) == candidates, "everything fits, so everything must be funded")
    elif result.decided_by == "phragmen":
        require(rule.method == "phragmen", "another rule decided")
        verify_phragmen(instance, rule, result.purchases, candidates)
    elif result.decided_by == "equal_shares":
        require(rule.method == "equal_shares", "another rule decided")
        filled = _verify_filling(instance, rule, result, candidates)
        verify_shares(instance, rule, result, result.purchases[: len(winners) - filled], candidates)
    else:
        _verify_ranking(instance, rule, winners, candidates, ())
    _verify_comparison(instance, rule, result, candidates)
    spent = sum(instance.projects[i].cost for i in winners)
    require(spent == result.cost <= instance.budget, "the winners do not cost what is claimed")


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
    bought = winners[: len(winners) - result.filled]
    _verify_ranking(instance, rule, winners[len(bought) :], candidates - set(bought), bought)
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
    """Who decided, and whether the voters' comparison of both outcomes says so."""
    if rule.method != "equal_shares" or rule.comparison == "none" or result.decided_by == "everything":
        require(result.decided_by in (rule.method, "everything"), "another rule decided")
        return
    claimed = result.preference or (0, 0)
    require(claimed[1] > claimed[0] if result.decided_by == "greedy" else claimed[1] <= claimed[0],
            "the comparison step was not followed")  # fmt: skip
    if result.decided_by == "equal_shares":
        by_votes = set(_walk(instance, rule, candidates, ()))
        found = _preferences(instance, set(result.winners), by_votes)
        require(found == claimed, "other numbers of voters prefer the two outcomes")


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
