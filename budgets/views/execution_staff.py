"""Administrators give funded projects to departments; their officers write steps, spending and reports."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgets import actions, execution_forms, execution_queries, watch_queries
from budgets.models import Execution, Project, Round
from budgets.views.acting import Act, answer
from budgets.views.staff import administrators
from portal import clock
from portal.accounts import kept
from portal.organisations.gates import Role, role_required

officers = role_required(Role.OFFICER, Role.APPROVER)
DEEDS: dict[str, tuple[Any, type[forms.Form]]] = {
    "milestone": (gettext_lazy("할 일 더하기"), execution_forms.MilestoneForm),
    "spending": (gettext_lazy("쓴 돈 적기"), execution_forms.SpendingForm),
    "report": (gettext_lazy("진행 소식 올리기"), execution_forms.ReportForm),
    "settle": (gettext_lazy("정산하기"), execution_forms.SettleForm),
    "stop": (gettext_lazy("그만두기"), execution_forms.StopForm),
}
STOPPED_DEEDS = ("spending", "report", "settle")
STEPS: dict[str, tuple[Any, type[forms.Form]]] = {
    "done": (gettext_lazy("마쳤다고 적기"), execution_forms.DoneForm),
    "move": (gettext_lazy("예정일 바꾸기"), execution_forms.MoveForm),
    "withdraw": (gettext_lazy("계획에서 빼기"), execution_forms.WithdrawForm),
    "correct": (gettext_lazy("마친 날 고치기"), execution_forms.RightDayForm),
    "undo": (gettext_lazy("아직 마치지 않았다고 고치기"), execution_forms.NotDoneForm),
}


@administrators
def assignments(request: HttpRequest, round_id: str) -> HttpResponse:
    """Which department carries out which funded project."""
    round_ = get_object_or_404(Round, public_id=round_id)
    rows = execution_queries.funded_projects(round_)
    return render(request, "budgets/execution/assignments.html", {"round": round_, "rows": rows})


@administrators
def assign(request: HttpRequest, round_id: str, project_id: str) -> HttpResponse:
    project = get_object_or_404(
        Project.objects.select_related("envelope__round", "envelope__tally"),
        public_id=project_id,
        envelope__round__public_id=round_id,
    )

    def act(person: Any, data: dict[str, Any], at: datetime) -> None:
        actions.begin_execution(actor=person, project=project, unit=data["unit"], at=at)

    held = Execution.objects.filter(project=project).values_list("unit__public_id", flat=True).first()
    form = execution_forms.UnitForm(kept.sent(request), initial={"unit": held})
    context = {"project": project, "title": _("맡을 부서 정하기")}
    back = redirect("budgets_staff:executions", round_id)
    return answer(request, form, act, back, "budgets/execution/assign.html", context, _("적었습니다."))


@officers
def desk(request: HttpRequest) -> HttpResponse:
    """Projects of my departments."""
    rows = execution_queries.on_desk(request.user, clock.now())
    return render(request, "budgets/execution/desk.html", {"rows": rows})


@officers
def project_page(request: HttpRequest, project_id: str) -> HttpResponse:
    """One project's desk: what is planned, what was spent, what can be written."""
    execution = execution_queries.for_officer(project_id, request.user)
    stopped = getattr(execution, "stop", None) is not None
    context = {
        "row": execution_queries.standing_of(execution, clock.now()),
        "execution": execution,
        "project": execution.project,
        "entries": execution_queries.entries_of(execution),
        "deeds": [(name, DEEDS[name][0]) for name in (STOPPED_DEEDS if stopped else DEEDS)],
        "inspections": watch_queries.of_execution(execution.pk, clock.now()),
    }
    return render(request, "budgets/execution/staff.html", context)


@officers
def deed(request: HttpRequest, project_id: str, deed: str) -> HttpResponse:
    """Write something about a project as a whole."""
    execution = execution_queries.for_officer(project_id, request.user)
    if deed not in DEEDS:
        raise Http404
    verbs: dict[str, Callable[..., Any]] = {
        "milestone": actions.plan_milestone,
        "spending": actions.record_spending,
        "report": actions.report_progress,
        "settle": actions.settle,
        "stop": actions.stop_execution,
    }

    def act(person: Any, data: dict[str, Any], at: datetime) -> None:
        verbs[deed](actor=person, execution=execution, at=at, **data)

    label, form = DEEDS[deed]
    return _deed(request, form, act, execution, label)


@officers
def step(request: HttpRequest, project_id: str, milestone_id: str, deed: str) -> HttpResponse:
    """Say that a step is done, move its day, or put right what was said of it."""
    execution = execution_queries.for_officer(project_id, request.user)
    milestone = get_object_or_404(execution.milestones, public_id=milestone_id)
    if deed not in STEPS:
        raise Http404
    verbs: dict[str, Callable[..., Any]] = {
        "done": actions.finish_milestone,
        "move": actions.move_milestone,
        "withdraw": actions.withdraw_milestone,
        "correct": actions.correct_done,
        "undo": actions.correct_done,
    }

    def act(person: Any, data: dict[str, Any], at: datetime) -> None:
        verbs[deed](actor=person, milestone=milestone, at=at, **data)

    label, form = STEPS[deed]
    return _deed(request, form, act, execution, f"{milestone.title} – {label}")


@officers
def correct(request: HttpRequest, project_id: str, entry_id: str) -> HttpResponse:
    execution = execution_queries.for_officer(project_id, request.user)
    entry = get_object_or_404(execution.spending.select_related("execution"), public_id=entry_id)

    def act(person: Any, data: dict[str, Any], at: datetime) -> None:
        actions.correct_spending(actor=person, entry=entry, at=at, **data)

    return _deed(request, execution_forms.CorrectForm, act, execution, _("기록 고치기"))


def _deed(
    request: HttpRequest, kind: type[forms.Form], act: Act, execution: Execution, title: Any
) -> HttpResponse:
    form = kind(kept.sent(request), request.FILES or None)
    context = {"execution": execution, "project": execution.project, "title": title}
    back = redirect("budgets_staff:project_execution", execution.project.public_id)
    return answer(request, form, act, back, "budgets/execution/deed.html", context, _("적었습니다."))
