"""What stands above the ballots in a .pb file: META and PROJECTS, as complete as the Pabulib format asks."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

from budgets.models import Envelope, ImportedFile, Project
from budgets.tally import Rule
from budgets.tally.categories import carried
from budgets.tally.meta import RULES, rule_of
from portal import clock

# The order of the format; a key that is not here is not part of it and is left out.
ORDER = """
description country unit district subunit instance num_projects num_votes budget vote_type rule date_begin
date_end min_length max_length min_sum_cost max_sum_cost min_points max_points min_sum_points max_sum_points
default_score min_project_cost max_project_cost min_project_score_threshold neighborhoods subdistricts
categories edition language currency fully_funded experimental comment acknowledgments leftover_budget
budget_per_category budget_per_neighborhood min_length_per_category max_length_per_category
min_sum_cost_per_category max_sum_cost_per_category
""".split()  # noqa: SIM905  (one name per line would be a page)

VOTE_TYPES = {
    Envelope.Ballot.APPROVAL: "approval",
    Envelope.Ballot.KNAPSACK: "approval",
    Envelope.Ballot.CHOOSE_ONE: "choose-1",
    Envelope.Ballot.RANKED: "ordinal",
    Envelope.Ballot.POINTS: "cumulative",
}
SCORED = ("ordinal", "cumulative")


def vote_type(envelope: Envelope) -> str:
    return VOTE_TYPES[Envelope.Ballot(envelope.ballot_kind)]


def meta(envelope: Envelope, projects: list[Project]) -> list[tuple[str, str]]:
    """Pairs of META in the format's order. Of an imported election: what its own file said, where it is not
    about the numbers that we counted ourselves."""
    imported = ImportedFile.objects.filter(envelope=envelope).first()
    said = dict(imported.meta) if imported else _ours(envelope)
    said |= _counted(envelope, projects) | _rule(envelope, said, projects)
    return [(key, as_text(said[key])) for key in ORDER if said.get(key)]


def _ours(envelope: Envelope) -> dict[str, str]:
    round_ = envelope.round
    first, last = clock.local(round_.opens_at), clock.local(round_.closes_at)
    return {
        "description": f"{round_.title} | {envelope.name}",
        "country": "South Korea" if envelope.currency == "KRW" else "Worldwide",
        "unit": envelope.area.full_name if envelope.area else envelope.name,
        "instance": str(last.year),
        "date_begin": f"{first:%d.%m.%Y}",
        "date_end": f"{last:%d.%m.%Y}",
        "currency": envelope.currency,
        "language": "ko",
        "categories": ",".join(sorted(_categories(envelope))),
        **_limits(envelope),
    }


def _categories(envelope: Envelope) -> set[str]:
    names = envelope.projects.exclude(category="").values_list("category", flat=True)
    return {one for name in names for one in carried(name).split(",")}


def _limits(envelope: Envelope) -> dict[str, str]:
    kind, many = envelope.ballot_kind, envelope.projects.count()
    if kind == Envelope.Ballot.CHOOSE_ONE:
        return {"min_length": "1", "max_length": "1"}
    if kind == Envelope.Ballot.KNAPSACK:
        return {"min_length": "1", "max_sum_cost": amount(envelope, envelope.amount)}
    most = str(min(envelope.max_choices, many))
    limits = {"min_length": str(envelope.min_choices), "max_length": most}
    if kind == Envelope.Ballot.POINTS:
        limits |= {"min_sum_points": "1", "max_sum_points": str(envelope.points_total)}
    return limits


def _counted(envelope: Envelope, projects: list[Project]) -> dict[str, str]:
    everything = sum(project.cost for project in projects) <= envelope.amount
    return {
        "num_projects": str(len(projects)),
        "num_votes": str(envelope.ballots_total or 0),
        "budget": amount(envelope, envelope.amount),
        "vote_type": vote_type(envelope),
        "fully_funded": "1" if everything else "",
    }


def _rule(envelope: Envelope, said: dict[str, str], projects: list[Project]) -> dict[str, str]:
    """The format's name of our rule. A rule that it has no name for is `unknown`; where a tie decided, which
    the format leaves open, greedy is `greedy-custom`. Both point to our record of the rule."""
    rule = envelope.tally_rule()
    name = rule_name(rule)
    if name.startswith("greedy") and (
        _tie_decided(envelope, rule, projects) or _has_other_points(envelope, rule, said, len(projects))
    ):
        name = "greedy-custom"
    found = {"rule": name, "min_project_score_threshold": _least(rule) if name != "unknown" else ""}
    if name in ("unknown", "greedy-custom"):
        sentence = f"#1: The rule, ties included, is the record with the SHA-256 {rule.digest}."
        found["comment"] = said.get("comment") or sentence
    return found


def _has_other_points(envelope: Envelope, rule: Rule, said: dict[str, str], number: int) -> bool:
    """Do the places of a ranking give other points than a reader would take, who has only the file?"""
    if rule.method != "borda":
        return False
    theirs = rule_of({"rule": "greedy", "vote_type": "ordinal", "max_length": said.get("max_length", "")})
    most = envelope.max_choices
    ours = rule.rank_points or tuple(range(number, 0, -1))
    return theirs is None or ours[:most] != theirs.rank_points[:most]


def _least(rule: Rule) -> str:
    return str(rule.min_votes) if rule.min_votes else ""


def _tie_decided(envelope: Envelope, rule: Rule, projects: list[Project]) -> bool:
    """Would another program, which takes equal projects in the order of the file, fund others than we did?"""
    counted, left, funded = count_of(envelope), envelope.amount, set()
    field = "score" if vote_type(envelope) in SCORED else "votes"
    for project in sorted(projects, key=lambda one: -Fraction(counted[one.ballot_id][field])):
        if counted[project.ballot_id][field] < rule.min_votes:
            continue
        if project.cost <= left:
            left -= project.cost
            funded.add(project.ballot_id)
        elif rule.fit == "stop":
            break
    return funded != {name for name, row in counted.items() if row["funded"]}


def count_of(envelope: Envelope) -> dict[str, dict[str, Any]]:
    """What was counted for each project, by the id that ballots use."""
    result = envelope.tally.result or {"projects": []}
    return {row["project"]: row for row in result["projects"]}


def rule_name(rule: Rule) -> str:
    if rule.method in ("greedy", "borda"):  # of ranked ballots the format says "greedy" for points by place
        name = "greedy-threshold" if rule.min_votes else "greedy"
        return "greedy-no-skip" if rule.fit == "stop" else name
    if rule.method != "equal_shares" or rule.completion not in ("none", "add1"):
        return "unknown"
    name = "equalshares" if rule.completion == "none" else "equalshares/add1"
    name += "-comparison" if rule.comparison == "greedy" else ""
    return name if _is_standard(rule, RULES[name]) else "unknown"


# What the format leaves open, or says elsewhere, or what is not counted with.
LEFT_OPEN = ("min_votes", "commitment", "seed", "ballot", "leftovers")
STEPS = ("increment", "increment_permille", "exhaustive_stop")  # of raising the wallets


def _is_standard(rule: Rule, meant: Rule) -> bool:
    """Equal shares as the format means it. Other small print decides elections, so it gets another name:
    whoever counts by the name alone would find other winners and think that the city's were false."""
    free = LEFT_OPEN + (STEPS if rule.completion == "none" else ())
    return rule.min_votes <= 1 and replace(meant, **{name: getattr(rule, name) for name in free}) == rule


