"""The ballot: one page per envelope. What is saved is what is counted; there is no further step."""

import json
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from budgets import actions, ballot_queries, box, eligibility, marks, queries, roll, rules, waiting
from budgets.ballot_queries import OnBallot
from budgets.marks import Typed
from budgets.models import Envelope, Round
from budgets.ordering import ORDER_COOKIE, order_seed, shuffled
from portal import clock
from portal.accounts.gates import satisfies, to_level
from portal.refusals import Refusal, Refused

FORBIDDEN = ("level", "elsewhere", "not_ours", "too_young", "age_unknown")


def envelope_page(request: HttpRequest, round_id: str, envelope_id: str) -> HttpResponseBase:
    """GET: the ballot (or, outside the voting period, the list of projects). POST: save the ballot."""
    envelope = queries.public_envelope(round_id, envelope_id)
    if request.method == "POST":
        return _cast(request, envelope)
    ticked = waiting.take(request, envelope) if request.user.is_authenticated else None
    if ticked is None:
        return _ballot(request, envelope)
    messages.info(request, _("고르신 사업을 그대로 두었습니다. 아래 단추를 눌러야 저장됩니다."))
    response = _ballot(request, envelope, typed=marks.typed(envelope, ticked))
    waiting.drop(response, envelope)
    return response


def _cast(request: HttpRequest, envelope: Envelope) -> HttpResponseBase:
    level = rules.needed_level(envelope)
    if not satisfies(request.user, level):
        response = to_level(request, level, keep=False)
        waiting.keep(response, envelope, request.POST)
        return response
    typed = marks.typed(envelope, request.POST)
    try:
        read = marks.read(envelope, typed)
        actions.cast_ballot(
            voter=request.user, envelope=envelope, choices=read.choices, points=read.points, at=clock.now()
        )
    except Refused as refused:
        return _ballot(request, envelope, typed=typed, refusal=refused.refusal)
    return redirect("budgets:receipt", envelope.round.public_id, envelope.public_id)


def _ballot(
    request: HttpRequest,
    envelope: Envelope,
    typed: Typed | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    """`typed`: what is not saved yet; without it the form shows what is."""
    at = clock.now()
    projects = ballot_queries.on_ballot(envelope)
    saved = ballot_queries.my_ballot(request.user, envelope)
    shown = typed if typed is not None else (marks.saved(envelope, saved, projects) if saved else [])
    seed, fresh = order_seed(request, envelope)
    blocked = _blocked(request, envelope)
    context = {
        "round": envelope.round,
        "envelope": envelope,
        "phase": envelope.round.phase(at),
        "projects": shuffled(projects, seed),
        "marks": dict(shown),
        "chosen": {name for name, _ in shown},
        "saved": saved,
        "unsaved": typed is not None,
        "open": envelope.round.accepts_votes(at),
        "decided": envelope.round.state in Round.State.decided(),
        "blocked": blocked,
        "barred": blocked is not None and blocked.code != "level",
        "refusal": refusal,
        "needs": rules.needed_level(envelope),
        "sums": _sums(projects, dict(shown)),
        "quotas": json.dumps(envelope.category_limits, ensure_ascii=False),
    }
    response = render(request, "budgets/envelope.html", context, status=_status(refusal))
    if fresh:
        response.set_cookie(ORDER_COOKIE, seed.partition(":")[0], samesite="Lax", httponly=True)
    return response


def _blocked(request: HttpRequest, envelope: Envelope) -> Refusal | None:
    refusal = eligibility.refusal(request.user, envelope, clock.now())
    if refusal is not None or not request.user.is_authenticated:
        return refusal
    moved = eligibility.moved(request.user, envelope.round, eligibility.rivals(envelope))
    return moved or roll.paper_refusal(request.user, envelope.round)


def _sums(projects: list[OnBallot], shown: dict[str, str]) -> dict[str, int]:
    """What the meter says without JavaScript; a mark that is no number adds nothing."""
    picked = [project for project in projects if project.public_id in shown]
    points = [int(mark) for mark in shown.values() if mark.isascii() and mark.isdigit()]
    return {
        "spent": sum(project.cost for project in picked),
        "picked": len(picked),
        "points": sum(points),
    }


def _status(refusal: Refusal | None) -> int:
    if refusal is None:
        return 200
    if refusal.code in FORBIDDEN:
        return 403
    return 503 if refusal.code == "busy" else 409 if refusal.field is None else 422


@login_required
@never_cache  # on a library's computer "back" after logging out must not show what she chose
def receipt_page(request: HttpRequest, round_id: str, envelope_id: str) -> HttpResponse:
    """What the voter keeps: the code of the ballot that is in the box now, and what to do next."""
    at = clock.now()
    envelope = queries.public_envelope(round_id, envelope_id)
    found = ballot_queries.my_receipt(request.user, envelope)
    if found is None and envelope.round.sealed_at is not None:  # nobody can make her receipt any more
        return redirect("budgets:receipt_check", round_id)
    if found is None:
        raise Http404
    ballot, code = found
    projects = {project.number: project for project in ballot_queries.on_ballot(envelope)}
    points = ballot.points or [0] * len(ballot.choices)
    papers = _papers(request, envelope, at)
    context = {
        "round": envelope.round,
        "envelope": envelope,
        "code": box.show_code(code),
        "mine": [(projects[number], given) for number, given in zip(ballot.choices, points, strict=True)],
        "open": envelope.round.phase(at) == Round.State.VOTING,
        "papers": papers,
        "next": next((one for one, done in papers if not done), None),
    }
    return render(request, "budgets/receipt.html", context)


def _papers(request: HttpRequest, envelope: Envelope, at: datetime) -> list[tuple[Envelope, bool]]:
    """The ballots of this round that are hers to cast, and whether she has; in the order of the round."""
    envelopes = queries.envelopes_of(envelope.round)
    voted = ballot_queries.voted_envelopes(request.user, envelopes)
    refusals = eligibility.refusals(request.user, envelopes, at)
    return [(one, one.pk in voted) for one in envelopes if one.pk in voted or refusals[one.pk] is None]
