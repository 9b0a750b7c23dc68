"""The author's pages: write, look, hand in, supplement, withdraw. Whatever happens, no word is lost."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal import clock
from portal.accounts import kept
from portal.accounts.gates import level_required, to_level
from portal.frontend import words
from portal.refusals import Refused
from proposals import likeness, queries, suggestions
from proposals.actions import drafts, submission
from proposals.forms import DraftForm, GroundsForm, SubmitForm
from proposals.models import Proposal
from proposals.rules import writing as rules
from proposals.states import Happening, State

SLOT = "proposals.draft"  # a visitor's text while she logs in
GET_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_POST)
def new(request: HttpRequest) -> HttpResponse:
    """Anybody may begin to write; an account is asked for when something is to be kept."""
    form = DraftForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _write(request, form)
    if not request.user.is_authenticated:
        typed = {name: request.POST.get(name, "") for name in form.fields}
        request.session[SLOT] = typed | {"go": request.POST.get("go", "")[:20]}
        return redirect(f"{reverse('account_login')}?next={reverse('proposals:continue')}")
    return _begin(request, form, request.POST.get("go", ""))


@login_required
@require_safe
def resume(request: HttpRequest) -> HttpResponse:
    """Back from the log-in: what was typed becomes a draft."""
    typed = request.session.pop(SLOT, None)
    form = DraftForm(typed)
    if typed is None or not form.is_valid():
        return redirect("proposals:new")
    return _begin(request, form, typed.get("go", ""))


@level_required(1)
@require_http_methods(GET_POST)
def edit(request: HttpRequest, public_id: str) -> HttpResponse:
    proposal = queries.for_author(public_id, request.user)
    if proposal.state not in State.editable():
        return redirect(proposal)
    initial = DraftForm.initial_of(proposal) | kept.initial(request)  # typed when the session ran out
    form = DraftForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and _save(request, proposal, form):
        return _go_on(request, proposal, form, request.POST.get("go", ""))
    return _write(request, form, proposal)


@login_required
@require_POST
def autosave(request: HttpRequest, public_id: str) -> HttpResponse:
    """Called by the page every few seconds; answers when it was saved, in words."""
    proposal = queries.for_author(public_id, request.user)
    form = DraftForm(request.POST)
    at = clock.now()
    if not form.is_valid():
        return JsonResponse({"saved": False}, status=422)
    try:
        drafts.save_draft(author=request.user, proposal=proposal, content=form.content(), at=at)
    except Refused as refused:
        return JsonResponse({"saved": False, "text": str(refused.refusal.sentence)}, status=409)
    return JsonResponse({"saved": True, "text": _("%(time)s에 저장했습니다") % {"time": words.hour(at)}})


@require_safe
def similar(request: HttpRequest) -> HttpResponse:
    """A fragment for htmx: what has been proposed already."""
    hits = likeness.similar(request.GET.get("title", ""), request.GET.get("improvement", ""))
    return render(request, "proposals/_similar.html", {"similar": hits})


@login_required
@require_safe
def preview(request: HttpRequest, public_id: str) -> HttpResponse:
    """다른 사람에게 이렇게 보입니다: the last look, and the choice of what is public."""
    proposal = queries.for_author(public_id, request.user)
    if proposal.state not in State.editable() or rules.gaps(proposal):
        return redirect("proposals:edit", proposal.public_id)
    context: dict[str, Any] = {
        "proposal": proposal,
        "form": SubmitForm(initial={"visibility": proposal.visibility}),
        "grounds": GroundsForm(),
        "unit": proposal.unit or suggestions.unit_for(proposal.topic, proposal.area),
        "similar": likeness.similar(proposal.title, proposal.improvement, but=proposal.public_id),
        "needs_identity": getattr(request.user, "level", 0) < rules.WRITER_LEVEL,
        "is_supplement": proposal.state == State.SUPPLEMENT,
    }
    return render(request, "proposals/preview.html", context)


@login_required
@require_http_methods(GET_POST)
def submit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Hand in. The identity is asked for here and not before; the way back leads to the same preview."""
    proposal = queries.for_author(public_id, request.user)
    form = SubmitForm(request.POST or None)
    if request.method != "POST" or not form.is_valid() or proposal.state != State.DRAFT:
        return redirect("proposals:preview", proposal.public_id)
    try:
        drafts.save_draft(author=request.user, proposal=proposal, content=form.cleaned_data, at=clock.now())  # type: ignore[arg-type]
        submission.submit_proposal(author=request.user, proposal=proposal, at=clock.now())
    except Refused as refused:
        if refused.refusal is rules.LEVEL:
            return to_level(request, rules.WRITER_LEVEL)
        messages.error(request, str(refused.refusal.sentence))
        return redirect("proposals:edit", proposal.public_id)
    messages.success(request, _("제안을 보냈습니다. 담당 부서가 접수하면 알려 드리겠습니다."))
    return redirect(proposal)


