"""What people want to hear by e-mail: their settings page, and the link under each letter."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from portal import clock
from portal.accounts.who import person
from portal.notifications import actions, preferences, unsubscribing
from portal.notifications.forms import PreferencesForm


@login_required
def settings_page(request: HttpRequest) -> HttpResponse:
    # All switches off is an empty form, and still an answer.
    posted = request.POST if request.method == "POST" else None
    form = PreferencesForm(posted, choices=preferences.choices(person(request)))
    if request.method == "POST" and form.is_valid():
        actions.choose(user=person(request), mail=form.cleaned_data, at=clock.now())
        messages.success(request, _("알림 설정을 바꾸었습니다."))
        return redirect("notifications:preferences")
    return render(request, "notifications/preferences.html", {"form": form})


# A mailbox provider posts here without a session (RFC 8058); the signed token is the proof.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """GET asks, POST does: link scanners open links, and must not switch anything off."""
    wish = unsubscribing.read(token)
    if wish is None:
        return render(request, "notifications/unsubscribe.html", {"broken": True}, status=404)
    user, key = wish
    done = request.method == "POST"
    if done:
        actions.choose(user=user, mail={key: request.POST.get("back") == "1"}, at=clock.now())
    context = {"kind": preferences.label_of(key), "done": done, "back": request.POST.get("back") == "1"}
    return render(request, "notifications/unsubscribe.html", context)
