"""A page that asks before a draft, or an envelope or a project of one, is taken away."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from budgets import actions, removal_rules
from budgets.models import Round
from budgets.views.staff import act, administrators, find_envelope, find_project, find_round
from portal import clock
from portal.refusals import Refused


@administrators
def remove_project(request: HttpRequest, round_id: str, project_id: str) -> HttpResponse:
    project = find_project(round_id, project_id)
    round_ = project.envelope.round
    if request.method == "POST":

        def verb(actor: Any, round_id: int, at: Any) -> None:
            actions.remove_project(actor=actor, project_id=project.pk, at=at)

        return act(request, round_, verb, _("‘%(name)s’을(를) 지웠습니다.") % {"name": project.title})
    refusal = removal_rules.project_refusal(project)
    return _asked(request, round_, _("이 사업을 지울까요?"), project.title, refusal)


@administrators
def remove_envelope(request: HttpRequest, round_id: str, envelope_id: str) -> HttpResponse:
    envelope = find_envelope(round_id, envelope_id)
    back = reverse("budgets_staff:envelopes", args=[round_id])
    if request.method != "POST":
        refusal = removal_rules.envelope_refusal(envelope)
        return _asked(request, envelope.round, _("이 예산을 지울까요?"), envelope.name, refusal, back)
    try:
        actions.remove_envelope(actor=request.user, envelope_id=envelope.pk, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused.refusal))
    else:
        messages.success(request, _("‘%(name)s’을(를) 지웠습니다.") % {"name": envelope.name})
    return redirect(back)


@administrators
def remove_round(request: HttpRequest, round_id: str) -> HttpResponse:
    round_ = find_round(round_id)
    if request.method != "POST":
        refusal = removal_rules.round_refusal(round_)
        return _asked(request, round_, _("이 참여예산을 지울까요?"), round_.title, refusal)
    try:
        actions.remove_round(actor=request.user, round_id=round_.pk, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused.refusal))
        return redirect("budgets_staff:round", round_id)
    messages.success(request, _("‘%(name)s’을(를) 지웠습니다.") % {"name": round_.title})
    return redirect("budgets_staff:index")


def _asked(
    request: HttpRequest, round_: Round, question: str, name: str, refusal: Any, back: str = ""
) -> HttpResponse:
    back = back or reverse("budgets_staff:round", args=[round_.public_id])
    context = {"round": round_, "question": question, "name": name, "refusal": refusal, "back": back}
    return render(request, "budgets/staff/remove.html", context)
