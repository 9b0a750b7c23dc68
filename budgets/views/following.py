"""Being told when a round's next phase begins."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from budgets import actions, queries
from portal import clock


@require_POST
@login_required
def follow(request: HttpRequest, round_id: str) -> HttpResponse:
    """`stop` in the form ends it; pressing twice changes nothing."""
    round_ = queries.public_round(round_id)
    verb = actions.unfollow_round if request.POST.get("stop") else actions.follow_round
    verb(person=request.user, round_id=round_.pk, at=clock.now())
    return redirect(round_)
