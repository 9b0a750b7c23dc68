"""The sandbox's own pages. They know nothing of the portal's session: only the signed request."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal import clock
from portal.accounts.identity.sandbox import envelope
from portal.accounts.identity.sandbox.forms import PersonForm
from portal.accounts.identity.sandbox.people import INVENTED, ci_of
from portal.accounts.models import User
from portal.refusals import Refused


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Who do you pretend to be? Answers the portal with a signed message."""
    if not settings.IDENTITY_SANDBOX:
        raise Http404
    sealed = request.POST.get("request") or request.GET.get("request", "")
    try:
        asked = envelope.unseal(sealed, envelope.REQUEST, clock.now())
    except Refused as refused:
        return render(request, "identity/sandbox_refused.html", {"refusal": refused.refusal}, status=400)
    if request.method == "POST":
        return _decide(request, asked, sealed)
    return _page(request, PersonForm(residence=_residence(asked)), asked, sealed)


def _page(
    request: HttpRequest, form: PersonForm, asked: dict[str, Any], sealed: str, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "sealed": sealed,
        "invented": INVENTED,
        "residence": _residence(asked),
    }
    return render(request, "identity/sandbox.html", context, status=status)


def _decide(request: HttpRequest, asked: dict[str, Any], sealed: str) -> HttpResponse:
    if request.POST.get("decision") == "cancel":
        return _answer(asked, {"result": "cancelled"})
    chosen = next((person for person in INVENTED if person.key == request.POST.get("person")), None)
    if chosen:
        return _vouch(asked, chosen.name, chosen.birth_date, chosen.area_code)
    form = PersonForm(request.POST, residence=_residence(asked))
    if not form.is_valid():
        return _page(request, form, asked, sealed, status=422)
    return _vouch(asked, **form.cleaned_data)


def _vouch(asked: dict[str, Any], name: str, birth_date: date, area_code: str = "") -> HttpResponse:
    person = {"result": "ok", "ci": ci_of(name, birth_date), "birth_date": birth_date.isoformat()}
    if _residence(asked):
        person["area_code"] = area_code
    return _answer(asked, person)


def _answer(asked: dict[str, Any], payload: dict[str, Any]) -> HttpResponse:
    sealed = envelope.seal({"nonce": asked["nonce"], **payload}, envelope.ANSWER, clock.now())
    return redirect(asked["return_to"] + "?" + urlencode({"answer": sealed}))


def _residence(asked: dict[str, Any]) -> bool:
    return bool(asked["level"] >= User.Level.RESIDENT)
