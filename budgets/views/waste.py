"""예산낭비신고: the citizen's form and her own report; the department's desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from budgets import actions, after_forms, execution_queries
from budgets import waste_queries as queries
from budgets.models import Execution, WasteReport
from budgets.views.acting import answer, bound
from budgets.views.execution_staff import officers
from portal import clock
from portal.accounts.gates import level_required
from portal.accounts.models import User

GET_POST = ["GET", "HEAD", "POST"]
DEEDS: dict[str, tuple[Any, type[forms.Form], Callable[..., Any]]] = {
    "answer": (gettext_lazy("답변하기"), after_forms.WasteAnswerForm, actions.answer_waste),
    "review": (gettext_lazy("조사 시작하기"), after_forms.ReviewForm, actions.review_waste),
    "extend": (gettext_lazy("기한 늘리기"), after_forms.ExtendForm, actions.extend_waste),
    "pass": (gettext_lazy("다른 곳에 보내기"), after_forms.PassForm, actions.pass_waste),
    "correct": (gettext_lazy("답변 고치기"), after_forms.WasteCorrectionForm, actions.correct_waste),
}


@level_required(User.Level.VERIFIED)
@require_http_methods(GET_POST)
def report(request: HttpRequest, round_id: str, project_id: str) -> HttpResponse:
    project = execution_queries.public_execution_project(round_id, project_id)
    execution = Execution.objects.select_related("unit__agency", "project__envelope__round").get(
        project=project
    )
    sent: list[WasteReport] = []

    def act(person: Any, data: dict[str, Any], at: datetime) -> None:
        sent.append(actions.report_waste(person=person, execution=execution, at=at, **data))

    context = {
        "round": project.envelope.round,
        "project": project,
        "execution": execution,
        "files_again": bool(request.FILES),
    }
    form, said = bound(request, after_forms.WasteForm), _("신고를 접수했습니다. 처리되는 대로 알려 드립니다.")
    page = "budgets/waste/report.html"
    shown = answer(request, form, act, redirect("me"), page, context, said)
    return redirect("budgets:waste", sent[0].public_id) if sent else shown


@login_required
@require_safe
def mine(request: HttpRequest, report_id: str) -> HttpResponse:
    """My report: how far it is, until when I get an answer, and the answer."""
    found = queries.for_reporter(report_id, request.user)
    context = {
        "row": queries.row(found, clock.now()),
        "report": found,
        "project": found.execution.project,
        "round": found.execution.project.envelope.round,
        "timeline": queries.timeline(found),
        "outcome_tone": queries.OUTCOME_TONES[found.outcome],
    }
    return render(request, "budgets/waste/mine.html", context)


@officers
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Reports that my departments owe an answer, the one due first on top."""
    at = clock.now()
    context = {"rows": queries.desk(request.user, at), "finished": queries.finished(request.user, at)}
    return render(request, "budgets/waste/staff/desk.html", context)


@officers
@require_safe
def staff_report(request: HttpRequest, report_id: str) -> HttpResponse:
    """One report with what can be done now."""
    found = queries.for_officer(report_id, request.user)
    context = {**_context(found), "timeline": queries.timeline(found), "deeds": _deeds(found)}
    return render(request, "budgets/waste/staff/report.html", context)


def _context(report: WasteReport) -> dict[str, Any]:
    return {
        "row": queries.row(report, clock.now()),
        "report": report,
        "project": report.execution.project,
        "outcome_tone": queries.OUTCOME_TONES[report.outcome],
    }


def _deeds(report: WasteReport) -> list[tuple[str, Any]]:
    """What is still open to the officer; more time is asked for once, before the time is over. An answer can
    still be put right."""
    if report.state == WasteReport.State.ANSWERED:
        return [("correct", DEEDS["correct"][0])]
    if not report.is_open:
        return []
    gone = {"correct", "review"} if report.state == WasteReport.State.REVIEWING else {"correct"}
    over = clock.now() >= report.deadline.due_at
    gone |= {"extend"} if over or report.deadline.extension else set()
    return [(name, label) for name, (label, _form, _verb) in DEEDS.items() if name not in gone]


@officers
@require_http_methods(GET_POST)
def deed(request: HttpRequest, report_id: str, deed: str) -> HttpResponse:
    found = queries.for_officer(report_id, request.user)
    if deed not in DEEDS:
        raise Http404
    label, kind, verb = DEEDS[deed]

    def act(person: Any, data: dict[str, Any], at: datetime) -> None:
        verb(officer=person, report=found, at=at, **data)

    initial = _initial(deed, found)
    context = {**_context(found), "title": label}
    page = "budgets/waste/staff/deed.html"
    form = bound(request, kind, initial=initial)
    return answer(
        request, form, act, redirect("budgets_staff:waste"), page, context, _("저장하고 알렸습니다.")
    )


def _initial(deed: str, report: WasteReport) -> dict[str, Any]:
    if deed == "correct":
        return {name: getattr(report, name) for name in actions.waste.SAID}
    return {"shown": True} if deed == "answer" and report.wishes_shown else {}
