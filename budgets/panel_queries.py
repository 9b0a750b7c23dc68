"""What the pages of the panel read. Scores are nobody's before all are in, or the time for them is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db.models import Count
from django.http import Http404
from django.utils.translation import gettext as _

from budgets.actions.panel import entry, living
from budgets.models import Criterion, Declaration, Envelope, Panel, Plan, PlanState, Round, Score, Seat
from budgets.models.panel import AgeBand
from budgets.rules import is_for_community
from portal.organisations.models import Area

SCORED = (PlanState.COSTED, PlanState.ON_BALLOT)


def public_panel(round_id: str) -> Panel:
    """The panel of a public round, or 404 while there is none."""
    panel = (
        Panel.objects.select_related("round", "area__parent")
        .filter(round__public_id=round_id, round__state__in=Round.State.public())
        .first()
    )
    if panel is None:
        raise Http404
    return panel


def seat_of(panel: Panel, person: Any) -> Seat | None:
    """Where this person sits, if she still does."""
    seat = panel.seats.filter(person_id=person.pk, left_at=None).first() if person.is_authenticated else None
    if seat is not None:
        seat.panel = panel
    return seat


def who_may_apply(panel: Panel) -> str:
    """Whom the panel looks for, as words that stand alone."""
    if panel.area is None:
        return _("사는 곳을 확인한 분은 누구나")
    words = _("%(area)s에 살거나 일하거나 배우는 분") if is_for_community(panel) else _("%(area)s에 사는 분")
    return words % {"area": panel.area.full_name}


def usual_place(round_: Round) -> dict[str, Any]:
    """Whom a new panel of this round would look for: those who decide about its money. Of several
    districts the area that holds them all; money without an area leaves it to everybody."""
    envelopes = list(round_.envelopes.select_related("area"))
    areas = [one.area for one in envelopes if one.area is not None]
    if not areas or len(areas) < len(envelopes):
        return {}
    paths = [one.ancestor_codes() for one in areas]
    codes = [code for code, *others in zip(*paths, strict=False) if {code} >= {*others}]
    area = Area.objects.exclude(level=Area.Level.NATION).filter(code=codes[-1]).first()
    is_wide = area is not None and any(is_for_community(one) for one in envelopes)
    return {"area": area, "voters": Envelope.Voters.COMMUNITY if is_wide else Envelope.Voters.RESIDENTS}


def strata(panel: Panel) -> list[dict[str, Any]]:
    """Applicants and seats by area and age band, for the table beside the draw."""
    rows = living(panel).values("area", "age_band").annotate(applied=Count("pk"), drawn=Count("seat"))
    areas = Area.objects.in_bulk({row["area"] for row in rows})
    return [
        {**row, "where": areas[row["area"]].display_name, "age": AgeBand(row["age_band"]).label}
        for row in rows.order_by("area__path", "age_band")
    ]


def draw_file(panel: Panel) -> dict[str, Any]:
    """Everything needed to draw again, with the order in which the others step in, who has, and who was
    passed over (she withdrew, moved away or sits as an expert); codes, no names. 404 before the draw."""
    if panel.drawn_at is None:
        raise Http404
    drawn_from = panel.applicants.select_related("area").filter(at__lt=panel.drawn_at, left_out_at=None)
    listed = [one for one in drawn_from if one.withdrawn_at is None or one.withdrawn_at > panel.drawn_at]
    citizens = panel.seats.filter(applicant__isnull=False).order_by("since", "pk")
    drawn, later = citizens.filter(since=panel.drawn_at), citizens.filter(since__gt=panel.drawn_at)
    waiting = sorted((one for one in listed if one.reserve is not None), key=lambda one: one.reserve or 0)
    queue, came = [one.code for one in waiting], list(later.values_list("applicant__code", flat=True))
    return {
        "round": panel.round.public_id,
        "size": panel.size,
        "commitment": panel.commitment,
        "seed": panel.seed,
        "applicants_sha256": panel.roster_sha256,
        "applicants": [entry(one)._asdict() for one in listed],
        "seats": sorted(drawn.values_list("applicant__code", flat=True)),
        "reserves": queue,
        "stepped_in": came,
        "passed_over": [code for code in queue[: _reached(queue, came)] if code not in came],
    }


def _reached(queue: list[str], came: list[str]) -> int:
    """How far the queue has been gone through."""
    return max((queue.index(code) + 1 for code in came if code in queue), default=0)


@dataclass(frozen=True, slots=True)
class Result:
    """What one kind of seat thinks of one plan. `mean`: weighted, from 1 to 5, exact; `judges`: how many
    scored; `recused`: how many were out."""

    kind: str
    label: str
    mean: Fraction | None
    judges: int
    recused: int

    @property
    def shown(self) -> str:
        """Two decimals, rounded half up."""
        if self.mean is None:
            return "–"
        hundredths = (self.mean * 100 + Fraction(1, 2)) // 1
        return f"{hundredths // 100}.{hundredths % 100:02d}"


def open_now(panel: Panel, at: datetime) -> bool:
    """Are the scores public? When the time is over, or when nobody who may score is missing; and once they
    have been, for good, whoever leaves or is called later."""
    return (
        panel.opened_at is not None
        or at >= panel.scores_until
        or (panel.drawn_at is not None and not missing(panel))
    )


def waiting_to_open() -> list[Panel]:
    """Panels at work whose scores nobody may read yet."""
    found = Panel.objects.filter(round__state=Round.State.SHORTLISTING, opened_at=None)
    return list(found.exclude(drawn_at=None))


def missing(panel: Panel) -> int:
    """How many sheets are still to come: sitting panelists × plans, less those done and those recused."""
    plans = list(Plan.objects.filter(round=panel.round_id, state__in=SCORED).prefetch_related("ideas"))
    seats = list(panel.seats.filter(left_at=None))
    criteria = _criteria(panel)
    done = _sheets(panel)
    if not plans or not any(criteria.get(seat.kind) for seat in seats):
        return 1  # nothing to publish yet
    return sum(
        not _is_settled(seat, plan, done.get((seat.pk, plan.pk)), criteria.get(seat.kind, []))
        for seat in seats
        for plan in plans
    )


def _is_settled(seat: Seat, plan: Plan, sheet: Any, criteria: list[Criterion]) -> bool:
    if not criteria or _wrote(seat, plan):
        return True
    return sheet is not None and (sheet.interested or len(sheet.scores.all()) == len(criteria))


def _wrote(seat: Seat, plan: Plan) -> bool:
    return any(idea.author_id == seat.person_id for idea in plan.ideas.all())


def _criteria(panel: Panel) -> dict[str, list[Criterion]]:
    found: dict[str, list[Criterion]] = {}
    for criterion in panel.criteria.all():
        found.setdefault(criterion.kind, []).append(criterion)
    return found


def _sheets(panel: Panel) -> dict[tuple[int, int], Declaration]:
    rows = Declaration.objects.filter(seat__panel=panel, seat__left_at=None).prefetch_related("scores")
    return {(one.seat_id, one.plan_id): one for one in rows}


def results_by_plan(round_: Round, at: datetime) -> dict[int, list[Result]]:
    """Plan → what each kind of seat thinks; empty while the scores are secret. Seven queries."""
    panel = Panel.objects.filter(round=round_).first()
    if panel is None or not open_now(panel, at):
        return {}
    criteria, sheets = _criteria(panel), _sheets(panel)
    seats = {seat.pk: seat for seat in panel.seats.filter(left_at=None)}
    plans = Plan.objects.filter(round=round_, state__in=SCORED).prefetch_related("ideas")
    return {
        plan.pk: [_result(kind, plan, criteria[kind], seats, sheets) for kind in sorted(criteria)]
        for plan in plans
    }


def _result(
    kind: str,
    plan: Plan,
    criteria: list[Criterion],
    seats: dict[int, Seat],
    sheets: dict[tuple[int, int], Declaration],
) -> Result:
    """Complete sheets of people without an interest; authors are out even if they wrote into the plan later,
    by a merger."""
    weights = {criterion.pk: criterion.weight for criterion in criteria}
    marks: list[Fraction] = []
    recused = 0
    for seat in (one for one in seats.values() if one.kind == kind):
        sheet = sheets.get((seat.pk, plan.pk))
        if _wrote(seat, plan) or (sheet is not None and sheet.interested):
            recused += 1
        elif sheet is not None and len(sheet.scores.all()) == len(weights):
            marks.append(_mark(list(sheet.scores.all()), weights))
    mean = sum(marks, Fraction()) / len(marks) if marks else None
    return Result(kind, str(Seat.Kind(kind).label), mean, len(marks), recused)


def _mark(scores: list[Score], weights: dict[int, int]) -> Fraction:
    total = sum(score.points * weights[score.criterion_id] for score in scores)
    return Fraction(total, sum(weights.values()))


def sheets_of(seat: Seat) -> dict[int, Declaration]:
    """Her own declarations, by plan, with her points."""
    return {one.plan_id: one for one in seat.declarations.prefetch_related("scores")}


def plans_to_score(panel: Panel) -> list[Plan]:
    rows = Plan.objects.filter(round=panel.round_id, state=PlanState.COSTED).prefetch_related("ideas")
    plans = list(rows.select_related("unit__agency", "area__parent").order_by("pk"))
    for plan in plans:
        plan.round = panel.round
    return plans
