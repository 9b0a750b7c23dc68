"""Ideas as everybody reads them, and the two buttons beside them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from budgets import idea_presenting as presenting
from budgets import idea_queries, queries
from budgets import idea_rules as rules
from budgets.actions import ideas as actions
from budgets.idea_forms import FilterForm
from budgets.models import Idea, IdeaMark
from portal import clock
from portal.accounts.gates import to_level
from portal.refusals import Refused

BOX = "#stand"


@require_safe
def index(request: HttpRequest, round_id: str) -> HttpResponse:
    """A round's ideas: search, filters, two orders, pages."""
    round_ = queries.public_round(round_id)
    asked = any(request.GET.get(name) for name in FilterForm.base_fields)
    form = FilterForm(request.GET if asked else None, round_=round_)
    page = idea_queries.listing(round_, form.wish(), request.GET.get("page"))
    context = {
        "round": round_,
        "phase": round_.phase(clock.now()),
        "form": form,
        "page": page,
        "rows": [presenting.row(idea) for idea in page],
    }
    return render(request, "budgets/ideas/list.html", context)


@require_safe
def detail(request: HttpRequest, round_id: str, idea_id: str) -> HttpResponse:
    idea = idea_queries.public_idea(round_id, idea_id, request.user)
    at = clock.now()
    decisions = list(idea.screenings.select_related("unit__agency"))
    is_author = idea.wrote(request.user)
    context: dict[str, Any] = {
        "idea": idea,
        "round": idea.round,
        "phase": idea.round.phase(at),
        "label": idea_queries.stage_label(idea),
        "steps": presenting.steps(idea),
        "decisions": decisions[::-1],
        "timeline": presenting.timeline(idea),
        **presenting.files(idea),
        "stand": idea_queries.standing(idea, request.user),
        "refusal": rules.support_refusal(request.user, idea),
        "is_author": is_author,
        "can_withdraw": is_author and rules.withdrawal_refusal(request.user, idea) is None,
        "can_recheck": is_author and rules.recheck_refusal(request.user, idea, len(decisions), at) is None,
        "recheck_until": presenting.last_day(rules.recheck_until(idea)),
    }
    return render(request, "budgets/ideas/detail.html", context)


def support(request: HttpRequest, round_id: str, idea_id: str) -> HttpResponse:
    """공감하기 and 공감 거두기 (`undo`)."""
    idea = idea_queries.public_idea(round_id, idea_id, request.user)
    if request.method != "POST":  # back from the identity check
        return redirect(idea.get_absolute_url() + BOX)
    if request.POST.get("undo"):
        return _end(request, idea, IdeaMark.Kind.SUPPORT, _("공감을 거두었습니다."))
    if rules.support_refusal(request.user, idea) is rules.SUPPORT_LEVEL:
        return to_level(request, rules.WRITER_LEVEL)
    return _mark(request, idea, actions.support_idea, _("공감했습니다. 결정이 나오면 알려 드리겠습니다."))


@login_required
@require_POST
def follow(request: HttpRequest, round_id: str, idea_id: str) -> HttpResponse:
    idea = idea_queries.public_idea(round_id, idea_id, request.user)
    if request.POST.get("undo"):
        return _end(request, idea, IdeaMark.Kind.FOLLOW, _("소식을 더 보내지 않겠습니다."))
    return _mark(request, idea, actions.follow_idea, _("이 의견의 소식을 보내 드리겠습니다."))


def _mark(request: HttpRequest, idea: Idea, verb: Any, said: str) -> HttpResponse:
    try:
        verb(person=request.user, idea=idea, at=clock.now())
    except Refused as refused:
        if refused.refusal is not rules.ALREADY:  # a second press is answered like the first
            messages.error(request, str(refused.refusal.sentence))
            return redirect(idea.get_absolute_url() + BOX)
    messages.success(request, said)
    return redirect(idea.get_absolute_url() + BOX)


def _end(request: HttpRequest, idea: Idea, kind: str, said: str) -> HttpResponse:
    if request.user.is_authenticated:
        actions.end_mark(person=request.user, idea=idea, kind=kind, at=clock.now())
        messages.success(request, said)
    return redirect(idea.get_absolute_url() + BOX)
