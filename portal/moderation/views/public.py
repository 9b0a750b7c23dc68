"""Reporting, the author's page of a case with her appeal, and the public log."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal import clock, moderation
from portal.accounts import kept
from portal.accounts.gates import level_required
from portal.accounts.models import User
from portal.accounts.who import person
from portal.moderation import actions, queries, rules
from portal.moderation.forms import AppealForm, ReportForm
from portal.moderation.models import Case, Report
from portal.refusals import Refused


@require_http_methods(["GET", "HEAD", "POST"])
@level_required(User.Level.MEMBER)
def report(request: HttpRequest, kind: str, ref: str) -> HttpResponse:
    """Report a thing. Who has reported it already sees what became of it: a second click harms nothing."""
    adapter, thing = _known(kind, ref)
    mine = Report.objects.filter(kind=kind, ref=ref, reporter=person(request)).select_related("case").first()
    if mine is not None:  # what became of it; nothing of what it said, which may be hidden by now
        return render(request, "moderation/reported.html", {"report": mine, "url": adapter.url(thing)})
    if adapter.readable and not adapter.readable(request.user, thing):
        raise Http404  # what she may not read
    form = ReportForm(request.POST or None, initial=_typed(request))
    if request.method == "POST" and form.is_valid() and _reported(request, form, kind, ref):
        return redirect("moderation:report", kind=kind, ref=ref)
    context = {
        "form": form,
        "kind_label": moderation.label(kind),
        "excerpt": str(adapter.excerpt(thing))[:300],
        "url": adapter.url(thing),
        "refusal": rules.report_refusal(request.user, adapter.author_id(thing), clock.now()),
    }
    return render(request, "moderation/report.html", context)


def _known(kind: str, ref: str) -> tuple[moderation.Adapter, Any]:
    """The thing and how to handle it, or 404."""
    adapter = moderation.adapter(kind)
    thing = adapter.get(ref) if adapter else None
    if adapter is None or thing is None:
        raise Http404
    return adapter, thing


def _typed(request: HttpRequest) -> dict[str, Any] | None:
    """What she had typed before we sent her to log in."""
    data = kept.take(request) if request.method != "POST" else None
    return data.dict() if data else None


def _reported(request: HttpRequest, form: ReportForm, kind: str, ref: str) -> bool:
    try:
        actions.report(reporter=request.user, kind=kind, ref=ref, at=clock.now(), **form.cleaned_data)
    except LookupError:
        raise Http404 from None
    except Refused as refused:
        field = refused.refusal.field
        form.add_error(field if field in form.fields else None, str(refused.refusal.sentence))
        return False
    return True


@require_safe
@login_required
def reports(request: HttpRequest) -> HttpResponse:
    """What I have reported, and what became of it."""
    page = queries.page_of(queries.my_reports(request.user), request.GET.get("page", 1))
    return render(request, "moderation/reports.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def case(request: HttpRequest, public_id: str) -> HttpResponse:
    """What was decided about something of mine, and my appeal. Nobody else's case exists here."""
    found = get_object_or_404(
        Case.objects.decided().select_related("decision", "appeal"), public_id=public_id, author=request.user
    )
    refusal = rules.appeal_refusal(request.user, found, clock.now())
    form = AppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _appealed(request, form, found):
        messages.success(request, _("이의를 보냈습니다. 다른 중재자가 다시 봅니다."))
        return redirect(found)
    context = {
        "case": found,
        "decision": queries.decision_of(found),
        "appeal": queries.appeal_of(found),
        "form": form if refusal is None else None,
        "refusal": refusal,
        "events": _events(found),
    }
    return render(request, "moderation/case.html", context)


def _appealed(request: HttpRequest, form: AppealForm, found: Case) -> bool:
    try:
        actions.appeal(author=request.user, case_id=found.pk, text=form.cleaned_data["text"], at=clock.now())
    except Refused as refused:
        form.add_error(None, str(refused.refusal.sentence))
        return False
    return True


def _events(case: Case) -> list[dict[str, Any]]:
    """The author's side of the story, the latest last."""
    decision, appeal = queries.decision_of(case), queries.appeal_of(case)
    events: list[dict[str, Any]] = [{"title": _("처음 신고됨"), "at": case.opened_at, "tone": "neutral"}]
    if decision:
        tone = "good" if case.state == Case.State.KEPT else "bad"
        events.append({"title": decision.get_measure_display(), "at": decision.decided_at, "tone": tone})
    if appeal:
        events.append({"title": _("이의를 제기함"), "at": appeal.created_at, "tone": "progress"})
    if appeal and appeal.decided_at:
        tone = "good" if appeal.state == appeal.State.GRANTED else "bad"
        title = _("이의: %(result)s") % {"result": appeal.get_state_display()}
        events.append({"title": title, "at": appeal.decided_at, "tone": tone})
    return events


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """What was hidden here, under which rule, when: for everybody to see, without names."""
    page = queries.page_of(queries.public_log(), request.GET.get("page", 1))
    return render(request, "moderation/log.html", {"page": page, "numbers": queries.numbers(clock.now())})
