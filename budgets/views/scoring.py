"""A panelist's own pages. To everybody else they are not there."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from budgets import panel_queries as queries
from budgets import panel_rules as rules
from budgets.actions import panel as actions
from budgets.models import Declaration, Plan, Seat
from budgets.panel_forms import ScoreForm
from portal import clock
from portal.accounts import kept
from portal.refusals import Refused


def _seat(request: HttpRequest, round_id: str) -> Seat:
    seat = queries.seat_of(queries.public_panel(round_id), request.user)
    if seat is None:
        raise Http404
    return seat


@login_required
@require_safe
def index(request: HttpRequest, round_id: str) -> HttpResponse:
    """The plans, and what is still to be done with each."""
    seat, at = _seat(request, round_id), clock.now()
    sheets = queries.sheets_of(seat)
    plans = queries.plans_to_score(seat.panel)
    rows = [
        {
            "plan": plan,
            "sheet": sheets.get(plan.pk),
            "refusal": rules.scoring_refusal(seat, plan, [one.author_id for one in plan.ideas.all()], at),
        }
        for plan in plans
    ]
    context = {"seat": seat, "panel": seat.panel, "round": seat.panel.round, "rows": rows}
    return render(request, "budgets/panel/scores.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, round_id: str, plan_id: str) -> HttpResponse:
    """First the declaration, then the points; they may be changed until the scores close."""
    seat = _seat(request, round_id)
    plan = next((one for one in queries.plans_to_score(seat.panel) if one.public_id == plan_id), None)
    if plan is None:
        raise Http404
    said = queries.sheets_of(seat).get(plan.pk)
    authors = [idea.author_id for idea in plan.ideas.all()]
    refusal = rules.scoring_refusal(seat, plan, authors, clock.now())
    if refusal is None and queries.open_now(seat.panel, clock.now()):
        refusal = rules.SHOWN
    if refusal is None and said is not None and said.interested:
        refusal = rules.INTERESTED
    criteria = list(seat.panel.criteria.filter(kind=seat.kind))
    initial = _initial(said) | kept.initial(request)
    form = ScoreForm(request.POST or None, criteria=criteria, initial=initial)
    if request.method == "POST" and form.is_valid() and _save(form, seat, plan):
        messages.success(request, _("저장했습니다. 점수는 모두 매길 때까지 아무도 볼 수 없습니다."))
        return redirect("budgets:scores", round_id)
    context: dict[str, Any] = {
        "form": form,
        "plan": plan,
        "round": seat.panel.round,
        "panel": seat.panel,
        "refusal": refusal,
        "points": [form[f"c{one.pk}"] for one in criteria],
    }
    return render(request, "budgets/panel/score.html", context, status=422 if form.errors else 200)


def _save(form: ScoreForm, seat: Seat, plan: Plan) -> bool:
    data, at = form.cleaned_data, clock.now()
    try:
        if data["interest"] == "yes":
            actions.declare_interest(seat=seat, plan=plan, reason=data["reason"], at=at)
        elif data["interest"] == "no":
            actions.score_plan(seat=seat, plan=plan, points=form.points(), at=at)
        else:
            raise Refused(rules.NO_ANSWER)
    except Refused as refused:
        field = refused.refusal.field
        form.add_error(field if field in form.fields else None, str(refused.refusal.sentence))
        return False
    return True


def _initial(said: Declaration | None) -> dict[str, Any]:
    if said is None:
        return {}
    points = {f"c{score.criterion_id}": score.points for score in said.scores.all()}
    return {"interest": "yes" if said.interested else "no", "reason": said.reason} | points
