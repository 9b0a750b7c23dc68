"""The ballot: one page per envelope. What is saved is what is counted; there is no further step."""

import secrets
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from budgets import actions, box, queries, roll, rules, waiting
from budgets.models import Envelope, Round
from budgets.ordering import shuffled
from portal import clock
from portal.accounts.gates import satisfies, to_level
from portal.refusals import Refusal, Refused

ORDER_COOKIE = "ballot_order"


def envelope_page(request: HttpRequest, round_id: str, envelope_id: str) -> HttpResponseBase:
    """GET: the ballot (or, outside the voting period, the list of projects). POST: save the ballot."""
    envelope = queries.public_envelope(round_id, envelope_id)
    if request.method == "POST":
        return _cast(request, envelope)
    ticked = waiting.take(request, envelope) if request.user.is_authenticated else None
    if ticked is None:
        return _ballot(request, envelope)
    messages.info(request, _("고르신 사업을 그대로 두었습니다. 아래 단추를 눌러야 저장됩니다."))
    response = _ballot(request, envelope, chosen=ticked.getlist("choices"))
    waiting.drop(response, envelope)
    return response


def _cast(request: HttpRequest, envelope: Envelope) -> HttpResponseBase:
    level = rules.needed_level(envelope)
    if not satisfies(request.user, level):
        response = to_level(request, level, keep=False)
        waiting.keep(response, envelope, request.POST)
        return response
    chosen = [name.replace("\x00", "") for name in request.POST.getlist("choices")]  # PostgreSQL takes none
    try:
        actions.cast_ballot(voter=request.user, envelope=envelope, choices=chosen, at=clock.now())
    except Refused as refused:
        return _ballot(request, envelope, chosen=chosen, refusal=refused.refusal)
    return redirect("budgets:receipt", envelope.round.public_id, envelope.public_id)


def _ballot(
    request: HttpRequest,
    envelope: Envelope,
    chosen: list[str] | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    at = clock.now()
    projects = queries.projects_of(envelope)
    saved = queries.my_ballot(request.user, envelope)
    marked = set(saved.choices) if saved else set()
    if chosen is None:
        chosen = [project.public_id for project in projects if project.number in marked]
    seed, fresh = _order_seed(request, envelope)
    open_ = envelope.round.accepts_votes(at)
    context = {
        "round": envelope.round,
        "envelope": envelope,
        "phase": envelope.round.phase(at),
        "projects": shuffled(projects, seed),
        "chosen": set(chosen),
        "saved": saved,
        "open": open_,
        "blocked": rules.voter_refusal(request.user, envelope)
        or _moved(request, envelope)
        or roll.paper_refusal(request.user, envelope.round),
        "refusal": refusal,
        "needs": rules.needed_level(envelope),
    } | _sums(projects, chosen)
    response = render(request, "budgets/envelope.html", context, status=_status(refusal))
    if fresh:
        response.set_cookie(ORDER_COOKIE, seed.partition(":")[0], samesite="Lax", httponly=True)
    return response


def _moved(request: HttpRequest, envelope: Envelope) -> Refusal | None:
    return rules.MOVED if queries.voted_elsewhere(request.user, envelope) else None


def _sums(projects: list[Any], chosen: list[str]) -> dict[str, int]:
    picked = [project for project in projects if project.public_id in set(chosen)]
    return {"spent": sum(project.cost for project in picked), "picked": len(picked)}


def _status(refusal: Refusal | None) -> int:
    if refusal is None:
        return 200
    return {"busy": 503, "level": 403, "elsewhere": 403}.get(
        refusal.code, 409 if refusal.field is None else 422
    )


def _order_seed(request: HttpRequest, envelope: Envelope) -> tuple[str, bool]:
    """Who is shuffled for: the voter, or this browser until she logs in. True when a cookie must be set."""
    if request.user.is_authenticated:
        return f"{request.user.public_id}:{envelope.public_id}", False
    known = request.COOKIES.get(ORDER_COOKIE, "")
    name = known if known.isalnum() and len(known) == 16 else secrets.token_hex(8)
    return f"{name}:{envelope.public_id}", name != known


@login_required
def receipt_page(request: HttpRequest, round_id: str, envelope_id: str) -> HttpResponse:
    """What the voter keeps: the code of the ballot that is in the box now, and what to do next."""
    envelope = queries.public_envelope(round_id, envelope_id)
    found = queries.my_receipt(request.user, envelope)
    if found is None:
        raise Http404
    ballot, code = found
    siblings = [one for one in queries.envelopes_of(envelope.round) if one.pk != envelope.pk]
    voted = queries.voted_envelopes(request.user, siblings)
    context = {
        "round": envelope.round,
        "envelope": envelope,
        "code": box.show_code(code),
        "mine": [p for p in queries.projects_of(envelope) if p.number in set(ballot.choices)],
        "open": envelope.round.phase(clock.now()) == Round.State.VOTING,
        "next": [
            one for one in siblings if one.pk not in voted and rules.voter_refusal(request.user, one) is None
        ],
    }
    return render(request, "budgets/receipt.html", context)
