"""Trying a round out on voters who do not exist."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from budgets import actions, results, schedule_queries, weighing
from budgets.actions.sandbox import new_seed
from budgets.advice import warnings
from budgets.models import Envelope, Round, Tally
from budgets.rule_words import rule_of
from budgets.schedule_forms import SandboxForm
from budgets.views.staff import administrators, find_round, show
from portal import clock
from portal.accounts import kept
from portal.frontend import charts
from portal.refusals import Refused


@administrators
def sandbox(request: HttpRequest, round_id: str) -> HttpResponse:
    """The copies of a round, and a form for one more."""
    round_ = find_round(round_id)
    form = SandboxForm(kept.sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            copy = actions.make_sandbox(
                actor=request.user,
                round_id=round_.pk,
                voters=form.cleaned_data["voters"],
                seed=form.cleaned_data["seed"] or new_seed(),
                at=clock.now(),
            )
        except Refused as refused:
            show(form, refused.refusal)
        else:
            return redirect("budgets_staff:sandbox_copy", round_.public_id, copy.public_id)
    context = {"round": round_, "form": form, "copies": round_.sandboxes.order_by("-created_at")}
    return render(request, "budgets/sandbox/index.html", context, status=kept.status(request, form))


def _copy(round_id: str, copy_id: str) -> Round:
    return get_object_or_404(Round, public_id=copy_id, sandbox_of__public_id=round_id)


@administrators
def sandbox_copy(request: HttpRequest, round_id: str, copy_id: str) -> HttpResponse:
    """What came of one rehearsal: how many voted, where the count stands, who would be funded."""
    copy = _copy(round_id, copy_id)
    envelopes, _projects = schedule_queries.parts_of(copy)
    rows = [_row(envelope) for envelope in envelopes]
    context = {"round": find_round(round_id), "copy": copy, "rows": rows}
    return render(request, "budgets/sandbox/copy.html", context)


def _row(envelope: Envelope) -> dict[str, Any]:
    """An envelope with its count, and once that is done with who was funded and why."""
    tally: Tally = envelope.tally  # type: ignore[attr-defined]
    row: dict[str, Any] = {"envelope": envelope, "tally": tally}
    if tally.result is None:
        return row
    found = results.rows(envelope, tally.result)
    return row | {
        "found": found,
        "weighed": weighing.context(envelope, tally.result),
        "funded": sum(one.funded for one in found),
        "cost": tally.result["cost"],
        "percent": charts.share(tally.result["cost"], envelope.amount),
        "warnings": warnings(
            envelope, list(envelope.projects.all()), rule_of(envelope), envelope.ballots_total
        ),
    }


@administrators
@require_POST
def sandbox_delete(request: HttpRequest, round_id: str, copy_id: str) -> HttpResponse:
    copy = _copy(round_id, copy_id)
    try:
        actions.delete_sandbox(actor=request.user, round_id=copy.pk, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused.refusal.sentence))
    else:
        messages.success(request, _("시험용 사본을 지웠습니다."))
    return redirect("budgets_staff:sandbox", round_id)