@login_required
@require_POST
def supplement(request: HttpRequest, public_id: str) -> HttpResponse:
    proposal = queries.for_author(public_id, request.user)
    note = str(request.POST.get("note", ""))[:500]
    try:
        submission.supplement_proposal(author=request.user, proposal=proposal, note=note, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused.refusal.sentence))
        return redirect("proposals:edit", proposal.public_id)
    messages.success(request, _("보완한 내용을 보냈습니다. 답변 기한이 다시 흐릅니다."))
    return redirect(proposal)


@login_required
@require_http_methods(GET_POST)
def discard(request: HttpRequest, public_id: str) -> HttpResponse:
    proposal = queries.for_author(public_id, request.user)
    if proposal.state != State.DRAFT:
        return redirect(proposal)
    if request.method != "POST":
        return render(request, "proposals/discard.html", {"proposal": proposal})
    drafts.discard_draft(author=request.user, proposal=proposal, at=clock.now())
    messages.success(request, _("초안을 지웠습니다."))
    return redirect("proposals:mine")


@level_required(1)
@require_http_methods(GET_POST)
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    proposal = queries.for_author(public_id, request.user)
    if rules.withdrawal_refusal(request.user, proposal):
        messages.error(request, str(rules.NOT_WITHDRAWABLE.sentence))
        return redirect(proposal)
    form = GroundsForm(request.POST or None, initial=kept.initial(request))
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["note"]
        submission.withdraw_proposal(author=request.user, proposal=proposal, note=note, at=clock.now())
        messages.success(request, _("제안을 철회했습니다."))
        return redirect(proposal)
    return render(request, "proposals/withdraw.html", {"proposal": proposal, "form": form})


@level_required(1)
@require_http_methods(GET_POST)
def reexamine(request: HttpRequest, public_id: str) -> HttpResponse:
    """재심사 요청 (규정 제12조)."""
    proposal = queries.for_author(public_id, request.user)
    refusal = rules.reexamination_refusal(request.user, proposal, proposal.decisions.count(), clock.now())
    if refusal:
        messages.error(request, str(refusal.sentence))
        return redirect(proposal)
    form = GroundsForm(request.POST or None, initial=kept.initial(request))
    if request.method == "POST" and form.is_valid():
        try:
            note = form.cleaned_data["note"]
            submission.request_reexamination(
                author=request.user, proposal=proposal, note=note, at=clock.now()
            )
        except Refused as refused:
            form.add_error(refused.refusal.field, refused.refusal.sentence)
        else:
            messages.success(request, _("재심사를 요청했습니다. 심사위원회가 다시 살펴봅니다."))
            return redirect(proposal)
    return render(request, "proposals/reexamine.html", {"proposal": proposal, "form": form})


def _write(request: HttpRequest, form: DraftForm, proposal: Proposal | None = None) -> HttpResponse:
    asked = None
    if proposal and proposal.state == State.SUPPLEMENT:
        asked = proposal.events.filter(kind=Happening.SUPPLEMENT_ASKED).order_by("-at").first()
    title = proposal.title if proposal else ""
    context = {
        "form": form,
        "proposal": proposal,
        "asked": asked,
        "similar": likeness.similar(title, proposal.improvement, but=proposal.public_id) if proposal else [],
    }
    return render(request, "proposals/write.html", context, status=422 if form.errors else 200)


def _begin(request: HttpRequest, form: DraftForm, go: str) -> HttpResponse:
    try:
        proposal = drafts.start_draft(
            author=request.user, content=form.content(), sheet=form.cleaned_data["sheet"], at=clock.now()
        )
    except Refused as refused:
        form.add_error(refused.refusal.field, refused.refusal.sentence)
        return _write(request, form)
    if proposal.state != State.DRAFT:  # an old page of hers, sent again
        messages.info(request, _("이미 보내신 제안입니다. 새 제안은 ‘제안하기’를 눌러 쓰실 수 있습니다."))
        return redirect(proposal)
    return _go_on(request, proposal, form, go)


def _save(request: HttpRequest, proposal: Proposal, form: DraftForm) -> bool:
    try:
        drafts.save_draft(author=request.user, proposal=proposal, content=form.content(), at=clock.now())
    except Refused as refused:
        form.add_error(refused.refusal.field, refused.refusal.sentence)
        return False
    return True


def _go_on(request: HttpRequest, proposal: Proposal, form: DraftForm, go: str) -> HttpResponse:
    """It is saved. On to the preview if that was asked for and nothing is missing; else say what is."""
    if go != "preview":
        messages.success(request, _("임시 저장했습니다. ‘내 제안’에서 언제든 이어 쓸 수 있습니다."))
        return redirect("proposals:edit", proposal.public_id)
    missing = rules.gaps(proposal)
    if not missing:
        return redirect("proposals:preview", proposal.public_id)
    for refusal in missing:
        form.add_error(refusal.field, refusal.sentence)
    return _write(request, form, proposal)
