"""The published ballots in the Pabulib format, streamed: anybody can count them again with another program.

Rows come in the order of the sealed rows' random ids, by which voters are named; in the order of the tree,
the way of a receipt's proof would lead whoever was shown the receipt straight to the row.
No age, no sex, no district, no time.
"""

from collections.abc import Iterator

from budgets.models import Envelope, Project
from budgets.tally import pb
from portal import clock


def lines(envelope: Envelope) -> Iterator[str]:
    """The lines of the file."""
    projects = list(envelope.projects.order_by("number"))
    return pb.write(_meta(envelope, projects), _projects(envelope, projects), _votes(envelope, projects))


def _meta(envelope: Envelope, projects: list[Project]) -> list[tuple[str, str]]:
    round_, rule = envelope.round, envelope.tally_rule()
    first, last = clock.local(round_.opens_at), clock.local(round_.closes_at)
    pairs = [
        ("description", as_text(f"{round_.title} | {envelope.name}")),
        ("country", "South Korea" if envelope.currency == "KRW" else "Worldwide"),
        ("unit", as_text(envelope.area.name if envelope.area else envelope.name)),
        ("instance", str(last.year)),
        ("num_projects", str(len(projects))),
        ("num_votes", str(envelope.ballots_total or 0)),
        ("budget", amount(envelope, envelope.amount)),
        ("vote_type", "approval"),
        ("rule", _rule_name(envelope)),
        ("date_begin", f"{first:%d.%m.%Y}"),
        ("date_end", f"{last:%d.%m.%Y}"),
        *_limits(envelope, len(projects)),
        ("currency", envelope.currency),
        ("language", "ko"),
    ]
    if rule.method == "greedy" and rule.min_votes:
        pairs.append(("min_project_score_threshold", str(rule.min_votes)))
    return pairs


def _limits(envelope: Envelope, projects: int) -> list[tuple[str, str]]:
    if envelope.is_knapsack:
        return [("min_length", "1"), ("max_sum_cost", amount(envelope, envelope.amount))]
    return [
        ("min_length", str(envelope.min_choices)),
        ("max_length", str(min(envelope.max_choices, projects))),
    ]


def _rule_name(envelope: Envelope) -> str:
    rule = envelope.tally_rule()
    if rule.method == "greedy":
        name = "greedy-threshold" if rule.min_votes else "greedy"
        return "greedy-no-skip" if rule.fit == "stop" else name
    name = "equalshares" if rule.completion == "none" else "equalshares/add1"
    return name + ("-comparison" if rule.comparison == "greedy" else "")


def amount(envelope: Envelope, value: int) -> str:
    """An amount in the currency's own unit, as the file had it or as won."""
    if envelope.scale == 1:
        return str(value)
    whole, rest = divmod(value, envelope.scale)
    return f"{whole}.{rest:0{len(str(envelope.scale)) - 1}d}"


def as_text(words: str) -> str:
    """People open these files in spreadsheets, which would run a name that begins like a formula."""
    return "'" + words if words.lstrip().startswith(("=", "+", "-", "@")) else words


def _projects(envelope: Envelope, projects: list[Project]) -> Iterator[dict[str, str]]:
    result = envelope.tally.result or {"winners": [], "projects": []}
    winners = {row["project"] for row in result["winners"]}
    votes = {row["project"]: row["votes"] for row in result["projects"]}
    for project in projects:
        yield {
            "project_id": project.ballot_id,
            "cost": amount(envelope, project.cost),
            "votes": str(votes.get(project.ballot_id, 0)),
            "name": as_text(project.title),
            "selected": "1" if project.ballot_id in winners else "0",
        }


def _votes(envelope: Envelope, projects: list[Project]) -> Iterator[tuple[str, str]]:
    names = {project.number: project.ballot_id for project in projects}
    rows = envelope.sealed.order_by("id").values_list("id", "choices")
    for voter, choices in rows.iterator(chunk_size=5000):
        yield voter.hex[:16], ",".join(names[number] for number in choices)
