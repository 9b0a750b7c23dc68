"""The panel's public page: recruiting, the draw that anyone can repeat, members, meetings, results."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from budgets import eligibility
from budgets import panel_queries as queries
from budgets import panel_rules as rules
from budgets.actions import panel as actions
from budgets.idea_queries import plans_of
from budgets.models import Panel
from budgets.panel_forms import ApplyForm
from portal import clock
from portal.accounts import kept
from portal.accounts.gates import level_required
from portal.refusals import Refusal, Refused


@require_safe
def detail(request: HttpRequest, round_id: str) -> HttpResponse:
    panel, at = queries.public_panel(round_id), clock.now()
    mine = panel.applicants.filter(person_id=request.user.pk or 0, withdrawn_at=None).first()
    context: dict[str, Any] = {
        "panel": panel,
        "round": panel.round,
        "phase": panel.round.phase(at),
        "recruits": panel.recruits(at),
        "mine": mine,
        "who": queries.who_may_apply(panel),
        "elsewhere": _elsewhere(request, panel),
        "left_out": panel.applicants.filter(left_out_at__isnull=False).count(),
        "seat": queries.seat_of(panel, request.user),
        "strata": queries.strata(panel) if panel.drawn_at else [],
        "seats": panel.seats.filter(left_at=None).select_related("person", "applicant__area"),
        "meetings": panel.meetings.all(),
        "results": _results(request, panel),
    }
    return render(request, "budgets/panel/detail.html", context)


def _results(request: HttpRequest, panel: Panel) -> list[Any]:
    """Plans with their published scores, the best citizens' score first."""
    found = queries.results_by_plan(panel.round, clock.now())
    if not found:
        return []
    rows = [(plan, found[plan.pk]) for plan in plans_of(panel.round, request.user) if plan.pk in found]
    return sorted(rows, key=lambda row: max((one.mean or 0 for one in row[1]), default=0), reverse=True)


def _elsewhere(request: HttpRequest, panel: Panel) -> Refusal | None:
    """Why the panel does not speak for her; nothing as long as nobody knows where she lives."""
    person: Any = request.user
    known = person.is_authenticated and person.is_resident
    return eligibility.place_refusal(person, panel, clock.now()) if known and not panel.drawn_at else None


@level_required(3)
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest, round_id: str) -> HttpResponse:
    panel = queries.public_panel(round_id)
    if request.method == "POST":
        return _offer(request, panel)
    refusal = eligibility.application_refusal(request.user, panel, clock.now())
    if refusal is rules.NOT_RECRUITING:
        messages.error(request, str(refusal.sentence))
        return redirect("budgets:panel", round_id)
    # What was typed before waits on while she has her residence looked at again.
    form = None if refusal else ApplyForm(initial=kept.initial(request))
    return _application(request, panel, form, refusal)


def _offer(request: HttpRequest, panel: Panel) -> HttpResponse:
    form = ApplyForm(request.POST)
    if not form.is_valid():
        return _application(request, panel, form)
    try:
        actions.apply_for_panel(person=request.user, panel=panel, at=clock.now(), **form.cleaned_data)
    except Refused as refused:
        return _refused(request, panel, form, refused.refusal)
    messages.success(request, _("신청했습니다. 추첨 결과를 알려 드리겠습니다."))
    return redirect("budgets:panel", panel.round.public_id)


def _refused(request: HttpRequest, panel: Panel, form: ApplyForm, refusal: Refusal) -> HttpResponse:
    """The sentence where it belongs. If she belongs elsewhere, what she typed waits until she returns."""
    if refusal.code in rules.ELSEWHERE:
        kept.keep(request, request.get_full_path())
        return _application(request, panel, form, refusal)
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.sentence))
    return _application(request, panel, form)


def _application(
    request: HttpRequest, panel: Panel, form: ApplyForm | None, elsewhere: Refusal | None = None
) -> HttpResponse:
    context = {
        "panel": panel,
        "round": panel.round,
        "form": form,
        "who": queries.who_may_apply(panel),
        "elsewhere": elsewhere,
    }
    bad = form is not None and (form.errors or elsewhere)
    return render(request, "budgets/panel/apply.html", context, status=422 if bad else 200)


@login_required
@require_POST
def leave(request: HttpRequest, round_id: str) -> HttpResponse:
    panel = queries.public_panel(round_id)
    try:
        actions.leave_panel(person=request.user, panel=panel, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused.refusal.sentence))
    else:
        messages.success(request, _("그만두셨습니다. 그동안 고맙습니다."))
    return redirect("budgets:panel", round_id)


@require_safe
def draw_json(request: HttpRequest, round_id: str) -> HttpResponse:
    """What `python -m budgets.draw` reads."""
    answer = JsonResponse(
        queries.draw_file(queries.public_panel(round_id)),
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )
    answer["Content-Disposition"] = 'attachment; filename="draw.json"'
    return answer
