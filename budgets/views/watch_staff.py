"""Administrators form the watch; officers answer what it saw."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from budgets import actions
from budgets import watch_queries as queries
from budgets import watch_rules as rules
from budgets.after_forms import CallForm, InspectionAnswerForm, MendedForm, WatchForm
from budgets.models import Inspection, Watch, Watcher
from budgets.views.acting import answer, bound, press
from budgets.views.execution_staff import officers
from budgets.views.staff import administrators, find_round
from portal import clock

GET_POST = ["GET", "HEAD", "POST"]


@administrators
@require_safe
def desk(request: HttpRequest, round_id: str) -> HttpResponse:
    """Who asks to serve, who serves. The administrator alone sees who they are."""
    round_ = find_round(round_id)
    watch = queries.watch_of(round_)
    rows = list(queries.watchers_of(watch)) if watch else []
    context = {
        "round": round_,
        "watch": watch,
        "obstacle": rules.watch_refusal(round_),
        "waiting": [one for one in rows if one.state == Watcher.State.APPLIED],
        "serving": [one for one in rows if one.state == Watcher.State.NAMED],
    }
    return render(request, "budgets/watch/staff/desk.html", context)


@administrators
@require_http_methods(GET_POST)
def edit(request: HttpRequest, round_id: str) -> HttpResponse:
    round_ = find_round(round_id)

    def act(person: Any, data: dict[str, Any], at: datetime) -> None:
        actions.keep_watch(actor=person, round_=round_, fields=data, at=at)

    context = {"round": round_, "title": _("감시단 모집과 활동 기간")}
    form = bound(request, WatchForm, instance=queries.watch_of(round_))
    back = redirect("budgets_staff:watch", round_id)
    return answer(request, form, act, back, "budgets/watch/staff/form.html", context, _("저장했습니다."))


@administrators
@require_http_methods(GET_POST)
def call(request: HttpRequest, round_id: str) -> HttpResponse:
    watch = get_object_or_404(Watch, round=find_round(round_id))

    def act(person: Any, data: dict[str, Any], at: datetime) -> None:
        actions.call_watcher(actor=person, watch=watch, at=at, **data)

    context = {"round": watch.round, "title": _("감시단원 모시기")}
    back, said = redirect("budgets_staff:watch", round_id), _("감시단원으로 모셨습니다.")
    form = bound(request, CallForm)
    return answer(request, form, act, back, "budgets/watch/staff/form.html", context, said)


@administrators
@require_POST
def decide(request: HttpRequest, round_id: str, watcher_id: str, deed: str) -> HttpResponse:
    """Name an applicant, decline, or end a member's service."""
    watcher = get_object_or_404(
        Watcher.objects.select_related("watch__round"),
        public_id=watcher_id,
        watch__round=find_round(round_id),
    )
    if deed not in ("name", "decline", "dismiss"):
        raise Http404

    def act(at: datetime) -> None:
        if deed == "dismiss":
            actions.dismiss_watcher(actor=request.user, watcher=watcher, at=at)
        else:
            actions.decide_watcher(actor=request.user, watcher=watcher, named=deed == "name", at=at)

    return press(request, act, "budgets_staff:watch", round_id, said=_("감시단을 정했습니다."))


@officers
@require_safe
def inspections(request: HttpRequest) -> HttpResponse:
    """What the watch saw at my departments' projects and what we still owe."""
    rows = queries.desk(request.user, clock.now())
    return render(request, "budgets/watch/staff/inspections.html", {"rows": rows})


@officers
@require_http_methods(GET_POST)
def inspection(request: HttpRequest, inspection_id: str) -> HttpResponse:
    """One inspection: answer it, then say when it is mended."""
    found = queries.for_officer(inspection_id, request.user)
    row = queries.seen(found, clock.now())
    form: Any = None
    if row.answer is None:
        form, act, said = bound(request, InspectionAnswerForm), _answering(found), _("답변했습니다.")
    elif row.mends:
        form, act, said = bound(request, MendedForm), _mending(found), _("고쳤다고 적었습니다.")
    context = {"row": row, "inspection": found, "project": found.execution.project}
    page = "budgets/watch/staff/inspection.html"
    if form is None:
        return render(request, page, context)
    return answer(request, form, act, redirect("budgets_staff:inspections"), page, context, said)


def _answering(inspection: Inspection) -> Any:
    def act(person: Any, data: dict[str, Any], at: datetime) -> None:
        actions.answer_inspection(officer=person, inspection=inspection, at=at, **data)

    return act


def _mending(inspection: Inspection) -> Any:
    def act(person: Any, data: dict[str, Any], at: datetime) -> None:
        actions.mark_mended(officer=person, inspection=inspection, at=at, **data)

    return act
