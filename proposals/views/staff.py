"""The officer's desk. Every page is 404 to whoever does not work for the unit that holds the proposal."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal import clock
from portal.accounts import kept
from portal.organisations.gates import Role, role_required
from portal.refusals import Refused
from proposals import desk as desks
from proposals import presenting, queries
from proposals.actions import answering
from proposals.models import Proposal
from proposals.queries import hall
from proposals.queries.one import desk_units
from proposals.staff_forms import AnswerForm
from proposals.states import State

PAGE = 30
DESK = (Role.OFFICER, Role.APPROVER)


@role_required(*DESK)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What lies on the desks of my units, pile by pile, what is due first on top."""
    units = desk_units(request.user)
    piles = hall.piles([unit.pk for unit in units])
    chosen = request.GET.get("pile", "")
    chosen = (
        chosen if chosen in piles else next((name for name in piles if piles[name]["count"]), "submitted")
    )
    rows = (
        Proposal.objects.on_desk_of([unit.pk for unit in units]).filter(dict(hall.PILES)[chosen]).for_list()
    )
    page = Paginator(rows.order_by("due_at", "submitted_at"), PAGE).get_page(request.GET.get("page"))
    at = clock.now()
    context: dict[str, Any] = {
        "units": units,
        "tabs": [
            {
                "label": hall.pile_label(name),
                "url": f"?pile={name}",
                "count": pile["count"],
                "current": name == chosen,
            }
            for name, pile in piles.items()
        ],
        "page": page,
        "pile": chosen,
        "rows": [(each, presenting.tone(each), presenting.label(each), each.is_overdue(at)) for each in page],
    }
    return render(request, "proposals/staff/queue.html", context)


@role_required(*DESK)
@require_safe
def desk(request: HttpRequest, public_id: str) -> HttpResponse:
    """One proposal as its unit sees it, with what can be done now."""
    proposal = queries.for_officer(public_id, request.user)
    at = clock.now()
    shown = queries.detail(proposal, request.user, at)
    context: dict[str, Any] = {
        "proposal": proposal,
        "shown": shown,
        "events": reversed(shown.events),
        "deeds": desks.possible(request.user, proposal, at),
        "can_answer": desks.may_answer(request.user, proposal),
        "tone": presenting.tone(proposal),
        "label": presenting.label(proposal),
        "answer_tone": presenting.OUTCOME_TONES.get(proposal.outcome, "info"),
        "is_overdue": proposal.is_overdue(at),
    }
    return render(request, "proposals/staff/desk.html", context)


@role_required(Role.OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
def deed(request: HttpRequest, public_id: str, verb: str) -> HttpResponse:
    """Receive, ask for a supplement, transfer, publish, explain a delay, move or keep a promise, close."""
    proposal = queries.for_officer(public_id, request.user)
    chosen = desks.DEEDS.get(verb)
    if chosen is None:
        raise Http404
    if refusal := chosen.refusal(proposal, clock.now()):
        messages.error(request, str(refusal.sentence))
        return redirect("proposals_staff:desk", public_id)
    form = chosen.form(request, proposal)
    if request.method == "POST" and form.is_valid():
        try:
            chosen.do(request.user, proposal, form.cleaned_data, clock.now())
        except Refused as refused:
            form.add_error(
                refused.refusal.field if refused.refusal.field in form.fields else None,
                refused.refusal.sentence,
            )
        else:
            messages.success(request, str(chosen.done))
            return _after(request, proposal)
    context = {"proposal": proposal, "form": form, "deed": chosen}
    return render(request, "proposals/staff/deed.html", context, status=422 if form.errors else 200)


@role_required(Role.OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, public_id: str) -> HttpResponse:
    proposal = queries.for_officer(public_id, request.user)
    if proposal.state not in State.answerable():
        messages.error(request, _("지금 단계에서는 답변할 수 없습니다."))
        return redirect("proposals_staff:desk", public_id)
    form = AnswerForm(request.POST or None, initial=kept.initial(request))
    if request.method == "POST" and form.is_valid():
        try:
            _answer(request, proposal, form)
        except Refused as refused:
            form.add_error(refused.refusal.field, refused.refusal.sentence)
        else:
            messages.success(request, _("답변을 공개했습니다. 제안자와 공감한 분들께 알립니다."))
            return redirect("proposals_staff:desk", public_id)
    context = {"proposal": proposal, "form": form, "is_second": proposal.state == State.REEXAMINING}
    return render(request, "proposals/staff/answer.html", context, status=422 if form.errors else 200)


def _answer(request: HttpRequest, proposal: Proposal, form: AnswerForm) -> None:
    data = form.cleaned_data
    answering.answer_proposal(
        officer=request.user,
        proposal=proposal,
        outcome=data["outcome"],
        summary=data["summary"],
        body=data["body"],
        reason=data["reason"],
        reason_code=data["reason_code"],
        planned_on=data["planned_on"],
        cost=data["cost"],
        scores=form.scores(),
        committee=data["committee"],
        at=clock.now(),
    )


def _after(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """Stay with the proposal, unless it has just left my desk."""
    proposal.refresh_from_db(fields=["unit", "state"])
    if proposal.unit_id in {unit.pk for unit in desk_units(request.user)}:
        return redirect("proposals_staff:desk", proposal.public_id)
    return redirect("proposals_staff:queue")
