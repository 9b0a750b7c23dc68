"""Signing, and taking it back. Without script: a page that asks, a button, and the petition again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from petitions import actions, clocks, presenting, queries, rules
from petitions.models import Petition, Signature
from petitions.states import State
from petitions.tasks import FOLD_SECONDS
from portal import clock
from portal.accounts.gates import level_required
from portal.refusals import Refused


@require_http_methods(["GET", "HEAD", "POST"])
@level_required(rules.SIGNER_LEVEL)
def sign(request: HttpRequest, public_id: str) -> HttpResponse:
    """GET asks once more (people arrive here from the identity check); POST signs. Mail scanners only GET."""
    if request.method != "POST":
        return _ask(request, public_id)
    try:
        _signature, is_new = actions.sign_petition(
            signer=_user(request), petition_id=public_id, at=clock.now()
        )
    except Petition.DoesNotExist:
        raise Http404 from None
    except Refused as refused:
        return _refused(request, public_id, refused)
    _thank(request, is_new)
    return redirect("petitions:detail", public_id)


def _ask(request: HttpRequest, public_id: str) -> HttpResponse:
    petition = queries.visible(public_id, request.user)
    refusal = rules.sign_refusal(request.user, petition, clock.now())
    mine = queries.my_signature(petition, request.user)
    if refusal is not None or (mine is not None and mine.is_valid):
        return redirect(petition)
    return render(request, "petitions/sign.html", {"petition": petition})


def _refused(request: HttpRequest, public_id: str, refused: Refused) -> HttpResponse:
    """Say why on the petition's own page; on a petition that she may not see, say nothing of it."""
    petition = queries.visible(public_id, request.user)
    messages.error(request, str(refused.refusal.sentence))
    return redirect(petition)


def _thank(request: HttpRequest, is_new: bool, *, first: bool = False) -> None:
    """`first`: one of those who carry the petition to its publication; nothing is public yet."""
    if is_new and first:
        text = _("찬성이 저장되었습니다.")
    elif is_new:
        text = _("서명이 저장되었습니다. 공개 집계에는 %(seconds)d초 안에 반영됩니다.") % {
            "seconds": 2 * FOLD_SECONDS
        }
    else:
        text = _("이미 서명하셨습니다. 서명은 안전하게 저장되어 있습니다.")
    messages.success(request, text)


@require_POST
@level_required(1)
def unsign(request: HttpRequest, public_id: str) -> HttpResponse:
    """One click, while signatures are collected."""
    petition = _signed_by(request, public_id)
    try:
        actions.withdraw_signature(signer=_user(request), petition_id=public_id, at=clock.now())
        messages.success(request, _("서명을 거두었습니다. 서명 기간 안에는 다시 서명하실 수 있습니다."))
    except Refused as refused:
        messages.error(request, str(refused.refusal.sentence))
    return redirect(petition if petition.shown_at else _support_address(petition))


def _signed_by(request: HttpRequest, public_id: str) -> Petition:
    """Public petitions, and unpublished ones that this person stands behind."""
    petition = get_object_or_404(Petition, public_id=public_id)
    known = Signature.objects.filter(petition_id=petition.pk, signer_id=request.user.pk)
    if not queries.readable(petition, request.user) and not known.exists():
        raise Http404
    return petition


def _support_address(petition: Petition) -> str:
    return reverse("petitions:support", args=[petition.support_key])


@require_http_methods(["GET", "HEAD", "POST"])
def support(request: HttpRequest, support_key: str) -> HttpResponseBase:
    """The private link for first supporters. Search engines are asked to stay away."""
    petition = get_object_or_404(
        Petition.objects.select_related("creator", "type", "agency"), support_key=support_key
    )
    if petition.state == State.DRAFT:
        raise Http404
    if petition.shown_at is not None:
        return redirect(petition)
    response = (
        _give_support(request, petition) if request.method == "POST" else _support_page(request, petition)
    )
    response["X-Robots-Tag"] = "noindex, nofollow"
    # Other sites never learn the key; our own form must still say where it comes from, or CSRF refuses it.
    response["Referrer-Policy"] = "same-origin"
    return response


def _support_page(request: HttpRequest, petition: Petition) -> HttpResponse:
    at = clock.now()
    mine = queries.my_signature(petition, request.user)
    context = {
        "petition": petition,
        "mine": mine,
        "count": queries.count_seen(petition, mine)[0],
        "own": petition.creator_id == request.user.pk,
        "may_unsign": mine is not None and rules.unsign_refusal(petition, mine, at) is None,
        "is_gathering": petition.accepts_first_supporters(at) and not petition.is_hidden,
        "gather_until": clocks.shown(petition.gather_until),
        "steps": presenting.steps(petition),
        "fold_seconds": int(2 * FOLD_SECONDS),
    }
    return render(request, "petitions/support.html", context)


@level_required(rules.SIGNER_LEVEL)
def _give_support(request: HttpRequest, petition: Petition) -> HttpResponse:
    try:
        _signature, is_new = actions.support_petition(
            signer=_user(request), support_key=petition.support_key, at=clock.now()
        )
        _thank(request, is_new, first=petition.published_at is None)
    except Refused as refused:
        messages.error(request, str(refused.refusal.sentence))
    return redirect("petitions:support", petition.support_key)


def _user(request: HttpRequest) -> Any:
    return request.user
