"""Results and ballots as CSV for spreadsheets: with a byte order mark, so that Excel reads the Korean, and
without a cell that would run as a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from budgets import export
from budgets.evaluation_queries import Judged
from budgets.export_head import amount, as_text, count_of, whole
from budgets.models import Envelope

BOM = "\ufeff"


def projects(envelope: Envelope) -> Iterator[str]:
    """One row per project of a published envelope."""
    counted, result = count_of(envelope), envelope.tally.result or {"winners": []}
    places = {row["project"]: place for place, row in enumerate(result["winners"], start=1)}
    head = [
        _("번호"),
        _("사업"),
        _("분야"),
        _("장소"),
        _("사업비"),
        _("득표"),
        _("점수"),
        _("뽑힘"),
        _("순서"),
        *_weighed_heads(result),
    ]
    rows = (
        [
            project.ballot_id,
            project.title,
            project.category,
            project.place,
            amount(envelope, project.cost),
            str(counted[project.ballot_id]["votes"]),
            whole(counted[project.ballot_id]["score"]),
            "1" if counted[project.ballot_id]["funded"] else "0",
            str(places.get(project.ballot_id, "")),
            *_weighed(result, counted[project.ballot_id]),
        ]
        for project in envelope.projects.order_by("number")
    )
    return _lines(head, rows)


def _weighed_heads(result: dict[str, Any]) -> list[str]:
    """Where panels were weighed: what each gave, its share, and the blended score."""
    if not result.get("panels"):
        return []
    share = _("몫")
    shares = [f"{panel['name']} {share}" for panel in result["rule"]["panels"]]
    return [*_scored_panels(result), *shares, _("합친 점수")]


def _scored_panels(result: dict[str, Any]) -> list[str]:
    """In the order of the rule, as on the page: the database keeps an object's keys in one of its own."""
    return [panel["name"] for panel in result["rule"]["panels"] if panel["name"] in result["panels"]]


def _weighed(result: dict[str, Any], row: dict[str, Any]) -> list[str]:
    if not result.get("panels"):
        return []
    given = [str(result["panels"][name][row["project"]]) for name in _scored_panels(result)]
    shares = [row["shares"][panel["name"]] for panel in result["rule"]["panels"]]
    return [whole(value) for value in (*given, *shares, row["blend"])]


def ballot_head() -> str:
    """The first line of a file of ballots, in the reader's language."""
    return BOM + _line([_("투표지"), _("고른 사업"), _("점수")])


def ballot_rows(envelope: Envelope) -> Iterator[str]:
    """One line per ballot; projects and points in one cell each, apart by spaces."""
    for voter, choices, points in export.ballots(envelope):
        yield _line([voter, " ".join(choices), " ".join(map(str, points or []))])


def evaluation(rows: Iterable[Judged]) -> Iterator[str]:
    """One row per project of an evaluated round; satisfaction only where it may be shown."""
    head = [
        _("사업"),
        _("맡은 부서"),
        _("경과"),
        _("편성액"),
        _("쓴 돈"),
        _("늦어진 날"),
        _("목적"),
        _("점검"),
        _("답한 점검"),
        _("만족도 응답"),
        _("만족도 평균"),
    ]
    return _lines(head, ([str(cell) for cell in _judged(row)] for row in rows))


def _judged(row: Judged) -> list[object]:
    execution, evaluation, picture = row.standing.execution, row.evaluation, row.picture
    return [
        row.project.title,
        f"{execution.unit.agency.display_name} {execution.unit.display_name}",
        row.course.label,
        execution.amount,
        row.standing.spent,
        "" if row.slip is None else row.slip,
        evaluation.get_reached_display() if evaluation else "",
        row.inspected,
        row.answered,
        "" if picture.total is None else picture.total,
        "" if picture.tenths is None else picture.mean,
    ]


def _lines(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield BOM + _line(head)
    for row in rows:
        yield _line(row)


def _line(cells: Sequence[str]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow([as_text(cell) for cell in cells])
    return text.getvalue()
