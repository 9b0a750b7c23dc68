"""The desk of those who check and answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from petitions import actions, presenting, queries, rules
from petitions.forms import AnswerForm, AssignForm, CheckForm, InvalidateForm, ReasonForm
from petitions.grounds import cite
from petitions.models import Petition, Signature
from petitions.states import Response, State
from portal import clock
from portal.accounts import kept
from portal.organisations.gates import Role, role_required
from portal.organisations.models import Agency
from portal.refusals import Refusal, Refused

MOST_ROWS = 200


@require_safe
@role_required(Role.OFFICER, Role.APPROVER, Role.ADMINISTRATOR, Role.AUDITOR)
def desk(request: HttpRequest) -> HttpResponse:
    """The piles by their legal deadline, and the counter's alarms."""
    context = {
        "assigns": queries.to_assign(request.user)[:MOST_ROWS],
        "checks": queries.to_check(request.user)[:MOST_ROWS],
        "answers": queries.to_answer(request.user)[:MOST_ROWS],
        "alarms": queries.alarms(),
        "at": clock.now(),
    }
    return render(request, "petitions/staff/desk.html", context)


@require_safe
@role_required(Role.OFFICER, Role.APPROVER)
def petition(request: HttpRequest, public_id: str) -> HttpResponse:
    return _page(request, queries.for_officer(public_id, request.user))


def _page(request: HttpRequest, petition: Petition, status: int = 200, **forms: Any) -> HttpResponse:
    typed = kept.initial(request)  # when the session ran out
    context = {
        "petition": petition,
        "tone": presenting.tone(petition),
        "state_label": presenting.label(petition),
        "steps": presenting.steps(petition),
        "events": presenting.timeline(queries.events_of(petition)),
        "cited": cite(petition.ground) if petition.ground else None,
        "answer": getattr(petition, "answer", None),
        "may_check": petition.state == State.CHECKING,
        "owes_answer": petition.response == Response.AWAITING,
        "may_answer": queries.may_answer(request.user, petition),
        "similar": queries.similar_to(petition) if petition.state == State.CHECKING else [],
        "versions": list(petition.versions.all()),
        "check_form": CheckForm(initial=typed),
        "answer_form": AnswerForm(initial=typed),
        "extend_form": ReasonForm(prefix="extend", initial={"reason": typed.get("extend-reason")}),
        "invalidate_form": InvalidateForm(prefix="invalidate"),
        **forms,
    }
    return render(request, "petitions/staff/petition.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.ADMINISTRATOR)
def assign(request: HttpRequest, public_id: str) -> HttpResponse:
    """Whose business is it? Asked of an administrator when the petitioner did not know."""
    petition = queries.for_administrator(public_id, request.user)
    form = AssignForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _assign(request, petition, form.cleaned_data["agency"])
    context = {
        "petition": petition,
        "form": form,
        "tone": presenting.tone(petition),
        "state_label": presenting.label(petition),
    }
    return render(request, "petitions/staff/assign.html", context, status=422 if form.is_bound else 200)


def _assign(request: HttpRequest, petition: Petition, agency: Agency) -> HttpResponse:
    try:
        actions.assign_petition(
            administrator=_user(request), petition_id=petition.public_id, agency=agency, at=clock.now()
        )
    except Refused as refused:
        messages.error(request, str(refused.refusal.sentence))
    else:
        messages.success(request, _("%(agency)s에 맡겼습니다.") % {"agency": agency.display_name})
    return redirect("petitions_staff:desk")


@require_POST
@role_required(Role.OFFICER, Role.APPROVER)
def check(request: HttpRequest, public_id: str) -> HttpResponse:
    petition = queries.for_officer(public_id, request.user)
    form = CheckForm(request.POST)
    if not form.is_valid():
        return _page(request, petition, 422, check_form=form)
    try:
        _decide(_user(request), petition, form.cleaned_data)
    except Refused as refused:
        return _not_done(request, petition, refused.refusal)
    messages.success(request, _("결정을 저장하고 청원인에게 알렸습니다."))
    return redirect("petitions_staff:petition", public_id)


def _decide(officer: Any, petition: Petition, chosen: dict[str, Any]) -> None:
    case = {"officer": officer, "petition_id": petition.public_id, "at": clock.now()}
    if chosen["decision"] == CheckForm.PUBLISH:
        actions.publish_petition(agency=chosen["agency"], **case)
    elif chosen["decision"] == CheckForm.SUPPLEMENT:
        actions.ask_supplement(note=chosen["note"], **case)
    else:
        actions.refuse_petition(ground=chosen["ground"], note=chosen["note"], **case)


@require_POST
@role_required(Role.OFFICER, Role.APPROVER)
def answer(request: HttpRequest, public_id: str) -> HttpResponse:
    petition = queries.for_officer(public_id, request.user)
    if not queries.may_answer(request.user, petition):
        return _not_done(request, petition, rules.NEEDS_APPROVER)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, petition, 422, answer_form=form)
    unit = queries.unit_of(request.user, petition)
    try:
        actions.answer_petition(
            officer=_user(request), unit=unit, petition_id=public_id, at=clock.now(), **form.cleaned_data
        )
    except Refused as refused:
        return _not_done(request, petition, refused.refusal)
    messages.success(request, _("답변을 공개했습니다. 서명한 분들에게 알립니다."))
    return redirect("petitions_staff:petition", public_id)


