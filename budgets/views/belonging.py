"""Where I work or study: asking for confirmation, and the officers' desk that gives it."""

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from budgets import actions, belonging_rules
from budgets import belonging_queries as queries
from budgets.belonging_forms import CONFIRM, ClaimForm, DecisionForm
from portal import clock
from portal.accounts import kept
from portal.accounts.gates import level_required
from portal.accounts.models import User
from portal.organisations.gates import Role, role_required
from portal.organisations.models import Area
from portal.refusals import Refusal, Refused

TONES = {"waiting": "progress", "confirmed": "good", "refused": "bad", "withdrawn": "closed"}


@level_required(User.Level.VERIFIED)
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """My claims with what became of them, and the form for one more."""
    form = ClaimForm(*_sent(request), initial=_initial(request))
    if form.is_valid():
        fields = dict(form.cleaned_data)
        files = fields.pop("attached")
        try:
            actions.claim_belonging(person=request.user, fields=fields, files=files, at=clock.now())
        except Refused as refused:
            _show(form, refused.refusal)
        else:
            messages.success(request, _("확인을 부탁했습니다. 담당자가 살펴보고 알려 드립니다."))
            return redirect("budgets:belonging")
    rows = [(claim, TONES[claim.state]) for claim in queries.of_person(request.user)]
    context = {"form": form, "rows": rows, "today": clock.today(), "files_again": bool(request.FILES)}
    return render(request, "budgets/belonging/mine.html", context, status=kept.status(request, form))


def _sent(request: HttpRequest) -> tuple[Any, Any]:
    """What a form is bound to: an empty POST is a form in which everything is missing."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _initial(request: HttpRequest) -> dict[str, Any]:
    """What was typed before the identity check; else the area of the ballot that sent her here."""
    waiting = kept.initial(request)
    code = request.GET.get("area", "")[:10].replace("\x00", "")
    area = Area.objects.districts().filter(code=code).first() if code else None
    return waiting or ({"area": area.pk} if area else {})


@level_required(User.Level.VERIFIED)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, claim_id: str) -> HttpResponse:
    claim = queries.her_own(request.user, claim_id)
    if request.method == "POST":
        try:
            actions.withdraw_belonging(person=request.user, claim_id=claim.pk, at=clock.now())
            messages.success(request, _("거두어들였습니다."))
        except Refused as refused:
            messages.error(request, str(refused.refusal))
        return redirect("budgets:belonging")
    return render(request, "budgets/belonging/withdraw.html", {"claim": claim})


@role_required(Role.OFFICER)
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Claims about my area that wait for an answer, the oldest first."""
    rows = queries.waiting(request.user).select_related("area__parent")[:100]
    return render(request, "budgets/belonging/desk.html", {"rows": rows})


@role_required(Role.OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, claim_id: str) -> HttpResponse:
    """One claim with its proof; confirm until a day, or refuse with a reason."""
    claim = queries.for_officer(request.user, claim_id)
    until = clock.today() + belonging_rules.USUAL
    form = DecisionForm(*_sent(request), initial={"until": until} | kept.initial(request))
    if form.is_valid() and _decided(request, claim.pk, form):
        return redirect("budgets_staff:belonging")
    context = {"claim": claim, "form": form, "tone": TONES[claim.state]}
    return render(request, "budgets/belonging/decide.html", context, status=kept.status(request, form))


def _decided(request: HttpRequest, claim_id: int, form: DecisionForm) -> bool:
    data = form.cleaned_data
    confirm = data["decision"] == CONFIRM
    try:
        actions.decide_belonging(
            officer=request.user,
            claim_id=claim_id,
            confirm=confirm,
            until=data["until"],
            reason=data["reason"],
            at=clock.now(),
        )
    except Refused as refused:
        _show(form, refused.refusal)
        return False
    messages.success(request, _("확인했습니다.") if confirm else _("확인하지 못했다고 알렸습니다."))
    return True


def _show(form: BaseForm, refusal: Refusal) -> None:
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))  # type: ignore[attr-defined]
