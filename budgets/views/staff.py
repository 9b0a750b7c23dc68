"""Administrators prepare rounds, watch the count, and publish in pairs."""

from typing import Any

from django.contrib import messages
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from budgets import actions, queries, rules
from budgets.actions.tallies import publish_refusal
from budgets.forms import EnvelopeForm, ProjectForm, RoundForm
from budgets.models import Envelope, Project, Round, Tally
from budgets.results import rule_sentences
from budgets.stages import steps
from budgets.tasks import count_envelope
from budgets.views.results import result_context
from portal import clock
from portal.organisations.gates import Role, role_required
from portal.refusals import Refusal, Refused

administrators = role_required(Role.ADMINISTRATOR)


@administrators
def index(request: HttpRequest) -> HttpResponse:
    """Every round, drafts too."""
    rounds = Round.objects.prefetch_related("envelopes").order_by("-opens_at")
    return render(request, "budgets/staff/index.html", {"rounds": rounds, "at": clock.now()})


@administrators
def round_page(request: HttpRequest, round_id: str) -> HttpResponse:
    """The desk of one round: what is still missing, and the next step."""
    at = clock.now()
    round_ = get_object_or_404(Round, public_id=round_id)
    envelopes = list(
        round_.envelopes.select_related("area", "tally").prefetch_related("projects").order_by("pk")
    )
    for envelope in envelopes:
        envelope.round = round_
    projects = [project for envelope in envelopes for project in envelope.projects.all()]
    context = {
        "round": round_,
        "phase": round_.phase(at),
        "steps": steps(round_, at),
        "draft": round_.state in Round.State.preparing(),
        "counted": round_.state == Round.State.COUNTED,
        "rows": [{"envelope": one, "rule": rule_sentences(one), "tally": _tally(one)} for one in envelopes],
        "obstacle": rules.announce_refusal(round_, envelopes, projects, at),
        "publish_obstacle": publish_refusal(request.user, round_),
        "turnout": queries.turnout(round_),
    }
    return render(request, "budgets/staff/round.html", context)


def _tally(envelope: Envelope) -> Tally | None:
    return getattr(envelope, "tally", None)


@administrators
def new_round(request: HttpRequest) -> HttpResponse:
    form = RoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            round_ = actions.create_round(actor=request.user, at=clock.now(), **form.cleaned_data)
        except Refused as refused:
            show(form, refused.refusal)
        else:
            return redirect("budgets_staff:round", round_.public_id)
    return _form_page(request, form, None, _("새 참여예산 만들기"))


@administrators
def edit_round(request: HttpRequest, round_id: str) -> HttpResponse:
    round_ = get_object_or_404(Round, public_id=round_id)
    form = RoundForm(request.POST or None, instance=round_)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_round(
                actor=request.user, round_id=round_.pk, changes=form.cleaned_data, at=clock.now()
            )
        except Refused as refused:
            show(form, refused.refusal)
        else:
            return redirect("budgets_staff:round", round_.public_id)
    return _form_page(request, form, round_, _("이름과 기간 고치기"))


@administrators
def new_envelope(request: HttpRequest, round_id: str) -> HttpResponse:
    round_ = get_object_or_404(Round, public_id=round_id)
    form = EnvelopeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_envelope(
                actor=request.user, round_id=round_.pk, fields=_fields(form), rule=form.rule(), at=clock.now()
            )
        except Refused as refused:
            show(form, refused.refusal)
        else:
            return redirect("budgets_staff:round", round_.public_id)
    return _form_page(request, form, round_, _("예산 더하기"))


@administrators
def edit_envelope(request: HttpRequest, round_id: str, envelope_id: str) -> HttpResponse:
    envelope = _envelope(round_id, envelope_id)
    form = EnvelopeForm(request.POST or None, instance=envelope)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_envelope(
                actor=request.user,
                envelope_id=envelope.pk,
                fields=_fields(form),
                rule=form.rule(),
                at=clock.now(),
            )
        except Refused as refused:
            show(form, refused.refusal)
        else:
            return redirect("budgets_staff:round", round_id)
    return _form_page(request, form, envelope.round, _("예산 고치기"))


