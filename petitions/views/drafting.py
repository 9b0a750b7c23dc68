"""Writing a petition in stages. Every step is saved before the next; nobody is asked who she is until the
end."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from petitions import actions, queries, rules
from petitions.forms import ReasonForm, TextForm, TitleForm
from petitions.models import Petition, PetitionType
from petitions.states import State
from portal import clock
from portal.accounts import kept
from portal.accounts.gates import level_required
from portal.refusals import Refused

STAGES = ("what", "similar", "text", "preview")


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponseBase:
    """Stage 1 is open to everybody; what a visitor typed waits for her while she logs in."""
    if request.method == "POST":
        return _start(request)
    typed = kept.take(request)
    form = TitleForm(initial={name: typed.get(name, "") for name in ("title", "sheet")} if typed else None)
    return render(request, "petitions/write/new.html", {"form": form, "steps": _steps("what"), **_numbers()})


@level_required(1)
def _start(request: HttpRequest) -> HttpResponse:
    form = TitleForm(request.POST)
    try:
        petition = _drafted(request, form) if form.is_valid() else None
    except Refused as refused:
        form.add_error("title", refused.refusal.sentence)
        petition = None
    if petition is None:
        context = {"form": form, "steps": _steps("what"), **_numbers()}
        return render(request, "petitions/write/new.html", context, status=422)
    if petition.state != State.DRAFT:  # an old page of hers, sent again
        messages.info(request, _("이미 제출하신 청원입니다. 새 청원은 ‘청원 쓰기’에서 시작하실 수 있습니다."))
        return redirect(petition)
    stage = "similar" if queries.similar_to(petition) else "text"
    return redirect("petitions:write", petition.public_id, stage)


def _drafted(request: HttpRequest, form: TitleForm) -> Petition:
    typed = form.cleaned_data
    return actions.start_draft(
        creator=_user(request), title=typed["title"], sheet=typed["sheet"], at=clock.now()
    )


def _numbers() -> dict[str, Any]:
    return {"type": PetitionType.current()}


@require_http_methods(["GET", "HEAD", "POST"])
@level_required(1)
def write(request: HttpRequest, public_id: str, stage: str) -> HttpResponse:
    """Stages 2–4, each a page of its own with its own address: the back button works."""
    petition = _own(request, public_id)
    if petition.state not in State.editable():
        messages.info(request, str(rules.NOT_EDITABLE.sentence))
        return redirect(petition)
    pages = {"similar": _similar, "text": _text, "preview": _preview}
    if stage not in pages:
        raise Http404
    return pages[stage](request, petition)


def _own(request: HttpRequest, public_id: str) -> Petition:
    rows = Petition.objects.select_related("creator", "agency", "type")
    petition = rows.filter(public_id=public_id, creator_id=request.user.pk).first()
    if petition is None:
        raise Http404
    return petition


def _similar(request: HttpRequest, petition: Petition) -> HttpResponse:
    context = {"petition": petition, "steps": _steps("similar"), "similar": queries.similar_to(petition)}
    return render(request, "petitions/write/similar.html", context)


def _text(request: HttpRequest, petition: Petition) -> HttpResponse:
    if request.method != "POST":
        return _text_page(request, petition, TextForm(initial=_initial(request, petition)))
    form = TextForm(request.POST)
    complete = form.is_valid()
    actions.save_draft(
        creator=_user(request), petition_id=petition.public_id, texts=form.kept_text(), at=clock.now()
    )
    if "later" in request.POST:
        messages.success(request, _("쓰던 글을 저장했습니다. ‘나의 광장’에서 이어 쓸 수 있습니다."))
        return redirect("petitions:write", petition.public_id, "text")
    if not complete:
        return _text_page(request, petition, form, status=422)
    return redirect("petitions:write", petition.public_id, "preview")


def _initial(request: HttpRequest, petition: Petition) -> dict[str, Any]:
    """The draft, and on top of it what was typed when the session ran out."""
    saved = {
        "title": petition.title,
        "background": petition.background,
        "details": petition.details,
        "agency": petition.agency.public_id if petition.agency else None,
    }
    typed = kept.take(request)
    return saved | ({name: typed[name] for name in saved if name in typed} if typed else {})


def _text_page(request: HttpRequest, petition: Petition, form: TextForm, status: int = 200) -> HttpResponse:
    context = {"petition": petition, "form": form, "steps": _steps("text")}
    return render(request, "petitions/write/text.html", context, status=status)


def _preview(request: HttpRequest, petition: Petition) -> HttpResponse:
    context = {
        "petition": petition,
        "steps": _steps("preview"),
        "refusal": rules.text_refusal(petition.title, petition.details),
        "is_verified": _user(request).level >= rules.SIGNER_LEVEL,
    }
    return render(request, "petitions/write/preview.html", context)


@require_POST
@level_required(rules.SIGNER_LEVEL)
def submit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Hand it in. Whoever is not verified yet goes to the identity check and comes back to the preview."""
    try:
        petition = actions.submit_petition(
            creator=_user(request), petition_id=_own(request, public_id).public_id, at=clock.now()
        )
    except Refused as refused:
        messages.error(request, str(refused.refusal.sentence))
        return redirect("petitions:write", public_id, "text")
    messages.success(request, _("청원을 제출했습니다."))
    return redirect(petition)


@require_http_methods(["GET", "HEAD", "POST"])
@level_required(1)
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    """A page of its own: what will happen, why, yes or no."""
    petition = _own(request, public_id)
    refusal = rules.withdraw_refusal(petition)
    if refusal is not None:
        messages.info(request, str(refusal.sentence))
        return redirect(petition)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    form.fields["reason"].required = petition.submitted_at is not None
    if request.method == "POST" and form.is_valid():
        return _withdraw(request, petition, form.cleaned_data["reason"])
    status = 422 if form.is_bound else 200
    return render(request, "petitions/withdraw.html", {"petition": petition, "form": form}, status=status)


def _withdraw(request: HttpRequest, petition: Petition, reason: str) -> HttpResponse:
    try:
        actions.withdraw_petition(
            creator=_user(request), petition_id=petition.public_id, reason=reason, at=clock.now()
        )
    except Refused as refused:
        messages.error(request, str(refused.refusal.sentence))
        return redirect(petition)
    messages.success(request, _("청원을 취하했습니다."))
    return redirect(petition if petition.submitted_at else "petitions:list")


def _steps(current: str) -> list[dict[str, Any]]:
    labels = [_("무엇을 청원하나요"), _("비슷한 청원"), _("배경과 내용"), _("미리보기와 제출")]
    place = STAGES.index(current)
    return [
        {"label": label, "state": "done" if at < place else "current" if at == place else "todo"}
        for at, label in enumerate(labels)
    ]


def _user(request: HttpRequest) -> Any:
    return request.user
