"""평가: the page on which a round is summed up, residents' satisfaction, and the administrator's desk."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from budgets import actions, csv_files, execution_queries
from budgets import evaluation_queries as queries
from budgets import evaluation_rules as rules
from budgets import queries as rounds
from budgets.after_forms import EvaluationForm, OpenEvaluationForm, SatisfactionForm
from budgets.models import Execution, Round
from budgets.views.acting import answer, bound
from budgets.views.staff import administrators, find_round
from portal import clock
from portal.accounts.gates import level_required
from portal.accounts.models import User
from portal.frontend.downloads import table

GET_POST = ["GET", "HEAD", "POST"]


@require_safe
def round_page(request: HttpRequest, round_id: str) -> HttpResponse:
    """A round in numbers that nobody typed, and the administrator's words about it."""
    round_, at = _evaluated(round_id), clock.now()
    rows = queries.of_round(round_, at)
    summed = queries.sums(round_, rows, at)
    opened = queries.opened(round_)
    context = {
        "round": round_,
        "phase": round_.phase(at),
        "opened": opened,
        "asking": opened is not None and opened.takes_answers(at),
        "rows": rows,
        "sums": summed,
        "bands": queries.band_bars(summed.satisfied),
        "fewest": queries.FEWEST,
    }
    return render(request, "budgets/evaluation/round.html", context)


def _evaluated(round_id: str) -> Round:
    """A round that is being evaluated, or 404: before that half the sums would be nonsense."""
    round_ = rounds.public_round(round_id)
    if round_.state != Round.State.EVALUATING:
        raise Http404
    return round_


@require_safe
def csv(request: HttpRequest, round_id: str) -> HttpResponse:
    round_ = _evaluated(round_id)
    lines = csv_files.evaluation(queries.of_round(round_, clock.now()))
    return table(lines, filename=f"evaluation-{round_.public_id}.csv")


@level_required(User.Level.VERIFIED)
@require_http_methods(GET_POST)
def rate(request: HttpRequest, round_id: str, project_id: str) -> HttpResponse:
    """How content I am with a project; what I said before stands in the form."""
    project = execution_queries.public_execution_project(round_id, project_id)
    execution = Execution.objects.select_related("project__envelope__round", "project__envelope__area").get(
        project=project
    )
    back = redirect("budgets:project_execution", round_id, project_id)
    round_ = project.envelope.round
    opened = queries.opened(round_)
    if refusal := rules.satisfaction_refusal(request.user, execution, opened, clock.now()):
        messages.error(request, str(refusal))
        return back
    said = queries.her_answer(request.user, execution)

    def act(person: Any, data: dict[str, Any], at: datetime) -> None:
        actions.rate_project(person=person, execution=execution, at=at, **data)

    initial = {"stars": said.stars, "comment": said.comment} if said else {}
    context = {"round": round_, "project": project, "opened": opened, "said": said}
    form = bound(request, SatisfactionForm, initial=initial)
    page = "budgets/evaluation/rate.html"
    return answer(request, form, act, back, page, context, _("저장했습니다. 마감 전까지 바꿀 수 있습니다."))


@administrators
@require_safe
def desk(request: HttpRequest, round_id: str) -> HttpResponse:
    """Which projects are judged and which still wait."""
    round_ = find_round(round_id)
    obstacle = rules.evaluating_refusal(round_)
    context = {
        "round": round_,
        "obstacle": obstacle,
        "opened": queries.opened(round_),
        "rows": [] if obstacle else queries.of_round(round_, clock.now()),
    }
    return render(request, "budgets/evaluation/staff/desk.html", context)


@administrators
@require_http_methods(GET_POST)
def edit(request: HttpRequest, round_id: str) -> HttpResponse:
    """The words on top of the evaluation, and until when residents are asked."""
    round_ = find_round(round_id)
    opened = queries.opened(round_)

    def act(person: Any, data: dict[str, Any], at: datetime) -> None:
        actions.open_evaluation(actor=person, round_=round_, at=at, **data)

    initial = {"introduction": opened.introduction, "answers_until": opened.answers_until} if opened else {}
    context = {"round": round_, "title": _("평가 열기")}
    form, back = (
        bound(request, OpenEvaluationForm, initial=initial),
        redirect("budgets_staff:evaluation", round_id),
    )
    return answer(request, form, act, back, "budgets/evaluation/staff/form.html", context, _("저장했습니다."))


@administrators
@require_http_methods(GET_POST)
def judge(request: HttpRequest, round_id: str, project_id: str) -> HttpResponse:
    """Did this project reach its purpose? Beside the form stand the computed numbers."""
    execution = get_object_or_404(
        Execution.objects.select_related("project__envelope__round"),
        project__public_id=project_id,
        project__envelope__round=find_round(round_id),
    )
    round_ = execution.project.envelope.round
    written = execution.evaluations.last()

    def act(person: Any, data: dict[str, Any], at: datetime) -> None:
        actions.evaluate_project(actor=person, execution=execution, at=at, **data)

    initial = {"reached": written.reached, "body": written.body} if written else {}
    row = next(one for one in queries.of_round(round_, clock.now()) if one.standing.execution == execution)
    context = {"round": round_, "title": execution.project.title, "row": row}
    form, back = (
        bound(request, EvaluationForm, initial=initial),
        redirect("budgets_staff:evaluation", round_id),
    )
    return answer(
        request, form, act, back, "budgets/evaluation/staff/form.html", context, _("평가를 공개했습니다.")
    )
