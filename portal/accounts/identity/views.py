"""The portal's side of the identity check: why, with whom, and what came of it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from portal import clock
from portal.accounts import actions, gates
from portal.accounts.identity import providers
from portal.accounts.models import IdentityRequest, User, Verification
from portal.accounts.who import person
from portal.refusals import Refusal, Refused


class StartForm(forms.Form):
    """With whom, and the consent without which nothing is asked of a provider."""

    provider = forms.ChoiceField(widget=forms.RadioSelect, label=gettext_lazy("확인 방법"))
    agree = forms.BooleanField(label=gettext_lazy("본인확인 정보의 처리에 동의합니다."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(provider.name, provider.label) for provider in providers.available()]
        self.fields["provider"].choices = choices  # type: ignore[attr-defined]
        self.fields["provider"].initial = choices[0][0] if choices else None


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """What will be asked and kept, and the way to the provider."""
    level, back = _wanted(request)
    if request.method != "POST" and gates.satisfies(request.user, level) and not request.GET.get("again"):
        return redirect(back)
    form = StartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _set_out(request, form.cleaned_data["provider"], level, back)
    context = {
        "form": form,
        "level": level,
        "residence": level >= User.Level.RESIDENT,
        "next": back,
        "providers": providers.available(),
    }
    return render(request, "identity/start.html", context)


def _wanted(request: HttpRequest) -> tuple[int, str]:
    given = request.POST if request.method == "POST" else request.GET
    level = User.Level.RESIDENT if given.get("level") == "3" else User.Level.VERIFIED
    return level, gates.safe_path(given.get("next"), "/me/settings/")


def _set_out(request: HttpRequest, name: str, level: int, back: str) -> HttpResponse:
    provider = providers.get(name)
    if provider is None:
        raise Http404
    journey = actions.begin_identity(
        user=person(request), provider=name, level=level, next_path=back, at=clock.now()
    )
    callback = request.build_absolute_uri(reverse("identity:callback", args=[name]))
    return redirect(provider.address(journey, callback))


@login_required
@never_cache
@require_safe
def callback(request: HttpRequest, name: str) -> HttpResponse:
    """The provider sends the browser back here with its answer."""
    provider = providers.get(name)
    if provider is None:
        raise Http404
    nonce = provider.nonce(request.GET)
    journey = IdentityRequest.objects.filter(nonce=nonce, user=person(request)).first()
    try:
        answer = provider.read(request.GET, clock.now())
        verification = actions.finish_identity(
            user=person(request), provider=name, answer=answer, at=clock.now()
        )
    except Refused as refused:
        return _failed(request, refused.refusal, nonce, journey)
    messages.success(request, _welcome(verification))
    return redirect(journey.next_path if journey else "/")


def _welcome(verification: Verification) -> str:
    if verification.level >= User.Level.RESIDENT:
        return _("%(area)s 주민으로 확인되었습니다. 하시던 일을 이어서 하세요.") % {"area": verification.area}
    return _("본인확인을 마쳤습니다. 하시던 일을 이어서 하세요.")


def _failed(
    request: HttpRequest, refusal: Refusal, nonce: str, journey: IdentityRequest | None
) -> HttpResponse:
    if nonce:
        actions.fail_identity(user=person(request), nonce=nonce, code=refusal.code, at=clock.now())
    context = {
        "refusal": refusal,
        "level": journey.level if journey else User.Level.VERIFIED,
        "next": journey.next_path if journey else "/",
    }
    return render(request, "identity/failed.html", context, status=400)
