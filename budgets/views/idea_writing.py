"""The author's pages: write, look, hand in, take back, ask again. Whatever happens, no word is lost."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from budgets import idea_presenting, idea_queries, queries
from budgets import idea_rules as rules
from budgets.actions import ideas as actions
from budgets.idea_forms import IdeaForm, NoteForm, WithdrawalForm
from budgets.models import Idea, IdeaState, Round
from portal import clock
from portal.accounts import kept
from portal.accounts.gates import level_required, to_level
from portal.refusals import Refusal, Refused

GET_POST = ["GET", "HEAD", "POST"]


@level_required(1)
@require_http_methods(GET_POST)
def new(request: HttpRequest, round_id: str) -> HttpResponse:
    round_ = queries.public_round(round_id)
    if refusal := rules.collecting_refusal(round_, clock.now()):
        messages.error(request, str(refusal.sentence))
        return redirect("budgets:ideas", round_.public_id)
    form = IdeaForm(request.POST or None, request.FILES or None, round_=round_, initial=kept.initial(request))
    if request.method == "POST" and form.is_valid():
        idea = _try(form, actions.start_idea, author=request.user, round_=round_)
        if idea is not None:
            return _go_on(request, idea, form)
    return _write(request, form, round_)


@level_required(1)
@require_http_methods(GET_POST)
def edit(request: HttpRequest, round_id: str, idea_id: str) -> HttpResponse:
    idea = idea_queries.own_idea(round_id, idea_id, request.user)
    if idea.state != IdeaState.DRAFT:
        return redirect(idea)
    initial = _initial(idea) | kept.initial(request)  # typed when the session ran out
    form = IdeaForm(request.POST or None, request.FILES or None, round_=idea.round, initial=initial)
    if request.method == "POST" and form.is_valid():
        without = request.POST.getlist("without")[:20]
        without = [name for name in without if name.isalnum()]  # a NUL, say, which PostgreSQL does not take
        if _try(form, actions.save_idea, author=request.user, idea=idea, without=without) is not None:
            return _go_on(request, idea, form)
    return _write(request, form, idea.round, idea)


def _try(form: IdeaForm, verb: Any, **who: Any) -> Idea | None:
    try:
        found: Idea = verb(**who, content=form.content(), files=form.cleaned_data["files"], at=clock.now())
    except Refused as refused:
        field = refused.refusal.field
        form.add_error(field if field in form.fields else None, str(refused.refusal.sentence))
        return None
    return found


@require_safe
def similar(request: HttpRequest, round_id: str) -> HttpResponse:
    """A fragment: what has been said already."""
    queries.public_round(round_id)
    hits = idea_queries.alike(request.GET.get("title", ""), request.GET.get("remedy", ""))
    return render(request, "budgets/ideas/_similar.html", {"similar": hits})


@login_required
@require_http_methods(GET_POST)
def submit(request: HttpRequest, round_id: str, idea_id: str) -> HttpResponse:
    """The last look, and handing in. The identity is asked for here and not before."""
    idea = idea_queries.own_idea(round_id, idea_id, request.user)
    if idea.state != IdeaState.DRAFT:
        return redirect(idea)
    if rules.gaps(idea):
        return redirect("budgets:idea_edit", round_id, idea_id)
    refusal = rules.submission_refusal(request.user, idea, clock.now())
    if request.method == "POST":
        return _submit(request, idea)
    context = {
        "idea": idea,
        "round": idea.round,
        "refusal": None if refusal is rules.LEVEL else refusal,
        "needs_identity": refusal is rules.LEVEL,
        **idea_presenting.files(idea),
        "similar": idea_queries.alike(idea.title, idea.remedy, but=idea.public_id),
    }
    return render(request, "budgets/ideas/preview.html", context)


def _submit(request: HttpRequest, idea: Idea) -> HttpResponse:
    try:
        actions.submit_idea(author=request.user, idea=idea, at=clock.now())
    except Refused as refused:
        if refused.refusal is rules.LEVEL:
            return to_level(request, rules.WRITER_LEVEL)
        messages.error(request, str(refused.refusal.sentence))
        return redirect("budgets:idea_edit", idea.round.public_id, idea.public_id)
    messages.success(request, _("의견을 냈습니다. 담당 부서가 심사한 결과를 알려 드리겠습니다."))
    return redirect(idea)


@login_required
@require_http_methods(GET_POST)
def discard(request: HttpRequest, round_id: str, idea_id: str) -> HttpResponse:
    idea = idea_queries.own_idea(round_id, idea_id, request.user)
    if idea.state != IdeaState.DRAFT:
        return redirect(idea)
    if request.method != "POST":
        return render(request, "budgets/ideas/discard.html", {"idea": idea, "round": idea.round})
    actions.discard_idea(author=request.user, idea=idea, at=clock.now())
    messages.success(request, _("작성 중이던 의견을 지웠습니다."))
    return redirect("budgets:ideas", round_id)


@level_required(1)
@require_http_methods(GET_POST)
def withdraw(request: HttpRequest, round_id: str, idea_id: str) -> HttpResponse:
    idea = idea_queries.own_idea(round_id, idea_id, request.user)
    if refusal := rules.withdrawal_refusal(request.user, idea):
        return _not_now(request, idea, refusal)
    form = WithdrawalForm(request.POST or None, initial=kept.initial(request))
    if request.method == "POST" and form.is_valid() and _say(form, request, idea, actions.withdraw_idea):
        messages.success(request, _("의견을 철회했습니다."))
        return redirect(idea)
    return _note_page(request, form, idea, "budgets/ideas/withdraw.html")


@level_required(1)
@require_http_methods(GET_POST)
def recheck(request: HttpRequest, round_id: str, idea_id: str) -> HttpResponse:
    idea = idea_queries.own_idea(round_id, idea_id, request.user)
    if refusal := rules.recheck_refusal(request.user, idea, idea.screenings.count(), clock.now()):
        return _not_now(request, idea, refusal)
    form = NoteForm(request.POST or None, initial=kept.initial(request))
    if request.method == "POST" and form.is_valid() and _say(form, request, idea, actions.request_recheck):
        messages.success(request, _("재검토를 요청했습니다. 다른 담당자가 다시 살펴봅니다."))
        return redirect(idea)
    return _note_page(request, form, idea, "budgets/ideas/recheck.html")


def _not_now(request: HttpRequest, idea: Idea, refusal: Refusal) -> HttpResponse:
    messages.error(request, str(refusal.sentence))
    return redirect("budgets:idea_edit", idea.round.public_id, idea.public_id)  # goes on to the idea itself


def _say(form: Any, request: HttpRequest, idea: Idea, verb: Any) -> bool:
    try:
        verb(author=request.user, idea=idea, note=form.cleaned_data["note"], at=clock.now())
    except Refused as refused:
        field = refused.refusal.field
        form.add_error(field if field in form.fields else None, str(refused.refusal.sentence))
        return False
    return True


def _note_page(request: HttpRequest, form: Any, idea: Idea, template: str) -> HttpResponse:
    context = {"form": form, "idea": idea, "round": idea.round}
    return render(request, template, context, status=422 if form.errors else 200)


def _initial(idea: Idea) -> dict[str, Any]:
    names = ("title", "field", "place", "problem", "remedy", "rough_cost")
    return {name: getattr(idea, name) for name in names} | {"area": idea.area.code if idea.area else ""}


def _write(request: HttpRequest, form: IdeaForm, round_: Round, idea: Idea | None = None) -> HttpResponse:
    context = {
        "form": form,
        "round": round_,
        "idea": idea,
        "files": idea.files.all() if idea else [],
        "similar": idea_queries.alike(idea.title, idea.remedy, but=idea.public_id) if idea else [],
    }
    return render(request, "budgets/ideas/write.html", context, status=422 if form.errors else 200)


def _go_on(request: HttpRequest, idea: Idea, form: IdeaForm) -> HttpResponse:
    """It is saved. On to the last look if that was asked for and nothing is missing; else say what is."""
    if request.POST.get("go") != "preview":
        messages.success(request, _("임시 저장했습니다. ‘내 활동’에서 언제든 이어 쓸 수 있습니다."))
        return redirect("budgets:idea_edit", idea.round.public_id, idea.public_id)
    missing = rules.gaps(idea)
    if not missing:
        return redirect("budgets:idea_submit", idea.round.public_id, idea.public_id)
    for refusal in missing:
        form.add_error(refusal.field, str(refusal.sentence))
    return _write(request, form, idea.round, idea)
