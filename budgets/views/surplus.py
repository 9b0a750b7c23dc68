"""More sheets in a booth's box than were handed out: the officer says why, an administrator agrees."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from budgets import actions, paper_queries
from budgets.paper_forms import SurplusForm
from budgets.views.booths import administrators, page
from portal import clock
from portal.accounts import kept
from portal.organisations.gates import Role, role_required
from portal.refusals import Refused


@role_required(Role.OFFICER, Role.APPROVER, Role.ADMINISTRATOR)
def note(request: HttpRequest, round_id: str, booth_id: str) -> HttpResponse:
    booth = paper_queries.staff_booth(request.user, round_id, booth_id)
    form = SurplusForm(kept.sent(request))
    if request.method != "POST" or not form.is_valid():
        return page(request, booth, surplus_form=form)
    try:
        actions.note_surplus(officer=request.user, booth_id=booth.pk, at=clock.now(), **form.cleaned_data)
    except Refused as refused:
        messages.error(request, str(refused.refusal.sentence))
    else:
        messages.success(request, _("까닭을 적었습니다. 운영자가 확인하면 서명할 수 있습니다."))
    return redirect("budgets_staff:booth", round_id, booth_id)


@administrators
@require_POST
def agree(request: HttpRequest, round_id: str, booth_id: str) -> HttpResponse:
    booth = paper_queries.staff_booth(request.user, round_id, booth_id)
    try:
        actions.agree_surplus(actor=request.user, booth_id=booth.pk, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused.refusal.sentence))
    else:
        messages.success(request, _("확인했습니다. 이 용지도 함께 셉니다."))
    return redirect("budgets_staff:booth", round_id, booth_id)
