"""The moderators' desk: two piles, one page per case."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal import clock
from portal.accounts import kept
from portal.moderation import actions, presence, queries, rules
from portal.moderation.forms import DecisionForm, JudgementForm
from portal.moderation.models import Appeal, Case
from portal.organisations.gates import Role, role_required
from portal.refusals import Refused


@require_safe
@role_required(Role.MODERATOR)
def queue(request: HttpRequest) -> HttpResponse:
    """What was reported, what is due first on top."""
    return _list(request, "queue", queries.waiting())


@require_safe
@role_required(Role.MODERATOR)
def appeals(request: HttpRequest) -> HttpResponse:
    return _list(request, "appeals", queries.appealed())


@require_safe
@role_required(Role.MODERATOR)
def decided(request: HttpRequest) -> HttpResponse:
    return _list(request, "decided", queries.decided())


def _list(request: HttpRequest, here: str, cases: Any) -> HttpResponse:
    at = clock.now()
    page = queries.page_of(cases, request.GET.get("page", 1))
    context = {"page": page, "here": here, "tabs": _tabs(here), "at": at}
    return render(request, "moderation/staff/list.html", context)


def _tabs(here: str) -> list[dict[str, Any]]:
    counted = {
        "queue": (_("신고된 글"), Case.objects.waiting().count()),
        "appeals": (_("이의 제기"), Appeal.objects.waiting().count()),
        "decided": (_("결정한 것"), None),
    }
    return [
        {"label": label, "count": count, "url": reverse(f"moderation:{name}"), "current": name == here}
        for name, (label, count) in counted.items()
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.MODERATOR)
def case(request: HttpRequest, public_id: str) -> HttpResponse:
    """One case: what was said, what was reported, and the decision or the second look that it waits for."""
    found = queries.find(public_id)
    if found is None:
        raise Http404
    form, refusal = _form(request, found)
    if request.method == "POST" and refusal is None and form is not None and form.is_valid():
        if _carried_out(request, form, found):
            presence.leave(found.pk, request.user)  # type: ignore[arg-type]
            return redirect(_next(found))
    elif request.method == "POST" and refusal is not None:
        messages.error(request, str(refusal.sentence))
    return render(request, "moderation/staff/case.html", _context(request, found, form, refusal))


def _form(request: HttpRequest, found: Case) -> tuple[DecisionForm | JudgementForm | None, Any]:
    """The form that this case waits for, and why this moderator may not fill it in."""
    appeal = queries.appeal_of(found)
    data = request.POST or None
    if found.state == Case.State.OPEN:
        initial = {"rule": found.gravest} | kept.initial(request)
        return DecisionForm(data, initial=initial), rules.decision_refusal(request.user, found)
    if appeal is not None and appeal.state == Appeal.State.OPEN:
        return JudgementForm(data, initial=kept.initial(request)), rules.judgement_refusal(
            request.user, appeal
        )
    return None, rules.ALREADY_DECIDED if request.method == "POST" else None


def _carried_out(request: HttpRequest, form: DecisionForm | JudgementForm, found: Case) -> bool:
    given, at = form.cleaned_data, clock.now()
    try:
        if isinstance(form, DecisionForm):
            actions.decide(moderator=request.user, case_id=found.pk, at=at, **given)
        else:
            grant = given["verdict"] == "grant"
            actions.judge(
                moderator=request.user, case_id=found.pk, grant=grant, answer=given["answer"], at=at
            )
    except Refused as refused:
        field = refused.refusal.field
        form.add_error(field if field in form.fields else None, str(refused.refusal.sentence))
        return False
    messages.success(request, _("결정했습니다. 글쓴이와 신고한 분들께 알립니다."))
    return True


def _next(found: Case) -> str:
    """On to the next case of the pile that this one came from, or back to the pile."""
    if queries.appeal_of(found) is not None:
        return reverse("moderation:appeals")
    following = Case.objects.waiting().first()
    return (
        reverse("moderation:staff_case", args=[following.public_id])
        if following
        else reverse("moderation:queue")
    )


def _context(request: HttpRequest, found: Case, form: Any, refusal: Any) -> dict[str, Any]:
    waits = form is not None and refusal is None
    return {
        "case": found,
        "reports": queries.reports_of(found),
        "decision": queries.decision_of(found),
        "appeal": queries.appeal_of(found),
        "form": form if waits else None,
        "refusal": refusal,
        "other": presence.arrive(found.pk, request.user) if waits else None,  # type: ignore[arg-type]
        "overdue": found.is_overdue(clock.now()),
    }