@require_POST
@role_required(Role.OFFICER, Role.APPROVER)
def extend(request: HttpRequest, public_id: str) -> HttpResponse:
    petition = queries.for_officer(public_id, request.user)
    form = ReasonForm(request.POST, prefix="extend")
    if not form.is_valid():
        return _page(request, petition, 422, extend_form=form)
    try:
        actions.extend_answer(
            officer=_user(request), petition_id=public_id, reason=form.cleaned_data["reason"], at=clock.now()
        )
    except Refused as refused:
        return _not_done(request, petition, refused.refusal)
    messages.success(request, _("답변 기한을 늘리고 까닭을 알렸습니다."))
    return redirect("petitions_staff:petition", public_id)


@require_POST
@role_required(Role.OFFICER, Role.APPROVER)
def invalidate(request: HttpRequest, public_id: str) -> HttpResponse:
    petition = queries.for_officer(public_id, request.user)
    form = InvalidateForm(request.POST, prefix="invalidate")
    if not form.is_valid():
        return _page(request, petition, 422, invalidate_form=form)
    rows = Signature.objects.filter(petition_id=petition.pk, receipt__in=form.cleaned_data["receipts"])
    try:
        struck = actions.invalidate_signatures(
            officer=_user(request),
            petition_id=public_id,
            signer_ids=list(rows.values_list("signer_id", flat=True)),
            reason=form.cleaned_data["reason"],
            at=clock.now(),
        )
    except Refused as refused:
        return _not_done(request, petition, refused.refusal)
    done = ngettext(
        "서명 %(count)d건을 무효로 처리하고 본인에게 알렸습니다.",
        "서명 %(count)d건을 무효로 처리하고 본인에게 알렸습니다.",
        struck,
    )
    messages.success(request, done % {"count": struck})
    return redirect("petitions_staff:petition", public_id)


@require_POST
@role_required(Role.ADMINISTRATOR, Role.AUDITOR)
def clear_alarm(request: HttpRequest, recount_id: int) -> HttpResponse:
    actions.clear_alarm(officer=_user(request), recount_id=recount_id, at=clock.now())
    return redirect("petitions_staff:desk")


def _not_done(request: HttpRequest, petition: Petition, refusal: Refusal) -> HttpResponse:
    messages.error(request, str(refusal.sentence))
    return redirect("petitions_staff:petition", petition.public_id)


def _user(request: HttpRequest) -> Any:
    return request.user
