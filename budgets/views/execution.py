"""What became of the projects that people voted for: for everybody."""

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from budgets import (
    actions,
    evaluation_queries,
    execution_queries,
    queries,
    satisfaction,
    waste_queries,
    watch_queries,
)
from budgets.actions.watch import seat_of
from budgets.models import Execution, Round
from portal import clock
from portal.frontend import charts


def round_page(request: HttpRequest, round_id: str) -> HttpResponse:
    """All projects of a round: how far, how much was spent, what comes next."""
    at = clock.now()
    round_ = queries.public_round(round_id)
    rows = execution_queries.of_round(round_, at) if round_.state in Round.State.decided() else []
    context = {"round": round_, "phase": round_.phase(at), "rows": rows, "sums": _sums(rows)}
    return render(request, "budgets/execution/round.html", context)


def _sums(rows: list[execution_queries.Standing]) -> dict[str, Any]:
    amount, spent = sum(row.execution.amount for row in rows), sum(row.spent for row in rows)
    return {
        "amount": amount,
        "spent": spent,
        "share": charts.share(spent, amount),
        "settled": sum(1 for row in rows if row.execution.settled_at),
        "late": sum(1 for row in rows if row.late),
    }


def project_page(request: HttpRequest, round_id: str, project_id: str) -> HttpResponse:
    """One project: its steps, its moved days with reasons, its account, its reports."""
    at = clock.now()
    project = execution_queries.public_execution_project(round_id, project_id)
    row = execution_queries.of_project(project, at)
    context = {
        "round": project.envelope.round,
        "project": project,
        "row": row,
        "execution": row.execution,
        "entries": execution_queries.entries_of(row.execution),
        "reports": row.execution.reports.prefetch_related("files"),
        "follows": execution_queries.follows(request.user, project),
        "inspections": watch_queries.of_execution(row.execution.pk, at),
        "seat": seat_of(request.user, project),
        "waste": waste_queries.shown_of(row.execution, at),
        **_evaluation(row.execution, project.envelope.round, at),
    }
    return render(request, "budgets/execution/project.html", context)


def _evaluation(execution: Execution, round_: Round, at: datetime) -> dict[str, Any]:
    """Empty until the round is evaluated."""
    if round_.state != Round.State.EVALUATING:
        return {}
    opened = evaluation_queries.opened(round_)
    pictures = evaluation_queries.pictures_of([execution.pk], opened, at)
    shown = pictures.get(execution.pk, satisfaction.NOTHING)
    written = list(execution.evaluations.order_by("-pk"))
    return {
        "evaluating": True,
        "evaluation": written[0] if written else None,
        "before": written[1:],
        "picture": shown,
        "bars": evaluation_queries.stars_bars(shown),
        "comments": evaluation_queries.comments_of(execution, shown),
        "asking": opened if opened and opened.takes_answers(at) else None,
    }


@login_required
@require_POST
def follow(request: HttpRequest, round_id: str, project_id: str) -> HttpResponse:
    project = execution_queries.public_execution_project(round_id, project_id)
    on = request.POST.get("on") == "1"
    actions.follow_project(person=request.user, project=project, on=on, at=clock.now())
    return redirect("budgets:project_execution", round_id, project_id)
