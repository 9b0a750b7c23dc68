"""My settings: how I am shown, how sure the portal is of me, what it keeps, and the way out."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from portal import clock
from portal.accounts import actions, export, middleware, rules
from portal.accounts.forms import ProfileForm
from portal.accounts.models import User
from portal.accounts.who import person
from portal.refusals import Refused


@login_required
def profile(request: HttpRequest) -> HttpResponse:
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        user = actions.change_profile(
            user=User.objects.get(pk=request.user.pk or 0), **form.cleaned_data, at=clock.now()
        )
        messages.success(request, _("바꾼 내용을 저장했습니다."))
        response = redirect("accounts:profile")
        middleware.set_cookies(response, middleware.choices_of(user))
        return response
    return render(request, "accounts/profile.html", {"form": form})


@login_required
@require_safe
def identity(request: HttpRequest) -> HttpResponse:
    """The ladder: where I stand and what each step opens."""
    user: Any = request.user
    living = user.verifications.filter(ended_at__isnull=True).select_related("area__parent").first()
    return render(request, "accounts/identity.html", {"living": living, "steps": _ladder(user)})


def _ladder(user: User) -> list[dict[str, Any]]:
    steps = [
        (1, _("회원"), _("관심 있는 일을 저장하고 소식을 받습니다.")),
        (2, _("본인확인"), _("제안하고, 댓글을 쓰고, 공감하고, 서명하고, 예약합니다.")),
        (
            3,
            _("거주확인"),
            _("우리 지역 예산 투표에 참여하고, 참여단에 신청하고, 우리 지역 사업을 평가합니다."),
        ),
    ]
    reached = {1: True, 2: user.is_verified, 3: user.is_resident}
    return [
        {"level": level, "label": label, "text": text, "reached": reached[level]}
        for level, label, text in steps
    ]


@login_required
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    return render(
        request, "accounts/data.html", {"consents": person(request).consents.order_by("-agreed_at")}
    )


@login_required
@require_POST
@reauthentication_required
@never_cache
def download(request: HttpRequest) -> HttpResponse:
    """My data as a file. Made at once and never stored, so there is no link that could leak."""
    user: Any = request.user
    at = clock.now()
    return JsonResponse(
        export.of(user, at),
        json_dumps_params={"ensure_ascii": False, "indent": 2},
        headers={"Content-Disposition": f'attachment; filename="gwangjang-{clock.local(at):%Y%m%d}.json"'},
    )


class LeaveForm(forms.Form):
    sure = forms.BooleanField(label=gettext_lazy("되돌릴 수 없다는 것을 알고 있습니다."))


@login_required
@reauthentication_required
@never_cache
def leave(request: HttpRequest) -> HttpResponse:
    """A page of its own that says what goes and what stays, then the act."""
    form = LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.erase(user=person(request), at=clock.now())
        except Refused as refused:
            form.add_error(None, str(refused.refusal))
        else:
            logout(request)
            messages.success(request, _("탈퇴하셨습니다. 그동안 함께해 주셔서 고맙습니다."))
            return redirect("/")
    return render(request, "accounts/leave.html", {"form": form, "days": rules.REJOIN_AFTER.days})
