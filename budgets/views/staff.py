"""The administrators' desk: every round, and one with what is still missing and its next step. What all
staff pages of this room share stands here too."""

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from budgets import (
    announcing,
    appraisal_queries,
    appraisal_rules,
    queries,
    schedule_queries,
    wizard,
)
from budgets.actions.sealing import sealing_refusal
from budgets.actions.tallies import publish_refusal
from budgets.advice import warnings
from budgets.models import Envelope, Project, Round, Tally
from budgets.rule_words import rule_of, rule_sentences
from budgets.stages import steps
from portal import clock
from portal.accounts import kept
from portal.organisations.gates import Role, role_required
from portal.refusals import Refusal, Refused

administrators = role_required(Role.ADMINISTRATOR)


@administrators
def index(request: HttpRequest) -> HttpResponse:
    """Every round, drafts too."""
    rounds = Round.objects.real().prefetch_related("envelopes").order_by("-opens_at")
    return render(request, "budgets/staff/index.html", {"rounds": rounds, "at": clock.now()})


@administrators
def round_page(request: HttpRequest, round_id: str) -> HttpResponse:
    """The desk of one round: what is still missing, and the next step."""
    at = clock.now()
    round_ = find_round(round_id)
    envelopes, projects = schedule_queries.parts_of(round_)
    context = {
        "round": round_,
        "phase": round_.phase(at),
        "steps": steps(round_, at),
        "draft": round_.state in Round.State.preparing(),
        "counted": round_.state == Round.State.COUNTED,
        "rows": [{"envelope": one, "rule": rule_sentences(one), "tally": _tally(one)} for one in envelopes],
        "obstacle": announcing.announce_refusal(round_, envelopes, projects, at),
        "resume": wizard.resume(round_, envelopes),
        "publish_obstacle": publish_refusal(request.user, round_),
        "turnout": queries.turnout(round_),
        "weighs": any(appraisal_rules.wanted(one) for one in envelopes),
        "score_obstacles": _score_obstacles(round_, envelopes),
        "sealing_obstacle": sealing_refusal(round_) if round_.state == Round.State.CLOSED else None,
    }
    return render(request, "budgets/staff/round.html", context)


def _score_obstacles(round_: Round, envelopes: Any) -> list[Refusal]:
    """Asked for while they can still be entered."""
    is_asked = round_.state in appraisal_rules.TAKEN_FROM
    return appraisal_queries.obstacles(round_, envelopes) if is_asked else []


def _tally(envelope: Envelope) -> Tally | None:
    return getattr(envelope, "tally", None)


def find_round(round_id: str) -> Round:
    """A round of real people, drafts too, or 404."""
    return get_object_or_404(Round.objects.real(), public_id=round_id)


def find_envelope(round_id: str, envelope_id: str) -> Envelope:
    found = Envelope.objects.select_related("round", "area").filter(
        public_id=envelope_id, round__public_id=round_id
    )
    envelope = found.first()
    if envelope is None:
        raise Http404
    return envelope


def find_project(round_id: str, project_id: str) -> Project:
    return get_object_or_404(
        Project.objects.select_related("envelope__round"),
        public_id=project_id,
        envelope__round__public_id=round_id,
    )


def advised(envelope: Any) -> list[str]:
    """What the evidence warns of, for as many voters as there could be."""
    voters = schedule_queries.eligible(envelope)
    return warnings(envelope, list(envelope.projects.all()), rule_of(envelope), voters)


def act(request: HttpRequest, round_: Round, verb: Any, done: str) -> HttpResponse:
    """Call an action on a round; say on its desk what came of it."""
    try:
        verb(actor=request.user, round_id=round_.pk, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused.refusal.sentence))
    else:
        messages.success(request, done)
    return redirect("budgets_staff:round", round_.public_id)


def show(form: BaseForm, refusal: Refusal) -> None:
    """A refusal beside the field that it is about, or on top; what was typed stays."""
    field = refusal.field if refusal.field in form.fields else None
    form.add_error(field, str(refusal.sentence))


def form_page(
    request: HttpRequest, form: BaseForm, round_: Round | None, title: str, **more: Any
) -> HttpResponse:
    status = kept.status(request, form)
    context = {"form": form, "round": round_, "title": title, **more}
    return render(request, "budgets/staff/form.html", context, status=status)


def wizard_page(
    request: HttpRequest, template: str, step: str, round_: Round, form: BaseForm | None = None, **more: Any
) -> HttpResponse:
    """A step of the wizard, with the way to the others."""
    status = kept.status(request, form)
    context = {
        "form": form,
        "round": round_,
        "tabs": wizard.tabs(round_, step),
        "next": wizard.after(step, round_),
        "draft": round_.state in Round.State.preparing(),
        **more,
    }
    return render(request, template, context, status=status)


def is_saved(request: HttpRequest) -> bool:
    """A form sent to be kept, not only to be looked at."""
    return request.method == "POST" and "preview" not in request.POST


def preview_page(
    request: HttpRequest,
    template: str,
    step: str,
    round_: Round,
    form: BaseForm,
    preview: Any,
    **more: Any,
) -> HttpResponse:
    """A step with what it would do beside it. While somebody types only that part is sent; without a script
    the button asks for the whole page. Neither keeps anything, and neither is an error."""
    asked = request.POST.get("preview") if request.method == "POST" else None
    if asked == "live":
        return render(request, "budgets/setup/_preview.html", {"preview": preview, "round": round_})
    context = {"preview": preview, "previewed": bool(asked), **more}
    page = wizard_page(request, template, step, round_, form, **context)
    page.status_code = 200 if asked else page.status_code
    return page


def onward(request: HttpRequest, step: str, round_: Round) -> HttpResponse:
    """After saving: to the next step, or back to the desk for who wants to go on later."""
    if request.POST.get("go") == "leave":
        return redirect("budgets_staff:round", round_.public_id)
    return redirect(wizard.after(step, round_))
