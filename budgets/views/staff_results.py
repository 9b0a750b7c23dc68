"""From the count to the publication: looked at by one administrator, published by another."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from budgets import actions, queries
from budgets.models import Round
from budgets.tasks import count_envelope
from budgets.views.results import result_context
from budgets.views.staff import act, administrators, find_envelope, find_round
from portal import clock


@administrators
@require_POST
def check(request: HttpRequest, round_id: str) -> HttpResponse:
    done = _("확인했습니다. 다른 운영자가 발표할 수 있습니다.")
    return act(request, find_round(round_id), actions.check_result, done)


@administrators
@require_POST
def publish(request: HttpRequest, round_id: str) -> HttpResponse:
    return act(request, find_round(round_id), actions.publish_result, _("결과를 발표했습니다."))


@administrators
@require_POST
def recount(request: HttpRequest, round_id: str, envelope_id: str) -> HttpResponse:
    envelope = find_envelope(round_id, envelope_id)
    if actions.retry_tally(actor=request.user, envelope_id=envelope.pk, at=clock.now()):
        count_envelope.delay(envelope.pk)
    return redirect("budgets_staff:round", round_id)


@administrators
def preview(request: HttpRequest, round_id: str, envelope_id: str) -> HttpResponse:
    """The result as citizens will see it, before it is published."""
    envelope = find_envelope(round_id, envelope_id)
    if envelope.round.state in Round.State.decided():
        return redirect("budgets:results", round_id, envelope_id)
    context = result_context(envelope, queries.result_of(envelope)) | {"preview": True}
    return render(request, "budgets/results.html", context)
