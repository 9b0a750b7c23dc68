"""The evaluation of a round: every number here is computed from the accounts, the steps, the reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from budgets import execution_queries, satisfaction
from budgets.execution_queries import Standing
from budgets.models import (
    Evaluation,
    Execution,
    Inspection,
    Milestone,
    Project,
    Round,
    RoundEvaluation,
    Satisfaction,
    WasteOutcome,
    WasteReport,
    WasteState,
)
from budgets.satisfaction import Picture
from portal import clock
from portal.frontend import charts

FEWEST = satisfaction.FEWEST


class Course(StrEnum):
    """How a project went, for the sums."""

    DONE = "done"
    DONE_LATE = "done_late"
    RUNNING = "running"
    RUNNING_LATE = "running_late"
    STOPPED = "stopped"

    @property
    def label(self) -> str:
        return {
            Course.DONE: _("제때 마침"),
            Course.DONE_LATE: _("늦게 마침"),
            Course.RUNNING: _("하는 중"),
            Course.RUNNING_LATE: _("하는 중, 늦어짐"),
            Course.STOPPED: _("그만둠"),
        }[self]

    @property
    def tone(self) -> str:
        return {"done": "good", "done_late": "warn", "running": "progress", "running_late": "warn"}.get(
            self.value, "closed"
        )


@dataclass(frozen=True, slots=True)
class Judged:
    """One project. `slip`: days by which its latest step came after the day first planned, 0 when none did,
    None when it was given up; `inspected`/`answered`: how many inspections; money in won."""

    standing: Standing
    course: Course
    slip: int | None
    evaluation: Evaluation | None
    picture: Picture
    inspected: int
    answered: int

    @property
    def project(self) -> Project:
        return self.standing.project


@dataclass(frozen=True, slots=True)
class Sums:
    """A round in numbers. `mean_slip`: days over all projects that were
    not given up, in tenths, rounded half up; `satisfied`:
    answers 1–2, 3, 4–5 of the projects that may be shown; `late`: waste reports answered after their day or
    still waiting beyond it."""

    courses: list[tuple[str, int]]
    planned: int
    spent: int
    share: float
    mean_slip: int
    inspected: int
    answered: int
    mended: int
    reported: int
    replied: int
    late: int
    found: int
    recovered: int
    satisfied: tuple[int, ...]

    @property
    def slip_text(self) -> str:
        return f"{self.mean_slip // 10}.{self.mean_slip % 10}"


def of_round(round_: Round, at: datetime) -> list[Judged]:
    """Every project of the round that somebody carried out; five queries for any number of them."""
    standings = execution_queries.of_round(round_, at)
    ids = [one.execution.pk for one in standings]
    written = {one.execution_id: one for one in Evaluation.objects.filter(execution__in=ids).order_by("pk")}
    pictures = pictures_of(ids, opened(round_), at)
    inspected = dict(_per_execution(Inspection.objects.filter(execution__in=ids)))
    answered = dict(_per_execution(Inspection.objects.filter(execution__in=ids, answer__isnull=False)))
    return [
        _judged(one, written.get(one.execution.pk), pictures, inspected, answered, at) for one in standings
    ]


def _judged(
    standing: Standing,
    evaluation: Evaluation | None,
    pictures: dict[int, Picture],
    inspected: dict[int, int],
    answered: dict[int, int],
    at: datetime,
) -> Judged:
    pk = standing.execution.pk
    days = slip_of(standing.milestones, clock.local(at).date())
    slip, course = (None if standing.is_stopped else days), course_of(standing, days)
    shown = pictures.get(pk, satisfaction.NOTHING)
    return Judged(standing, course, slip, evaluation, shown, inspected.get(pk, 0), answered.get(pk, 0))


def slip_of(milestones: Iterable[Milestone], today: date) -> int:
    """Days by which the latest step came, or will come at the earliest, after the day first planned."""
    days = [
        ((one.done_on or max(today, one.planned_on)) - one.first_planned_on).days
        for one in milestones
        if one.done_on or one.first_planned_on < today or one.is_late
    ]
    return max([0, *days])


def course_of(standing: Standing, slip: int) -> Course:
    if standing.is_stopped:
        return Course.STOPPED
    waiting = standing.done < len(standing.milestones) or not standing.milestones
    if standing.execution.settled_at or not waiting:
        return Course.DONE_LATE if slip else Course.DONE
    return Course.RUNNING_LATE if slip else Course.RUNNING


def _per_execution(rows: Any) -> Any:
    return rows.order_by().values_list("execution").annotate(number=Count("pk"))


def pictures_of(
    executions: Sequence[int], opened: RoundEvaluation | None, at: datetime
) -> dict[int, Picture]:
    """What may be shown of the answers to each project. Nothing while residents are still asked: whoever
    opened the page again and again would see each answer arrive, and who had just been at the town hall."""
    if opened is None or opened.takes_answers(at):
        return {}
    counted: dict[int, dict[int, int]] = defaultdict(dict)
    rows = Satisfaction.objects.filter(execution__in=executions).values_list("execution", "stars")
    for pk, stars, number in rows.order_by().annotate(number=Count("pk")):
        counted[pk][stars] = number
    return {pk: satisfaction.picture(found) for pk, found in counted.items()}


def comments_of(execution: Execution, shown: Picture) -> list[Satisfaction]:
    """What people wrote, without names and in random order: the order of arrival would tell who was first.
    Nothing while so few answered that one could guess."""
    if shown.total is None:
        return []
    said = Satisfaction.objects.filter(execution=execution, hidden_at=None).exclude(comment="")
    return list(said.order_by("public_id")[:50])


def sums(round_: Round, rows: Sequence[Judged], at: datetime) -> Sums:
    planned = sum(one.standing.execution.amount for one in rows)
    spent = sum(one.standing.spent for one in rows)
    slips = [one.slip for one in rows if one.slip is not None]
    reports = list(
        WasteReport.objects.filter(execution__project__envelope__round=round_).select_related("deadline")
    )
    mended = Inspection.objects.filter(
        execution__project__envelope__round=round_, answer__mended_on__isnull=False
    )
    return Sums(
        courses=[(one.label, sum(row.course == one for row in rows)) for one in Course],
        planned=planned,
        spent=spent,
        share=charts.share(spent, planned),
        mean_slip=(20 * sum(slips) + len(slips)) // (2 * len(slips)) if slips else 0,
        inspected=sum(one.inspected for one in rows),
        answered=sum(one.answered for one in rows),
        mended=mended.count(),
        reported=len(reports),
        replied=sum(one.state == WasteState.ANSWERED for one in reports),
        late=sum(one.is_late(at) for one in reports),
        found=sum(one.outcome in WasteOutcome.found() for one in reports),
        recovered=sum(one.recovered for one in reports),
        satisfied=satisfaction.together(one.picture for one in rows),
    )


def opened(round_: Round) -> RoundEvaluation | None:
    """The evaluation's words and date; None before the administrator opened it."""
    return RoundEvaluation.objects.filter(round=round_).first()


def stars_bars(shown: Picture) -> list[tuple[str, int]]:
    """A picture's bars, best first: by stars, or in bands; empty when neither may be shown."""
    if shown.stars:
        labels = [
            ngettext("%(stars)d점", "%(stars)d점", star) % {"stars": star} for star in satisfaction.STARS
        ]
        return list(zip(labels, shown.stars, strict=True))[::-1]
    return band_bars(shown.bands)


def band_bars(bands: Sequence[int]) -> list[tuple[str, int]]:
    labels = [_("아쉬움 (1–2점)"), _("보통 (3점)"), _("만족 (4–5점)")]
    return list(zip(labels, bands, strict=True))[::-1] if bands else []


def her_answer(person: Any, execution: Execution) -> Satisfaction | None:
    if not person.is_authenticated:
        return None
    return Satisfaction.objects.filter(execution=execution, person=person.pk).first()
