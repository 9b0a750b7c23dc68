"""One form, one verb: what the pages after the vote share."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from portal import clock
from portal.accounts import kept
from portal.refusals import Refused

Act = Callable[[Any, dict[str, Any], datetime], Any]


def bound(request: HttpRequest, kind: type[forms.BaseForm], **options: Any) -> Any:
    """The form as it was sent, or with what was typed before she was led away to log in."""
    if request.method == "POST":
        return kind(request.POST, request.FILES, **options)
    initial = {**options.pop("initial", {}), **kept.initial(request)}
    return kind(initial=initial, **options)


def answer(
    request: HttpRequest,
    form: Any,
    act: Act,
    back: HttpResponse,
    page: str,
    context: dict[str, Any],
    said: Any,
) -> HttpResponse:
    """Act and go back, or show the form with what was typed and why it was refused."""
    if request.method == "POST" and form.is_valid():
        try:
            act(request.user, form.cleaned_data, clock.now())
        except Refused as refused:
            field = refused.refusal.field
            form.add_error(field if field in form.fields else None, str(refused.refusal))
        else:
            messages.success(request, str(said))
            return back
    status = 422 if request.method == "POST" else 200
    return render(request, page, {"form": form, **context}, status=status)


def press(
    request: HttpRequest, act: Callable[[datetime], Any], back: str, *args: str, said: Any
) -> HttpResponse:
    """A button without a form: what was refused is said on the page to which it leads."""
    try:
        act(clock.now())
    except Refused as refused:
        messages.error(request, str(refused.refusal))
    else:
        messages.success(request, str(said))
    return redirect(back, *args)
