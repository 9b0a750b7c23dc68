"""The citizens' watch: its page, offering to serve, and sending what one saw."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from budgets import actions, execution_queries
from budgets import watch_queries as queries
from budgets import watch_rules as rules
from budgets.actions.watch import proposers_of, seat_of
from budgets.after_forms import InspectionForm, WatchApplyForm
from budgets.models import Execution, Watcher
from budgets.views.acting import answer, bound, press
from portal import clock
from portal.accounts.gates import level_required
from portal.accounts.models import User

GET_POST = ["GET", "HEAD", "POST"]


@require_safe
def watch_page(request: HttpRequest, round_id: str) -> HttpResponse:
    """What the watch does, whether one can join, and everything it has seen."""
    watch, at = queries.public_watch(round_id), clock.now()
    rows = queries.of_round(watch.round, at)
    context = {
        "watch": watch,
        "round": watch.round,
        "rows": rows,
        "members": queries.members(watch),
        "recruits": watch.recruits(at),
        "mine": _mine(request.user, watch.pk),
        "waiting": sum(1 for row in rows if row.answer is None),
        "mended": sum(1 for row in rows if row.answer and row.answer.mended_on),
        "projects": execution_queries.of_round(watch.round, at),
    }
    return render(request, "budgets/watch/page.html", context)


def _mine(user: Any, watch_id: int) -> Watcher | None:
    found = Watcher.objects.filter(watch=watch_id, person=user.pk or 0, state__in=Watcher.State.living())
    return found.first()


@level_required(User.Level.VERIFIED)
@require_http_methods(GET_POST)
def apply(request: HttpRequest, round_id: str) -> HttpResponse:
    watch = queries.public_watch(round_id)
    if refusal := rules.application_refusal(request.user, watch, clock.now()):
        messages.error(request, str(refusal))
        return redirect("budgets:watch", round_id)

    def act(person: Any, data: dict[str, Any], at: datetime) -> None:
        actions.apply_for_watch(person=person, watch=watch, at=at, **data)

    context = {"watch": watch, "round": watch.round}
    back, said = redirect("budgets:watch", round_id), _("신청했습니다. 운영자가 정하면 알려 드립니다.")
    return answer(
        request, bound(request, WatchApplyForm), act, back, "budgets/watch/apply.html", context, said
    )


@login_required
@require_POST
def leave(request: HttpRequest, round_id: str) -> HttpResponse:
    watch = queries.public_watch(round_id)

    def act(at: datetime) -> None:
        actions.leave_watch(person=request.user, watch=watch, at=at)

    return press(request, act, "budgets:watch", round_id, said=_("그만두셨습니다. 그동안 고맙습니다."))


@login_required
@require_http_methods(GET_POST)
def inspect(request: HttpRequest, round_id: str, project_id: str) -> HttpResponse:
    """A member sends what she saw; everybody else is told kindly why not."""
    project = execution_queries.public_execution_project(round_id, project_id)
    execution = Execution.objects.select_related("unit", "project__envelope__round").get(project=project)
    seat = seat_of(request.user, project)
    back = redirect("budgets:project_execution", round_id, project_id)
    if refusal := rules.inspection_refusal(seat, execution, proposers_of(project)):
        messages.error(request, str(refusal))
        return back

    def act(person: Any, data: dict[str, Any], at: datetime) -> None:
        actions.inspect_project(person=person, execution=execution, at=at, **data)

    context = {"round": project.envelope.round, "project": project, "files_again": bool(request.FILES)}
    said = _("점검을 올렸습니다. 맡은 부서가 답하면 알려 드립니다.")
    form = bound(request, InspectionForm, initial={"visited_on": clock.today()})
    return answer(request, form, act, back, "budgets/watch/inspect.html", context, said)
