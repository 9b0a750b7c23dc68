"""Finished analyses turned into rows, charts and sentences."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext_lazy, ngettext

from budgets.models import Analysis, Envelope, Project
from budgets.result_queries import finished
from budgets.words import money
from portal.frontend import words

Analyses = dict[str, Analysis]
Kind = Analysis.Kind

RULES: dict[str, Any] = {
    "declared": gettext_lazy("이번 규칙"),
    "greedy": gettext_lazy("득표순"),
    "greedy_per_cost": gettext_lazy("사업비에 견준 득표순"),
    "borda": gettext_lazy("순위 점수순"),
    "shares_cost": gettext_lazy("몫 나누기(금액 기준)"),
    "shares_cardinality": gettext_lazy("몫 나누기(사업 수 기준)"),
    "phragmen": gettext_lazy("부담 나누기(프라그멘)"),
}


def waiting(analyses: Analyses, kind: str) -> dict[str, Any] | None:
    """How far an analysis is that cannot be shown yet; None when it is finished."""
    analysis = analyses.get(kind)
    if analysis is None:
        return {"label": Kind(kind).label, "done": 0, "total": 0, "failed": False}
    if analysis.state == Analysis.State.DONE:
        return None
    failed = analysis.state == Analysis.State.FAILED
    return {"label": Kind(kind).label, "done": analysis.done, "total": analysis.total, "failed": failed}


def needs(analyses: Analyses) -> dict[str, dict[str, Any]]:
    """What each unfunded project lacked, by its id on ballots; empty until that is worked out."""
    found = finished(analyses, Kind.MISSING) or {"projects": []}
    return {row["project"]: row for row in found["projects"]}


# ------------------------------------------------------------------ rules side by side


@dataclass(frozen=True, slots=True)
class Column:
    """One rule and the figures of its outcome, as people read them."""

    key: str
    name: str
    winners: frozenset[str]
    cost: str
    excluded: str
    excluded_tenths: float
    mean_winners: str
    mean_cost: str
    gini: str
    slighted: int
    prefer_this: int
    prefer_declared: int


def comparison(envelope: Envelope, projects: list[Project], analyses: Analyses) -> dict[str, Any]:
    """Everything on the page that compares: figures, matrix, charts, EJR+, stability."""
    found = finished(analyses, Kind.COMPARISON)
    context: dict[str, Any] = {
        "waiting": [w for kind in (Kind.COMPARISON, Kind.STABILITY) if (w := waiting(analyses, kind))]
    }
    if found is not None:
        columns = [_column(envelope, row) for row in found["rules"]]
        context |= {
            "columns": columns,
            "matrix": _matrix(projects, columns),
            "excluded_bars": [(c.name, c.excluded_tenths, c.key == "declared") for c in columns],
            "slighted": _slighted(envelope, projects, found["rules"][0]),
        }
    return context | _stability(projects, analyses)


def _column(envelope: Envelope, row: dict[str, Any]) -> Column:
    figures = row["figures"]
    share = Fraction(figures["excluded"], max(figures["voters"], 1))
    return Column(
        key=row["rule"],
        name=str(RULES[row["rule"]]),
        winners=frozenset(row["winners"]),
        cost=money(row["cost"], envelope),
        excluded=ngettext("%(percent)s%% (%(number)s명)", "%(percent)s%% (%(number)s명)", figures["excluded"])
        % {"percent": _tenths(100 * share), "number": words.count(figures["excluded"])},
        excluded_tenths=float(_tenths(100 * share)),
        mean_winners=f"{float(Fraction(figures['mean_winners'])):.2f}",
        mean_cost=money(Fraction(figures["mean_cost"]) // 1, envelope),
        gini=f"{float(Fraction(figures['gini'])):.2f}",
        slighted=len(figures["slighted"]),
        prefer_this=row["prefer"]["this"],
        prefer_declared=row["prefer"]["declared"],
    )


def _tenths(value: Fraction) -> str:
    return f"{float(round(value * 10)) / 10:.1f}"


def _matrix(projects: list[Project], columns: list[Column]) -> list[dict[str, Any]]:
    """Projects that some rule funds: those that all fund first, then by how many do."""
    rows = [(p, [p.ballot_id in column.winners for column in columns]) for p in projects]
    shown = [(project, marks) for project, marks in rows if any(marks)]
    shown.sort(key=lambda row: (-sum(row[1]), not row[1][0], row[0].number))
    return [{"project": project, "marks": marks, "same": len(set(marks)) == 1} for project, marks in shown]


def _slighted(envelope: Envelope, projects: list[Project], row: dict[str, Any]) -> list[dict[str, Any]]:
    known = {project.ballot_id: project for project in projects}
    return [
        {
            "project": known[one["project"]],
            "supporters": one["supporters"],
            "missing": money(Fraction(one["missing"]), envelope),
        }
        for one in row["figures"]["slighted"]
    ]


# ------------------------------------------------------------------ stability


def _stability(projects: list[Project], analyses: Analyses) -> dict[str, Any]:
    """Each project's share of the resamples: winners and whoever won at least once."""
    found = finished(analyses, Kind.STABILITY)
    if not found or not found["resamples"]:
        return {}
    known = {project.ballot_id: project for project in projects}
    result = projects[0].envelope.tally.result if projects else None
    won = {row["project"] for row in (result or {"winners": []})["winners"]}
    rows = [_stable(known[row["project"]], row["won"], found["resamples"], won) for row in found["projects"]]
    rows = sorted(
        (r for r in rows if r["won"] or r["funded"]), key=lambda r: (-r["won"], r["project"].number)
    )
    return {
        "stability": rows,
        "resamples": found["resamples"],
        "stability_seed": found["seed"],
        "stability_bars": [(r["project"].title, r["percent"], r["funded"]) for r in rows],
        "shaky": [r for r in rows if r["funded"] and r["percent"] < 90],
    }


def _stable(project: Project, won: int, resamples: int, winners: set[str]) -> dict[str, Any]:
    percent = float(_tenths(Fraction(100 * won, resamples)))
    return {"project": project, "won": won, "percent": percent, "funded": project.ballot_id in winners}
