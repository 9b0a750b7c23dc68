"""숙성 at the officer's desk, and the administrators' shortlist."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from budgets import idea_queries as queries
from budgets import idea_rules, panel_queries, plan_rules
from budgets.actions import plans as actions
from budgets.idea_forms import BallotForm, CostForm, DescribeForm, MergeForm, NoteForm, TakeForm
from budgets.models import Plan, PlanState, Round
from budgets.views.staff_ideas import form_page, officers, show
from portal import clock
from portal.accounts import kept
from portal.organisations.gates import Role, role_required
from portal.refusals import Refusal, Refused

GET_POST = ["GET", "HEAD", "POST"]
administrators = role_required(Role.ADMINISTRATOR)


@officers
@require_safe
def desk(request: HttpRequest, plan_id: str) -> HttpResponse:
    plan = queries.officers_plan(plan_id, request.user)
    units = [unit for unit in queries.units_of(request.user) if idea_rules.reaches(unit, plan.area)]
    nobodys = plan.unit is None and plan.state in PlanState.open()
    context: dict[str, Any] = {
        "plan": plan,
        "round": plan.round,
        "ideas": plan.ideas.select_related("author").order_by("submitted_at"),
        "revisions": list(plan.revisions.select_related("unit__agency").order_by("-number")),
        "take_form": TakeForm(units=units) if nobodys and units else None,
        "obstacle": plan_rules.work_refusal(request.user, plan, clock.now()),
    }
    return render(request, "budgets/plans/staff/desk.html", context)


@officers
@require_http_methods(GET_POST)
def take(request: HttpRequest, plan_id: str) -> HttpResponse:
    plan = queries.officers_plan(plan_id, request.user)
    form = TakeForm(request.POST or None, units=queries.units_of(request.user))
    if request.method == "POST":
        unit = form.cleaned_data["unit"] if form.is_valid() else None
        try:
            actions.take_plan(officer=request.user, plan=plan, unit=unit, at=clock.now())
        except Refused as refused:
            messages.error(request, str(refused.refusal.sentence))
        else:
            messages.success(request, _("우리 부서가 맡았습니다."))
    return redirect("budgets_staff:plan", plan_id)


@officers
@require_http_methods(GET_POST)
def describe(request: HttpRequest, plan_id: str) -> HttpResponse:
    plan = queries.officers_plan(plan_id, request.user)
    form = DescribeForm(request.POST or None, instance=plan, initial=kept.initial(request))
    hint = _("투표용지에 오를 내용입니다. 제안한 분의 글은 그대로 남습니다.")

    def do() -> None:
        actions.describe_plan(officer=request.user, plan=plan, fields=form.cleaned_data, at=clock.now())

    return _deed(request, plan, form, do, _("사업 내용과 부서 의견"), hint, _("내용을 저장했습니다."))


@officers
@require_http_methods(GET_POST)
def cost(request: HttpRequest, plan_id: str) -> HttpResponse:
    plan = queries.officers_plan(plan_id, request.user)
    seen = plan.revisions.count()
    initial = {"amount": plan.cost, **kept.initial(request), "seen": seen}
    form = CostForm(request.POST or None, initial=initial)

    def do() -> None:
        data = form.cleaned_data
        actions.revise_cost(
            officer=request.user,
            plan=plan,
            amount=data["amount"],
            reason=data["reason"],
            seen=data["seen"] or 0,
            sure=data["sure"],
            at=clock.now(),
        )

    def wrong(refusal: Refusal) -> Iterator[Refusal]:
        if refusal.code == "dear":
            form.ask_again()
        if refusal.field is not None:
            data = form.cleaned_data
            yield from plan_rules.cost_refusals(plan, data["amount"], data["reason"])

    hint = _("금액과 까닭은 모두에게 보이고, 고친 기록도 남습니다.")
    done = _("사업비를 적었습니다. 제안한 분께 알립니다.")
    return _deed(request, plan, form, do, _("사업비 적기"), hint, done, wrong)


@officers
@require_http_methods(GET_POST)
def merge(request: HttpRequest, plan_id: str) -> HttpResponse:
    plan = queries.officers_plan(plan_id, request.user)
    form = MergeForm(request.POST or None, plan=plan, initial=kept.initial(request))

    def do() -> None:
        data = form.cleaned_data
        actions.merge_plans(
            officer=request.user, plan=plan, into=data["into"], note=data["note"], at=clock.now()
        )

    hint = _("제안한 분 모두의 이름이 합친 사업안에 함께 남습니다.")
    return _deed(request, plan, form, do, _("다른 사업안과 합치기"), hint, _("합쳤습니다."))


@officers
@require_http_methods(GET_POST)
def drop(request: HttpRequest, plan_id: str) -> HttpResponse:
    plan = queries.officers_plan(plan_id, request.user)
    form = NoteForm(request.POST or None, initial=kept.initial(request))

    def do() -> None:
        note = form.cleaned_data["note"]
        actions.drop_plan(officer=request.user, plan=plan, note=note, at=clock.now())

    hint = _("왜 할 수 없는지 쉬운 말로 적어 주세요. 되돌릴 수 없습니다.")
    return _deed(
        request, plan, form, do, _("추진하지 않기로 하기"), hint, _("추진하지 않기로 했다고 알렸습니다.")
    )


def _deed(
    request: HttpRequest,
    plan: Plan,
    form: Any,
    do: Any,
    title: str,
    hint: str,
    done: str,
    wrong: Callable[[Refusal], Iterable[Refusal]] = lambda refusal: (),
) -> HttpResponse:
    """`wrong`: all that is wrong with what was typed, where the verb names one thing at a time."""
    kicker = str(plan.title)  # before a form of this model writes into it
    if request.method == "POST" and form.is_valid():
        try:
            do()
        except Refused as refused:
            for refusal in list(wrong(refused.refusal)) or [refused.refusal]:
                show(form, refusal)
        else:
            messages.success(request, done)
            return redirect("budgets_staff:plan", plan.public_id)
    back = reverse("budgets_staff:plan", args=[plan.public_id])
    return form_page(request, form, title, hint, kicker, back)


@administrators
@require_safe
def shortlist(request: HttpRequest, round_id: str) -> HttpResponse:
    """The costed plans, with likes and published scores, and where each may go."""
    round_ = get_object_or_404(Round, public_id=round_id)
    plans = queries.plans_of(round_, request.user)
    scores = panel_queries.results_by_plan(round_, clock.now())
    context = {
        "round": round_,
        "preparing": round_.state in Round.State.preparing(),
        "rows": [(plan, scores.get(plan.pk, [])) for plan in plans],
        "form": BallotForm(round_=round_, auto_id=False),
        "envelopes": round_.envelopes.all(),
    }
    return render(request, "budgets/plans/staff/shortlist.html", context)


@administrators
@require_POST
def put_on_ballot(request: HttpRequest, round_id: str, plan_id: str) -> HttpResponse:
    plan = (
        Plan.objects.select_related("round", "area")
        .filter(public_id=plan_id, round__public_id=round_id)
        .first()
    )
    if plan is None:
        raise Http404
    form = BallotForm(request.POST, round_=plan.round)
    envelope = form.cleaned_data["envelope"] if form.is_valid() else None
    try:
        actions.put_on_ballot(actor=request.user, plan=plan, envelope=envelope, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused.refusal.sentence))
    else:
        messages.success(request, _("‘%(title)s’을(를) 투표용지에 올렸습니다.") % {"title": plan.title})
    return redirect("budgets_staff:shortlist", round_id)