def _fields(form: EnvelopeForm) -> dict[str, Any]:
    return {name: value for name, value in form.cleaned_data.items() if name != "method"}


@administrators
def new_project(request: HttpRequest, round_id: str, envelope_id: str) -> HttpResponse:
    envelope = _envelope(round_id, envelope_id)
    form = ProjectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_project(
                actor=request.user, envelope_id=envelope.pk, fields=form.cleaned_data, at=clock.now()
            )
        except Refused as refused:
            show(form, refused.refusal)
        else:
            messages.success(request, _("사업을 더했습니다."))
            return redirect("budgets_staff:round", round_id)
    return _form_page(request, form, envelope.round, _("%(name)s에 사업 더하기") % {"name": envelope.name})


@administrators
def edit_project(request: HttpRequest, round_id: str, project_id: str) -> HttpResponse:
    project = get_object_or_404(
        Project.objects.select_related("envelope__round"),
        public_id=project_id,
        envelope__round__public_id=round_id,
    )
    form = ProjectForm(request.POST or None, instance=project)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_project(
                actor=request.user, project_id=project.pk, fields=form.cleaned_data, at=clock.now()
            )
        except Refused as refused:
            show(form, refused.refusal)
        else:
            return redirect("budgets_staff:round", round_id)
    return _form_page(request, form, project.envelope.round, _("사업 고치기"))


@administrators
def announce(request: HttpRequest, round_id: str) -> HttpResponse:
    """A page of its own asks before everything is frozen."""
    round_ = get_object_or_404(Round, public_id=round_id)
    if request.method != "POST":
        return render(request, "budgets/staff/announce.html", {"round": round_})
    return _act(request, round_, actions.announce_round, _("공고했습니다. 이제 투표용지는 바뀌지 않습니다."))


@administrators
@require_POST
def check(request: HttpRequest, round_id: str) -> HttpResponse:
    round_ = get_object_or_404(Round, public_id=round_id)
    return _act(request, round_, actions.check_result, _("확인했습니다. 다른 운영자가 발표할 수 있습니다."))


@administrators
@require_POST
def publish(request: HttpRequest, round_id: str) -> HttpResponse:
    round_ = get_object_or_404(Round, public_id=round_id)
    return _act(request, round_, actions.publish_result, _("결과를 발표했습니다."))


@administrators
@require_POST
def recount(request: HttpRequest, round_id: str, envelope_id: str) -> HttpResponse:
    envelope = _envelope(round_id, envelope_id)
    if actions.retry_tally(actor=request.user, envelope_id=envelope.pk, at=clock.now()):
        count_envelope.delay(envelope.pk)
    return redirect("budgets_staff:round", round_id)


@administrators
def preview(request: HttpRequest, round_id: str, envelope_id: str) -> HttpResponse:
    """The result as citizens will see it, before it is published."""
    envelope = _envelope(round_id, envelope_id)
    context = result_context(envelope, queries.result_of(envelope)) | {"preview": True}
    return render(request, "budgets/results.html", context)


def _act(request: HttpRequest, round_: Round, verb: Any, done: str) -> HttpResponse:
    try:
        verb(actor=request.user, round_id=round_.pk, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused.refusal.sentence))
    else:
        messages.success(request, done)
    return redirect("budgets_staff:round", round_.public_id)


def _envelope(round_id: str, envelope_id: str) -> Envelope:
    found = Envelope.objects.select_related("round", "area").filter(
        public_id=envelope_id, round__public_id=round_id
    )
    envelope = found.first()
    if envelope is None:
        raise Http404
    return envelope


def show(form: ModelForm[Any], refusal: Refusal) -> None:
    """A refusal beside the field that it is about, or on top; what was typed stays."""
    field = refusal.field if refusal.field in form.fields else None
    form.add_error(field, str(refusal.sentence))


def _form_page(request: HttpRequest, form: ModelForm[Any], round_: Round | None, title: str) -> HttpResponse:
    status = 422 if form.errors else 200
    context = {"form": form, "round": round_, "title": title}
    return render(request, "budgets/staff/form.html", context, status=status)
