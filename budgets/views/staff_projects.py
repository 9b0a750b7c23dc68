"""Projects on the ballot, typed in by administrators."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from budgets import actions, project_advice
from budgets.forms import ProjectForm
from budgets.models import Project
from budgets.views.staff import administrators, find_envelope, find_project, form_page, show
from portal import clock
from portal.accounts import kept
from portal.refusals import Refused


@administrators
def new_project(request: HttpRequest, round_id: str, envelope_id: str) -> HttpResponse:
    envelope = find_envelope(round_id, envelope_id)
    form = ProjectForm(kept.sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            project = actions.add_project(
                actor=request.user, envelope_id=envelope.pk, fields=form.cleaned_data, at=clock.now()
            )
        except Refused as refused:
            show(form, refused.refusal)
        else:
            messages.success(request, _("사업을 더했습니다."))
            _warn(request, project)
            return redirect("budgets_staff:round", round_id)
    return form_page(request, form, envelope.round, _("%(name)s에 사업 더하기") % {"name": envelope.name})


@administrators
def edit_project(request: HttpRequest, round_id: str, project_id: str) -> HttpResponse:
    project = find_project(round_id, project_id)
    form = ProjectForm(kept.sent(request), instance=project)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_project(
                actor=request.user, project_id=project.pk, fields=form.cleaned_data, at=clock.now()
            )
        except Refused as refused:
            show(form, refused.refusal)
        else:
            _warn(request, find_project(round_id, project_id))
            return redirect("budgets_staff:round", round_id)
    return form_page(request, form, project.envelope.round, _("사업 고치기"))


def _warn(request: HttpRequest, project: Project) -> None:
    for sentence in project_advice.warnings(project):
        messages.warning(request, sentence)
