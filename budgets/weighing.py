"""A result by weighted panels as a chart and a table: each panel's part of each project's blended score."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from budgets.appraisal_queries import of_envelope
from budgets.appraisal_scores import shown
from budgets.models import Appraisal, Envelope, Project

PERCENT = 100


@dataclass(frozen=True, slots=True)
class Part:
    """What one panel added to one project. `given`: the score or the votes themselves; `share`: that made
    comparable (per cent of the sum, or of the best); `added`: share × weight, in hundredths of the whole.
    `begins` and `length`: where its piece of the bar stands, in per cent of the longest bar."""

    name: str
    number: int
    given: str
    share: str
    added: str
    begins: float
    length: float


@dataclass(frozen=True, slots=True)
class Line:
    project: Project
    parts: list[Part]
    total: str
    funded: bool


@dataclass(frozen=True, slots=True)
class Head:
    """A panel as a column: its number picks a colour, its weight is in per cent."""

    number: int
    name: str
    weight: str
    is_ballots: bool
    appraisal: Appraisal | None


def context(envelope: Envelope, result: Mapping[str, Any]) -> dict[str, Any]:
    """Nothing by other rules."""
    panels = result["rule"].get("panels", [])
    if result["rule"]["method"] != "panels":
        return {}
    whole = sum(panel["weight"] for panel in panels)
    about = of_envelope(envelope)
    heads = [
        Head(
            number,
            panel["name"],
            shown(Fraction(PERCENT * panel["weight"], whole)),
            panel["source"] == "ballots",
            about.get(panel["name"]),
        )
        for number, panel in enumerate(panels, start=1)
    ]
    return {"heads": heads, "lines": _lines(envelope, result, panels), "by_share": _by_share(result)}


def _by_share(result: Mapping[str, Any]) -> bool:
    return bool(result["rule"].get("normalise", "share") == "share")


def _lines(envelope: Envelope, result: Mapping[str, Any], panels: Sequence[Mapping[str, Any]]) -> list[Line]:
    """The highest blended score first."""
    projects = {project.ballot_id: project for project in envelope.projects.all()}
    for project in projects.values():
        project.envelope = envelope
    rows = sorted(result["projects"], key=lambda row: -Fraction(row["blend"]))
    most = max((Fraction(row["blend"]) for row in rows), default=Fraction()) or Fraction(1)
    return [
        Line(
            projects[row["project"]],
            _parts(row, result, panels, most),
            points(Fraction(row["blend"])),
            row["funded"],
        )
        for row in rows
    ]


def _parts(
    row: Mapping[str, Any], result: Mapping[str, Any], panels: Sequence[Mapping[str, Any]], most: Fraction
) -> list[Part]:
    whole, begins, found = sum(panel["weight"] for panel in panels), Fraction(), []
    for number, panel in enumerate(panels, start=1):
        share = Fraction(row["shares"][panel["name"]])
        added = share * panel["weight"] / whole
        begin, length = (float(PERCENT * part / most) for part in (begins, added))
        given = _given(row, result, panel)
        place = (round(begin, 2), round(length, 2))
        found.append(Part(panel["name"], number, given, f"{points(share)}%", points(added), *place))
        begins += added
    return found


def _given(row: Mapping[str, Any], result: Mapping[str, Any], panel: Mapping[str, Any]) -> str:
    if panel["source"] == "ballots":
        return f"{row['score']:,}"
    return shown(str(result["panels"][panel["name"]][row["project"]]))


def points(value: Fraction) -> str:
    """A share as hundredths of the whole, two decimals, rounded half up."""
    hundredths = int(value * 10_000 + Fraction(1, 2))
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def order(result: Mapping[str, Any]) -> dict[str, Fraction]:
    """What projects are ranked by: blended scores where the rule weighs panels, else votes."""
    return {row["project"]: Fraction(row.get("blend", row["votes"])) for row in result["projects"]}
