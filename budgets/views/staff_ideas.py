"""The officer's desk for ideas: 404 to whoever does not work for the unit that holds the idea."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from budgets import idea_queries as queries
from budgets import idea_rules as rules
from budgets.actions import screening as actions
from budgets.idea_forms import DecisionForm, NoteForm, PassOnForm, TakeForm
from budgets.idea_presenting import timeline
from budgets.models import Idea, IdeaState
from portal import clock
from portal.accounts import kept
from portal.organisations.gates import role_required
from portal.refusals import Refusal, Refused

GET_POST = ["GET", "HEAD", "POST"]
PAGE = 30
officers = role_required(*queries.DESK)


@officers
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What lies on the desks of my units: ideas to decide, plans to cost."""
    units = queries.units_of(request.user)
    context = {
        "units": units,
        "ideas": Paginator(queries.desk_ideas(units), PAGE).get_page(request.GET.get("page")),
        "plans": Paginator(queries.desk_plans(units), PAGE).get_page(request.GET.get("plans")),
    }
    return render(request, "budgets/ideas/staff/queue.html", context)


@officers
@require_safe
def desk(request: HttpRequest, idea_id: str) -> HttpResponse:
    """One idea as its unit sees it, with what can be done now."""
    idea = queries.officers_idea(idea_id, request.user)
    waiting = idea.state in IdeaState.waiting()
    units = [unit for unit in queries.units_of(request.user) if rules.reaches(unit, idea.area)]
    decisions = list(idea.screenings.select_related("unit__agency"))
    first = decisions[0].officer_id if decisions else None
    context: dict[str, Any] = {
        "idea": idea,
        "round": idea.round,
        "label": queries.stage_label(idea),
        "supports": queries.standing(idea, request.user).count,
        "files": idea.files.all(),
        "decisions": decisions[::-1],
        "timeline": timeline(idea),
        "take_form": TakeForm(units=units) if waiting and idea.unit is None and units else None,
        "held": waiting and idea.unit is not None,
        "obstacle": rules.screening_refusal(request.user, idea, first, clock.now()),
        "can_ask": idea.author_id and idea.unit and idea.state in IdeaState.alive(),
        "similar": queries.alike(idea.title, idea.remedy, but=idea.public_id),
    }
    return render(request, "budgets/ideas/staff/desk.html", context)


@officers
@require_http_methods(GET_POST)
def take(request: HttpRequest, idea_id: str) -> HttpResponse:
    idea = queries.officers_idea(idea_id, request.user)
    form = TakeForm(request.POST or None, units=queries.units_of(request.user))
    if request.method == "POST":
        unit = form.cleaned_data["unit"] if form.is_valid() else None
        done = _("우리 부서가 맡았습니다. 이제 심사할 수 있습니다.")
        return _answer(request, idea, actions.take_idea, done, unit=unit)
    return redirect("budgets_staff:idea", idea_id)


@officers
@require_http_methods(GET_POST)
def decide(request: HttpRequest, idea_id: str) -> HttpResponse:
    title, hint = (
        _("적격성 심사"),
        _("결과와 까닭을 제안한 분께 바로 알리고 모두에게 공개합니다. 고칠 수 없습니다."),
    )
    form = DecisionForm(request.POST or None, initial=kept.initial(request))

    def do(idea: Idea) -> None:
        words = {name: form.cleaned_data[name] for name in ("code", "reason")}
        actions.screen_idea(officer=request.user, idea=idea, eligible=form.eligible, at=clock.now(), **words)

    return _deed(request, idea_id, form, do, title, hint, _("심사 결과를 알렸습니다."))


@officers
@require_http_methods(GET_POST)
def pass_on(request: HttpRequest, idea_id: str) -> HttpResponse:
    title, hint = _("다른 부서로 보내기"), _("맡을 부서가 따로 있을 때 보냅니다. 까닭은 모두에게 보입니다.")
    form = PassOnForm(request.POST or None, initial=kept.initial(request))

    def do(idea: Idea) -> None:
        data = form.cleaned_data
        actions.pass_idea_on(
            officer=request.user, idea=idea, unit=data["unit"], note=data["note"], at=clock.now()
        )

    return _deed(request, idea_id, form, do, title, hint, _("보냈습니다. 제안한 분께 알립니다."), leaves=True)


@officers
@require_http_methods(GET_POST)
def ask(request: HttpRequest, idea_id: str) -> HttpResponse:
    title, hint = _("제안한 분께 묻기"), _("물음은 진행 상황에 보이고, 제안한 분은 댓글로 답합니다.")
    form = NoteForm(request.POST or None, initial=kept.initial(request))

    def do(idea: Idea) -> None:
        note = form.cleaned_data["note"]
        actions.ask_author(officer=request.user, idea=idea, note=note, at=clock.now())

    return _deed(request, idea_id, form, do, title, hint, _("물었습니다. 제안한 분께 알립니다."))


def _deed(
    request: HttpRequest,
    idea_id: str,
    form: Any,
    do: Any,
    title: str,
    hint: str,
    done: str,
    *,
    leaves: bool = False,
) -> HttpResponse:
    """One form, one verb. ``leaves``: afterwards it lies on somebody else's desk."""
    idea = queries.officers_idea(idea_id, request.user)
    if request.method == "POST" and form.is_valid():
        try:
            do(idea)
        except Refused as refused:
            show(form, refused.refusal)
        else:
            messages.success(request, done)
            return redirect("budgets_staff:ideas") if leaves else redirect("budgets_staff:idea", idea_id)
    back = reverse("budgets_staff:idea", args=[idea_id])
    return form_page(request, form, title, hint, str(idea), back)


def _answer(request: HttpRequest, idea: Idea, verb: Any, done: str, **words: Any) -> HttpResponse:
    try:
        verb(officer=request.user, idea=idea, at=clock.now(), **words)
    except Refused as refused:
        messages.error(request, str(refused.refusal.sentence))
    else:
        messages.success(request, done)
    return redirect("budgets_staff:idea", idea.public_id)


def show(form: Any, refusal: Refusal) -> None:
    """A refusal beside the field that it is about, or on top; what was typed stays."""
    field = refusal.field if refusal.field in form.fields else None
    form.add_error(field, str(refusal.sentence))


def form_page(
    request: HttpRequest, form: Any, title: str, hint: str, kicker: str, back: str, **more: Any
) -> HttpResponse:
    context = {"form": form, "title": title, "hint": hint, "kicker": kicker, "back": back, **more}
    return render(request, "budgets/ideas/staff/form.html", context, status=422 if form.errors else 200)