def amount(envelope: Envelope, value: int) -> str:
    """An amount in the currency's own unit, as the file had it or as won."""
    if envelope.scale == 1:
        return str(value)
    whole, rest = divmod(value, envelope.scale)
    return f"{whole}.{rest:0{len(str(envelope.scale)) - 1}d}"


def as_text(words: str) -> str:
    """People open these files in spreadsheets, which would run a name that begins like a formula."""
    return (
        "'" + words
        if words.lstrip().startswith(("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠"))
        else words
    )


def cells(listed: str) -> str:
    """A list as the format wants it: commas without spaces around them."""
    return ",".join(one.strip() for one in listed.split(",") if one.strip())


def projects_of(envelope: Envelope, projects: list[Project]) -> Iterator[dict[str, str]]:
    """PROJECTS; columns that no project fills are left out."""
    counted = count_of(envelope)
    rows = [row_of(envelope, project, counted[project.ballot_id]) for project in projects]
    filled = [name for name in (rows[0] if rows else {}) if any(row[name] for row in rows)]
    for row in rows:
        yield {name: row[name] for name in filled}


def row_of(envelope: Envelope, project: Project, counted: dict[str, Any]) -> dict[str, str]:
    return {
        "project_id": project.ballot_id,
        "cost": amount(envelope, project.cost),
        "votes": str(counted["votes"]),
        "score": whole(counted["score"]) if vote_type(envelope) in SCORED else "",
        "name": as_text(project.title),
        "category": carried(project.category),
        "selected": "1" if counted["funded"] else "0",
        "neighborhood": as_text(project.place),
    }


def whole(value: object) -> str:
    """A score as the format wants it; a weighted one may be a fraction."""
    exact = Fraction(str(value))
    return str(exact.numerator) if exact.denominator == 1 else f"{float(exact):.6f}"
