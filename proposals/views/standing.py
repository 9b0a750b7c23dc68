"""Supporting and following. Without JavaScript a POST and a redirect; with htmx the box alone is swapped."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal import clock
from portal.accounts.gates import to_level
from portal.refusals import Refused
from proposals import queries
from proposals.actions import supports
from proposals.models import Proposal
from proposals.queries import reading
from proposals.rules import supporting

BOX = "#stand"


@require_http_methods(["GET", "HEAD", "POST"])
def support(request: HttpRequest, public_id: str) -> HttpResponse:
    proposal = reading.stance_of(public_id)
    if request.method != "POST":  # back from the identity check, when the browser hid where it came from
        return redirect(proposal.get_absolute_url() + BOX)
    refusal = supporting.support_refusal(request.user, proposal)
    if refusal is supporting.LEVEL:
        return to_level(request, supporting.SUPPORTER_LEVEL)
    try:
        supports.support_proposal(person=request.user, proposal=proposal, at=clock.now())
    except Refused as refused:
        if refused.refusal is not supporting.ALREADY_SUPPORTED:  # a second press is answered like the first
            return _answer(request, proposal, error=refused.refusal.sentence)
    return _answer(request, proposal, _("공감했습니다. 답변이 나오면 알려 드리겠습니다."))


@login_required
@require_POST
def unsupport(request: HttpRequest, public_id: str) -> HttpResponse:
    proposal = reading.stance_of(public_id)
    try:
        supports.unsupport_proposal(person=request.user, proposal=proposal, at=clock.now())
    except Refused as refused:
        return _answer(request, proposal, error=refused.refusal.sentence)
    return _answer(request, proposal, _("공감을 거두었습니다."))


@login_required
@require_POST
def follow(request: HttpRequest, public_id: str) -> HttpResponse:
    proposal = reading.stance_of(public_id)
    supports.follow_proposal(person=request.user, proposal=proposal, at=clock.now())
    return _answer(request, proposal, _("이 제안의 소식을 보내 드리겠습니다."))


@login_required
@require_POST
def unfollow(request: HttpRequest, public_id: str) -> HttpResponse:
    proposal = reading.stance_of(public_id)
    supports.unfollow_proposal(person=request.user, proposal=proposal, at=clock.now())
    return _answer(request, proposal, _("이 제안의 소식을 더 보내지 않겠습니다."))


def _answer(request: HttpRequest, proposal: Proposal, said: str = "", error: Any = "") -> HttpResponse:
    if getattr(request, "htmx", False):
        shown: dict[str, Any] = {
            "stand": queries.standing(proposal, request.user),
            "known": request.user.is_authenticated,
            "own": request.user.pk == proposal.author_id,
            "here": proposal.get_absolute_url(),
            "said": error or said,
        }
        return render(request, "proposals/_stand.html", shown)
    messages.add_message(request, messages.ERROR if error else messages.SUCCESS, error or said)
    return redirect(proposal.get_absolute_url() + BOX)
