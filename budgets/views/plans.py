"""Costed drafts: read, compare, like, talk about."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from budgets import idea_queries, plan_rules, queries
from budgets.actions import plans as actions
from budgets.actions.plans import photo
from budgets.models import PlanLike
from portal import clock
from portal.accounts.gates import to_level
from portal.refusals import Refused


@require_safe
def index(request: HttpRequest, round_id: str) -> HttpResponse:
    round_ = queries.public_round(round_id)
    order = "liked" if request.GET.get("sort") == "liked" else ""
    context = {
        "round": round_,
        "phase": round_.phase(clock.now()),
        "plans": idea_queries.plans_of(round_, request.user, order),
        "order": order,
    }
    return render(request, "budgets/plans/list.html", context)


@require_safe
def detail(request: HttpRequest, round_id: str, plan_id: str) -> HttpResponse:
    plan = idea_queries.public_plan(round_id, plan_id)
    living = PlanLike.objects.filter(plan=plan, ended_at=None)
    liked = request.user.is_authenticated and living.filter(person=request.user.pk).exists()
    asked = plan_rules.unlike_refusal if liked else plan_rules.like_refusal
    if plan.merged_into:
        plan.merged_into.round = plan.round
    context: dict[str, Any] = {
        "plan": plan,
        "round": plan.round,
        "phase": plan.round.phase(clock.now()),
        "ideas": plan.ideas.shown().select_related("author").order_by("submitted_at"),
        "revisions": list(plan.revisions.select_related("unit__agency").order_by("-number")),
        "likes": living.count(),
        "liked": liked,
        "refusal": asked(request.user, plan, clock.now()),
        "photo": plan.project.photo if plan.project else photo(plan),
    }
    for idea in context["ideas"]:
        idea.round = plan.round
    return render(request, "budgets/plans/detail.html", context)


def like(request: HttpRequest, round_id: str, plan_id: str) -> HttpResponse:
    plan = idea_queries.public_plan(round_id, plan_id)
    back = plan.get_absolute_url() + "#like"
    if request.method != "POST":  # back from the identity check
        return redirect(back)
    if plan_rules.like_refusal(request.user, plan, clock.now()) is plan_rules.LIKE_LEVEL:
        return to_level(request, plan_rules.LEVEL)
    undo = bool(request.POST.get("undo"))
    try:
        (actions.unlike_plan if undo else actions.like_plan)(person=request.user, plan=plan, at=clock.now())
    except Refused as refused:
        if refused.refusal is not plan_rules.ALREADY_LIKED:
            messages.error(request, str(refused.refusal.sentence))
            return redirect(back)
    messages.success(request, _("공감을 거두었습니다.") if undo else _("공감했습니다."))
    return redirect(back)
